import { fail, type Result } from '@token-desk/contract/problem';
import type { Request, RequestCommand, RequestState } from '@token-desk/contract/request';
import { decideBinding } from './binding.ts';
import { decideJob, endJob } from './job-steps.ts';
import { type Acting, claimedByOther, holdsClaim, isSecondPerson, permit } from './permissions.ts';
import type { Command, CommandKind } from './request-commands.ts';
import type { Decided, EndedBecause, EventBody } from './request-events.ts';
import { decideTick } from './request-times.ts';

const working: readonly RequestState[] = ['in_progress', 'burned', 'checked'];

/** A token carries the secret and is still here. */
const losable: readonly RequestState[] = ['burned', 'checked', 'bound', 'on_hold'];

/** States in which a technician's command means something; everything else is `request-wrong-state`. */
const from: Record<RequestCommand['kind'], readonly RequestState[]> = {
  approve: ['submitted'],
  reject: ['submitted'],
  withdraw: ['submitted', 'approved', 'queued'],
  claim: ['queued', ...working],
  'take-over': working,
  release: ['in_progress'],
  'check-identity': [...working, 'bound'],
  'look-for-method': ['burned', 'checked'],
  'say-bound': ['burned', 'checked'],
  'hand-over': ['bound'],
  'give-up': working,
  requeue: ['failed'],
  hold: ['submitted', 'approved', 'queued', ...working, 'bound'],
  resume: ['on_hold'],
  close: ['handed_over'],
};

/** A check of the person is good for the visit, not for another day. */
export const identityCheckLifetimeMs = 12 * 60 * 60_000;

const wrongState = (state: RequestState) => fail('request-wrong-state', { state });

function isWithdrawable(request: Request): boolean {
  return request.state === 'on_hold'
    ? request.heldFrom !== null && from.withdraw.includes(request.heldFrom)
    : from.withdraw.includes(request.state);
}

export function decideNew(
  request: Request,
  command: Exclude<Command, { kind: 'submit' }>,
  acting: Acting,
  now: number,
): Result<Decided> {
  switch (command.kind) {
    case 'open-job':
    case 'seal':
    case 'cancel-job':
    case 'record-burn':
    case 'record-check':
      return decideJob(request, command, acting, now);
    case 'lose-token':
      return losable.includes(request.state)
        ? { ok: true, events: [{ kind: 'failed', why: command.why, at: now, actor: acting.actor }] }
        : wrongState(request.state);
    case 'tick':
      return decideTick(request, command.claimIdleMs, now);
    default:
      return decideOrder(request, command, acting, now);
  }
}

type Order = Extract<Command, { kind: RequestCommand['kind'] }>;

/** Orders for which the caller must hold the claim. A bound token may be handed over by any technician. */
const needsClaim: readonly CommandKind[] = ['release', 'look-for-method', 'say-bound', 'give-up'];

function decideOrder(request: Request, command: Order, acting: Acting, now: number): Result<Decided> {
  const permitted = permit(request, command.kind, acting);
  if (!permitted.ok) return permitted;
  const { person } = permitted;
  if (command.kind === 'hand-over' && working.includes(request.state)) return fail('not-bound-yet');
  const possible =
    command.kind === 'withdraw' ? isWithdrawable(request) : from[command.kind].includes(request.state);
  if (!possible) return wrongState(request.state);
  const mustHold =
    needsClaim.includes(command.kind) || (command.kind === 'check-identity' && request.state !== 'bound');
  if (mustHold) {
    const held = holdsClaim(request, person);
    if (!held.ok) return held;
  }
  const { actor } = acting;
  const one = (body: EventBody): Result<Decided> => ({ ok: true, events: [{ ...body, at: now, actor }] });
  const ending = (because: EndedBecause, body: EventBody): Result<Decided> => ({
    ok: true,
    events: [...endJob(request, because, now, actor), { ...body, at: now, actor }],
  });

  switch (command.kind) {
    case 'approve':
      if (!isSecondPerson(request, person, 'approve')) return fail('four-eyes');
      return {
        ok: true,
        events: [
          { kind: 'approved', rule: null, at: now, actor },
          { kind: 'queued', at: now, actor },
        ],
      };
    case 'reject':
      return isSecondPerson(request, person, 'approve')
        ? one({ kind: 'rejected', why: command.why })
        : fail('four-eyes');
    case 'withdraw':
      return one({ kind: 'withdrawn' });
    case 'claim':
      if (request.state !== 'queued') {
        return request.claim?.by.id === person.id ? { ok: true, events: [] } : claimedByOther(request);
      }
      return isSecondPerson(request, person, 'burn') ? one({ kind: 'claimed' }) : fail('four-eyes');
    case 'take-over':
      if (request.claim === null) return fail('request-not-claimed');
      if (request.claim.by.id === person.id) return { ok: true, events: [] };
      if (!isSecondPerson(request, person, 'burn')) return fail('four-eyes');
      return ending('taken-over', { kind: 'taken_over', from: request.claim.by });
    case 'release':
      return ending('released', { kind: 'released', because: 'asked' });
    case 'check-identity': {
      const vouchedBy = command.vouchedBy ?? '';
      if (command.identity === 'vouched' && vouchedBy === '') {
        return fail('request-invalid', { field: 'vouchedBy' });
      }
      return one({
        kind: 'identity_checked',
        identity: command.identity,
        vouchedBy: command.identity === 'vouched' ? vouchedBy : null,
        methodsBefore: command.methods,
      });
    }
    case 'look-for-method':
    case 'say-bound': {
      const found = decideBinding(request.methodsBefore, command.methods, command.kind);
      if (!found.ok) return found;
      // Where nothing could be read, nobody knows: then it has to be looked at.
      const mayHaveOld = request.form.type !== 'new' && request.methodsBefore?.length !== 0;
      return one({
        kind: 'bound',
        how: found.how,
        methodId: found.methodId,
        ...(mayHaveOld ? { oldMethodLeft: true as const } : {}),
      });
    }
    case 'hand-over': {
      if (command.to === 'caller' && request.call === undefined)
        return fail('request-invalid', { field: 'to' });
      const checkedAt = request.identityCheck?.at ?? 0;
      if (command.to === 'subject' && now - checkedAt > identityCheckLifetimeMs) {
        return fail('identity-not-checked');
      }
      return one({ kind: 'handed_over', to: command.to });
    }
    case 'give-up':
      return ending('gave-up', { kind: 'failed', why: command.why });
    case 'requeue':
      return one({ kind: 'requeued' });
    case 'hold':
      return ending('held', { kind: 'held', why: command.why });
    case 'resume':
      return one({ kind: 'resumed', to: request.heldFrom ?? 'queued' });
    case 'close':
      return one({ kind: 'closed', because: 'asked' });
  }
}
