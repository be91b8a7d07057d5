import { fail, type Result } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import { dueNow } from '../approval/approval-times.ts';
import { endWork, loadedInHand } from '../jobs/job-steps.ts';
import { isNobodys } from '../tokens/device.ts';
import type { Command } from './request-commands.ts';
import type { Decided, EventBody } from './request-events.ts';

const dayMs = 24 * 60 * 60_000;
export const autoCloseMs = 7 * dayMs;

const clock: Actor = { kind: 'clock' };

type Tick = Omit<Extract<Command, { kind: 'tick' }>, 'kind'>;

/** A claim nobody works on goes back to the queue, unless a token was written for it, or a loaded one may be the person's. */
export function decideTick(
  request: Request,
  { claimIdleMs, inHand = null, waits }: Tick,
  now: number,
): Result<Decided> {
  const idleMs = now - request.updatedAt;
  const body = request.state === 'submitted' && waits !== undefined ? ofWaiting(request, waits, now) : null;
  if (body !== null) return { ok: true, events: [{ ...body, at: now, actor: clock }] };
  const loaded = loadedInHand(request);
  const isFree = loaded === null ? request.token === null : isNobodys(loaded, inHand);
  if (request.state === 'in_progress' && isFree && idleMs >= claimIdleMs) {
    return {
      ok: true,
      events: [
        ...endWork(request, 'idle', { now, actor: clock, inHand }),
        { kind: 'released', because: 'idle', at: now, actor: clock },
      ],
    };
  }
  if (request.state === 'handed_over' && now - (request.handedOverAt ?? request.updatedAt) >= autoCloseMs) {
    return { ok: true, events: [{ kind: 'closed', because: 'time', at: now, actor: clock }] };
  }
  return fail('request-wrong-state', { state: request.state });
}

/** One thing at a time: what was missed while no server ran is not made up for. */
function ofWaiting(
  request: Request,
  { due, next }: NonNullable<Tick['waits']>,
  now: number,
): EventBody | null {
  switch (dueNow(request, due, now)) {
    case 'lapse':
      return { kind: 'expired' };
    case 'pass-on':
      return { kind: 'approval_passed_on', to: next };
    case 'remind':
      return { kind: 'approval_reminded' };
    case null:
      return null;
  }
}
