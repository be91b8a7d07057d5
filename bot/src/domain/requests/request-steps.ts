import { isSecondPerson } from '@token-desk/contract/four-eyes';
import type { Person } from '@token-desk/contract/ids';
import { fail, type Result } from '@token-desk/contract/problem';
import {
  type Request,
  type RequestCommand,
  type RequestState,
  workingStates,
} from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import { numbered } from '../entra/answer-number.ts';
import { decideJob, endWork, givenBack, jobCancelled, loadedInHand } from '../jobs/job-steps.ts';
import { type Acting, claimedByOther, holdsClaim, permit } from '../permissions.ts';
import { isNobodys, whyNotHandOut } from '../tokens/device.ts';
import { countsOn, isCarried, isItsToken } from '../tokens/its-token.ts';
import { requestTokenOf } from '../tokens/load.ts';
import { approvedListOf } from './approved-list.ts';
import { decideByAsker } from './asker-steps.ts';
import { decideAwaiting, decideBinding, decideLoadedBinding } from './binding.ts';
import { dayIn, identityCounts, isOwnVoucher } from './identity.ts';
import type { Command } from './request-commands.ts';
import type { Decided, EndedBecause, EventBody } from './request-events.ts';
import { isAhead, isPossible, isWithdrawable, needsClaim, serving } from './request-states.ts';
import { decideTick } from './request-times.ts';
import { decideSecond } from './second-method.ts';
import { decideConfirming, waitsForSecond } from './second-technician.ts';

const notItsToken = ({ token }: Request) => fail('not-its-token', { serial: token?.serial ?? '–' });
const wrongState = (state: RequestState) => fail('request-wrong-state', { state });

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
    case 'note-missing':
      return noteMissing(request, command, acting, now);
    case 'tick':
      return decideTick(request, command, now);
    default:
      return decideOrder(request, command, acting, now);
  }
}

/** Once a day, and only where something is to be mended or not known. */
function noteMissing(
  { state, missing }: Request,
  { checks, unknown, timeZone }: Extract<Command, { kind: 'note-missing' }>,
  { actor }: Acting,
  now: number,
): Result<Decided> {
  if (!isAhead(state)) return wrongState(state);
  const isNoted =
    missing !== undefined &&
    missing.checks.join() === checks.join() &&
    (missing.unknown ?? []).join() === unknown.join() &&
    dayIn(missing.at, timeZone) === dayIn(now, timeZone);
  if (checks.length + unknown.length === 0 || isNoted) return { ok: true, events: [] };
  return { ok: true, events: [{ kind: 'missing_found', checks, unknown, at: now, actor }] };
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
  return { ok: true, events: [...jobCancelled(request, 'token-gone', now, actor), failed] };
}

/** A technician's word about a loss that somebody else reported. What a colleague has in hand is not ended for them. */
function decideLoss(
  request: Request,
  { kind, inHand = null }: Extract<Order, { kind: 'confirm-loss' | 'reject-loss' }>,
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
  return { ok: true, events: [...endWork(request, 'not-lost', { now, actor, inHand }), rejected] };
}

type Order = Extract<Command, { kind: RequestCommand['kind'] }>;

/** Of several who were asked one was quicker. */
function decidedAlready({ approvedBy, rejectedBy }: Request, kind: Order['kind']) {
  if (kind !== 'approve' && kind !== 'reject') return null;
  if (rejectedBy !== undefined) return fail('rejected-already', { holder: rejectedBy.name });
  const isByPerson = approvedBy !== null && approvedBy !== 'policy';
  return isByPerson ? fail('approved-already', { holder: approvedBy.name }) : null;
}

