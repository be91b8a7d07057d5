import { fail, type Result } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import { endJob } from '../jobs/job-steps.ts';
import type { Decided } from './request-events.ts';

const dayMs = 24 * 60 * 60_000;
export const approvalLifetimeMs = 14 * dayMs;
export const autoCloseMs = 7 * dayMs;

const clock: Actor = { kind: 'clock' };

/** A claim nobody works on goes back to the queue, unless a token already carries the secret. */
export function decideTick(request: Request, claimIdleMs: number, now: number): Result<Decided> {
  const idleMs = now - request.updatedAt;
  if (request.state === 'submitted' && idleMs >= approvalLifetimeMs) {
    return { ok: true, events: [{ kind: 'expired', at: now, actor: clock }] };
  }
  if (request.state === 'in_progress' && request.token === null && idleMs >= claimIdleMs) {
    return {
      ok: true,
      events: [
        ...endJob(request, 'idle', now, clock),
        { kind: 'released', because: 'idle', at: now, actor: clock },
      ],
    };
  }
  if (request.state === 'handed_over' && now - (request.handedOverAt ?? request.updatedAt) >= autoCloseMs) {
    return { ok: true, events: [{ kind: 'closed', because: 'time', at: now, actor: clock }] };
  }
  return fail('request-wrong-state', { state: request.state });
}
