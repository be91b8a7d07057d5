import { isSecondPerson } from '@token-desk/contract/four-eyes';
import type { Person } from '@token-desk/contract/ids';
import { fail, type Result } from '@token-desk/contract/problem';
import type { Request, RequestCommand, RequestState } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import { decideJob, endJob } from '../jobs/job-steps.ts';
import { type Acting, claimedByOther, holdsClaim, permit } from '../permissions.ts';
import { countsOn, isItsToken } from '../tokens/its-token.ts';
import { decideBinding } from './binding.ts';
import { identityCounts, isOwnVoucher } from './identity.ts';
import type { Command, CommandKind } from './request-commands.ts';
import type { Decided, EndedBecause, EventBody } from './request-events.ts';
import { decideTick } from './request-times.ts';

const working: readonly RequestState[] = ['in_progress', 'burned', 'checked'];

/** States in which a technician's command means something; everything else is `request-wrong-state`. */
const from: Record<RequestCommand['kind'], readonly RequestState[]> = {
  approve: ['submitted'],
  reject: ['submitted'],
  'confirm-loss': ['submitted', 'approved', 'queued', 'in_progress', 'on_hold'],
  'reject-loss': ['submitted', 'approved', 'queued', 'in_progress', 'on_hold'],
  withdraw: ['submitted', 'approved', 'queued'],
  claim: ['queued', ...working],
  'take-over': working,
  release: ['in_progress'],
  'check-identity': [...working, 'bound'],
  'look-for-method': ['burned', 'checked'],
  'say-bound': ['burned', 'checked'],
  'hand-over': ['bound'],
  'give-up': [...working, 'bound'],
  requeue: ['failed'],
  hold: ['submitted', 'approved', 'queued', ...working, 'bound'],
  resume: ['on_hold'],
  close: ['handed_over'],
};

const notItsToken = ({ token }: Request) => fail('not-its-token', { serial: token?.serial ?? '–' });
const wrongState = (state: RequestState) => fail('request-wrong-state', { state });

/** Until somebody works on it; held, as it was before. */
export function isWithdrawable(request: Pick<Request, 'state' | 'heldFrom'>): boolean {
  return request.state === 'on_hold'
    ? request.heldFrom !== null && from.withdraw.includes(request.heldFrom)
    : from.withdraw.includes(request.state);
}

export function decideStep(
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
    case 'nothing-written':
    case 'record-check':
    case 'doubt-record':
      return decideJob(request, command, acting, now);
    case 'lose-token':
      return loseToken(request, command, acting, now);
    case 'give-way':
      if (request.lossReport === undefined || !isWithdrawable(request)) return wrongState(request.state);
      return { ok: true, events: [{ kind: 'withdrawn', at: now, actor: acting.actor }] };
    case 'tick':
      return decideTick(request, command.claimIdleMs, now);
    default:
      return decideOrder(request, command, acting, now);
  }
}

/** It fails with the reason that is so, and what was being written for it ends. */
function loseToken(
  request: Request,
  { serial, because, why }: Extract<Command, { kind: 'lose-token' }>,
  { actor }: Acting,
  now: number,
): Result<Decided> {
  if (!countsOn(request, serial)) return wrongState(request.state);
  const failed = { kind: 'failed', why, because, serial, at: now, actor } as const;
  return { ok: true, events: [...endJob(request, 'token-gone', now, actor), failed] };
}

/** A technician's word about a loss that somebody else reported. What a colleague has in hand is not ended for them. */
function decideLoss(
  request: Request,
  kind: 'confirm-loss' | 'reject-loss',
  { person, actor }: { readonly person: Person; readonly actor: Actor },
  now: number,
): Result<Decided> {
  const { lossReport, claim } = request;
  if (lossReport === undefined) return wrongState(request.state);
  if (kind === 'confirm-loss') {
    const confirmed = (serial: string) => ({ kind: 'loss_confirmed', serial, at: now, actor }) as const;
    return { ok: true, events: lossReport.serials.map(confirmed) };
  }
  if (claim !== null && claim.by.id !== person.id) return claimedByOther(request);
  const rejected = { kind: 'loss_rejected', serials: lossReport.serials, at: now, actor } as const;
  return { ok: true, events: [...endJob(request, 'not-lost', now, actor), rejected] };
}

type Order = Extract<Command, { kind: RequestCommand['kind'] }>;

/** Serving somebody: what nobody does for themselves. */
const serving: readonly CommandKind[] = [
  'claim',
  'take-over',
  'check-identity',
  'look-for-method',
  'say-bound',
  'hand-over',
];

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
  if (serving.includes(command.kind) && person.id === request.subject.id) return fail('four-eyes');
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
    case 'confirm-loss':
    case 'reject-loss':
      return decideLoss(request, command.kind, { person, actor }, now);
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
      const isNobody = vouchedBy.trim() === '' || isOwnVoucher(vouchedBy, request.subject);
      if (command.identity === 'vouched' && isNobody) {
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
      if (!isItsToken(request, command.token, 'burned_unverified')) return notItsToken(request);
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
      if (command.to === 'manager' && person.id === request.requestedBy.id) return fail('four-eyes');
      if (!isItsToken(request, command.token, 'active')) return notItsToken(request);
      const { timeZone } = command;
      if (command.to === 'subject' && !identityCounts(request, person, { now, timeZone })) {
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