function decideOrder(request: Request, command: Order, acting: Acting, now: number): Result<Decided> {
  const permitted = permit(request, command.kind, acting);
  if (!permitted.ok) return permitted;
  const { person } = permitted;
  if (command.kind === 'hand-over' && workingStates.includes(request.state)) return fail('not-bound-yet');
  if (!isPossible(request, command.kind))
    return decidedAlready(request, command.kind) ?? wrongState(request.state);
  if (serving.includes(command.kind) && person.id === request.subject.id) return fail('four-eyes');
  const mustHold =
    needsClaim.includes(command.kind) || (command.kind === 'check-identity' && request.state !== 'bound');
  if (mustHold) {
    const held = holdsClaim(request, person);
    if (!held.ok) return held;
  }
  const { actor } = acting;
  const inHand = ('inHand' in command ? command.inHand : null) ?? null;
  const leaving = { now, actor, inHand, ...('graphRequestId' in command ? numbered(command) : {}) };
  const one = (body: EventBody): Result<Decided> => ({ ok: true, events: [{ ...body, at: now, actor }] });
  const dated = (decided: Result<{ readonly events: readonly EventBody[] }>): Result<Decided> =>
    decided.ok ? { ok: true, events: decided.events.map((body) => ({ ...body, at: now, actor })) } : decided;
  const ending = (because: EndedBecause, body: EventBody): Result<Decided> => ({
    ok: true,
    events: [...endWork(request, because, leaving), { ...body, at: now, actor }],
  });

  /** What it has in hand stays with it. */
  const staying = (because: EndedBecause, body: EventBody): Result<Decided> => ({
    ok: true,
    events: [...jobCancelled(request, because, now, actor), { ...body, at: now, actor }],
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
      return decideLoss(request, command, { person, actor }, now);
    case 'withdraw':
      return one({ kind: 'withdrawn' });
    case 'edit':
    case 'nudge':
      return dated(decideByAsker(request, command, now));
    case 'claim':
      if (request.state !== 'queued') {
        return request.claim?.by.id === person.id ? { ok: true, events: [] } : claimedByOther(request);
      }
      return isSecondPerson(request, person, 'burn') ? one({ kind: 'claimed' }) : fail('four-eyes');
    case 'take-over':
      if (request.claim === null) return fail('request-not-claimed');
      if (request.claim.by.id === person.id) return { ok: true, events: [] };
      if (!isSecondPerson(request, person, 'burn')) return fail('four-eyes');
      return staying('taken-over', { kind: 'taken_over', from: request.claim.by });
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
    case 'choose-route': {
      const { route, offered } = command;
      if (route === (request.chosenRoute ?? offered?.route)) return { ok: true, events: [] };
      const { route: other = null, because = null } = offered ?? {};
      return one({ kind: 'route_chosen', route, offered: other, because });
    }
    case 'take-loaded':
      return takeLoaded(request, command, { person, actor }, now);
    case 'confirm-hand-out':
      return dated(decideConfirming(request, person));
    case 'leave-to-holder':
      return dated(decideAwaiting(request, command, now));
    case 'give-back-loaded':
      return { ok: true, events: givenBack(request, leaving) };
    case 'look-for-method':
    case 'say-bound':
      return decideBound(request, command, actor, now);
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
    case 'hold': {
      const held = { kind: 'held', why: command.why } as const;
      const serial = loadedInHand(request);
      return serial === null || isNobodys(serial, inHand) ? ending('held', held) : staying('held', held);
    }
    case 'resume':
      return one({ kind: 'resumed', to: request.heldFrom ?? 'queued' });
    case 'close':
      return one({ kind: 'closed', because: 'asked' });
    case 'look-for-enforcement':
      if (request.enforcement === 'enforced') return { ok: true, events: [] };
      if (command.mfa === null) return fail('mfa-not-readable');
      return command.mfa === 'disabled'
        ? fail('mfa-not-on')
        : one({ kind: 'enforced', mfa: command.mfa, ...numbered(command) });
    case 'waive-enforcement':
      return request.enforcement === 'undecided'
        ? one({ kind: 'enforcement_waived', because: command.because })
        : { ok: true, events: [] };
    case 'say-signed-in':
      return signedIn(request, command, one);
    case 'say-not-signed-in':
      return request.signInTest?.isDone === true
        ? { ok: true, events: [] }
        : one({ kind: 'sign_in_not_tested', why: command.why });
    case 'look-for-second':
    case 'ask-spare':
    case 'waive-second':
      return dated(decideSecond(request, command));
  }
}

/** By the technician's word. With a pass Microsoft would not have asked for the token. */
function signedIn(
  request: Request,
  { token, hasPass }: Extract<Order, { kind: 'say-signed-in' }>,
  one: (body: EventBody) => Result<Decided>,
): Result<Decided> {
  const { signInTest, subject } = request;
  if (signInTest?.isDone === true) return { ok: true, events: [] };
  if (!isCarried(request, token)) {
    return fail('token-not-carried', { serial: request.token?.serial ?? '–', subject: subject.name });
  }
  return hasPass === true ? fail('pass-left', { subject: subject.name }) : one({ kind: 'sign_in_tested' });
}

type Looking = Extract<Order, { kind: 'look-for-method' | 'say-bound' }>;

function decideBound(request: Request, command: Looking, actor: Actor, now: number): Result<Decided> {
  const { token, kind, methods, hardware = null } = command;
  const isLoaded = request.token?.loaded === true;
  if (token === null || !isItsToken(request, token, isLoaded ? 'reserved' : 'burned_unverified')) {
    return notItsToken(request);
  }
  if (waitsForSecond(request)) return fail('second-technician-missing', { subject: request.subject.name });
  const found = isLoaded
    ? decideLoadedBinding(token, hardware, kind)
    : decideBinding(request.methodsBefore, methods, kind);
  if (!found.ok) return found;
  // Where nothing could be read, nobody knows: then it has to be looked at.
  const hadNone = request.methodsBefore?.length === 0 && (!isLoaded || hardware?.length === 1);
  const mayHaveOld = request.form.type !== 'new' && !hadNone;
  const bound: EventBody = {
    kind: 'bound',
    how: found.how,
    methodId: found.methodId,
    ...(mayHaveOld ? { oldMethodLeft: true as const } : {}),
    ...(kind === 'look-for-method' ? numbered(command) : {}),
    ...(isLoaded && token.load?.checkedAt != null ? { checkedAt: token.load.checkedAt } : {}),
  };
  return { ok: true, events: [{ ...bound, at: now, actor }] };
}

/** As for a burn: the person was checked today, by who has the request, and that is a second person. */
function takeLoaded(
  request: Request,
  command: Extract<Order, { kind: 'take-loaded' }>,
  { person, actor }: { readonly person: Person; readonly actor: Actor },
  now: number,
): Result<Decided> {
  const { token, serial, device, timeZone, inHand = null, second = null } = command;
  if (!isSecondPerson(request, person, 'burn')) return fail('four-eyes');
  if (request.lossReport !== undefined) return fail('loss-not-confirmed');
  if (!identityCounts(request, person, { now, timeZone })) return fail('identity-not-checked');
  const taken = whyNotHandOut(token, request, { serial, device });
  if (!taken.ok) return taken;
  if (request.token?.serial === serial) return { ok: true, events: [] };
  const { deviceId, box } = taken.token;
  const list = approvedListOf(request);
  const event: EventBody = {
    kind: 'loaded_taken',
    token: requestTokenOf(taken.token),
    deviceId,
    box,
    ...(second === null ? {} : { second }),
    ...(second !== null || list === null ? {} : { list }),
  };
  return {
    ok: true,
    events: [...endWork(request, 'asked', { now, actor, inHand }), { ...event, at: now, actor }],
  };
}
