import { fail, type Result } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import { endWork, loadedInHand } from '../jobs/job-steps.ts';
import { type InHand, isNobodys } from '../tokens/device.ts';
import type { Decided } from './request-events.ts';

const dayMs = 24 * 60 * 60_000;
export const approvalLifetimeMs = 14 * dayMs;
export const autoCloseMs = 7 * dayMs;

const clock: Actor = { kind: 'clock' };

type Tick = { readonly claimIdleMs: number; readonly inHand?: InHand | null };

/** A claim nobody works on goes back to the queue, unless a token was written for it, or a loaded one may be the person's. */
export function decideTick(
  request: Request,
  { claimIdleMs, inHand = null }: Tick,
  now: number,
): Result<Decided> {
  const idleMs = now - request.updatedAt;
  if (request.state === 'submitted' && idleMs >= approvalLifetimeMs) {
    return { ok: true, events: [{ kind: 'expired', at: now, actor: clock }] };
  }
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
