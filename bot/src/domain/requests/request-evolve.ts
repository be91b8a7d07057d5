import type { Person } from '@token-desk/contract/ids';
import type { ProblemCode } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import type { EventKind, RequestEvent } from './request-events.ts';
import { confirmed } from './second-technician.ts';

const oldMethodLeft: ProblemCode = 'old-method-left';
const lossReported: ProblemCode = 'loss-not-confirmed';
const stopped: ProblemCode = 'job-stopped';
const unclaimed = {
  claim: null,
  identityCheck: null,
  methodsBefore: null,
  openJobId: null,
  chosenRoute: null,
} as const;

function born(event: Extract<RequestEvent, { kind: 'submitted' }>): Request {
  return {
    id: event.id,
    version: 1,
    state: 'submitted',
    heldFrom: null,
    subject: event.subject,
    requestedBy: event.requestedBy,
    source: event.source,
    form: event.form,
    createdAt: event.at,
    updatedAt: event.at,
    approvedBy: null,
    ...unclaimed,
    token: null,
    checkedAt: null,
    binding: null,
    handedOverAt: null,
    enforcement: 'undecided',
    attention: null,
    ...(event.call === undefined ? {} : { call: event.call }),
    ...(event.spareFor === undefined ? {} : { spareFor: event.spareFor }),
    ...(event.cohort === undefined ? {} : { cohort: event.cohort }),
    ...(event.isAside === undefined ? {} : { isAside: true }),
    ...(event.approval === undefined ? {} : { approval: event.approval }),
  };
}

/** Somebody in the know took it up: from here on it is the person's one open request. */
const takenUp = ({ isAside }: Request): Partial<Request> => (isAside === true ? { isAside: false } : {});

type Approval = NonNullable<Request['approval']>;

const personOf = (event: RequestEvent) => (event.actor.kind === 'person' ? event.actor.person : null);

const rejectedBy = (by: Person | null) => (by === null ? {} : { rejectedBy: by });

const waiting = ({ approval }: Request, more: Partial<Approval>): Partial<Request> =>
  approval === undefined ? {} : { approval: { ...approval, ...more } };

/** Who held it held up whoever was asked. */
function afresh({ approval }: Request, since: number): Partial<Request> {
  if (approval === undefined) return {};
  const { remindedAt: _reminded, passedOnAt: _passedOn, ...rest } = approval;
  return { approval: { ...rest, since } };
}

function change(state: Request, event: Exclude<RequestEvent, { kind: 'submitted' }>): Partial<Request> {
  switch (event.kind) {
    case 'approved':
      return {
        state: 'approved',
        approvedBy: personOf(event) ?? 'policy',
        ...(personOf(event) === null ? {} : takenUp(state)),
      };
    case 'rejected':
      return { state: 'rejected', why: event.why, ...rejectedBy(personOf(event)) };
    case 'approval_reminded':
      return waiting(state, { remindedAt: event.at });
    case 'approval_passed_on': {
      const also = [...(state.approval?.also ?? []), ...(event.to === null ? [] : [event.to])];
      return waiting(state, { passedOnAt: event.at, ...(also.length === 0 ? {} : { also }) });
    }
    case 'queued':
      return { state: 'queued' };
    case 'loss_reported': {
      const serials = [...(state.lossReport?.serials ?? []), event.serial];
      return { lossReport: { serials }, attention: lossReported };
    }
    case 'loss_confirmed':
      return takenUp(state);
    case 'loss_rejected':
      return { state: 'rejected', heldFrom: null, ...unclaimed };
    case 'edited':
      return { form: event.form };
    case 'nudged':
      return { nudgedAt: event.at };
    case 'withdrawn':
      return { state: 'withdrawn', ...unclaimed };
    case 'expired':
      return { state: 'expired', ...unclaimed };
    case 'claimed':
    case 'taken_over': {
      const by = personOf(event);
      const taken = by === null ? null : { by, since: event.at };
      return event.kind === 'claimed'
        ? { state: 'in_progress', claim: taken, ...takenUp(state) }
        : { claim: taken, identityCheck: null };
    }
    case 'released':
      return { state: 'queued', ...unclaimed, token: null, checkedAt: null, attention: leftToSay(state) };
    case 'identity_checked': {
      const by = personOf(event);
      if (by === null) return {};
      const vouched = event.vouchedBy === null ? {} : { vouchedBy: event.vouchedBy };
      return {
        identityCheck: { kind: event.identity, ...vouched, at: event.at, by },
        // The first picture counts: a later one could already hold the new method.
        methodsBefore:
          state.methodsBefore ?? (event.methodsBefore === null ? null : [...event.methodsBefore]),
      };
    }
    case 'route_chosen':
      return { chosenRoute: event.route };
    case 'job_opened':
      return { state: 'in_progress', openJobId: event.jobId, checkedAt: null, attention: null };
    case 'job_cancelled':
      return state.openJobId === event.jobId ? { openJobId: null, attention: event.problem } : {};
    case 'secret_sealed':
      return {};
    case 'burned':
    case 'burn_unknown':
      if (event.late) return { attention: 'burned-late' };
      return {
        state: 'burned',
        openJobId: null,
        token: event.token,
        checkedAt: null,
        attention: event.kind === 'burned' ? null : 'burn-unknown',
      };
    case 'burn_empty':
    case 'burn_settings_changed':
      if (event.late) return { attention: 'burned-late' };
      return { openJobId: null, token: null, attention: event.problem };
    case 'burn_failed':
      if (!event.late) return { openJobId: null, attention: event.problem };
      return state.attention === stopped ? { attention: null } : {};
    case 'checked':
      return event.late ? {} : { state: 'checked', checkedAt: event.at, attention: null };
    case 'check_failed':
      return event.late ? {} : { attention: event.problem };
    case 'loaded_taken':
      return { token: event.token, checkedAt: null, attention: null, awaitsHolder: false };
    case 'loaded_given_back':
      return { token: null, awaitsHolder: false };
    case 'hand_out_confirmed':
      return {};
    case 'holder_awaited':
      return { awaitsHolder: true };
    case 'bound':
      return {
        state: 'bound',
        binding: { how: event.how, methodId: event.methodId, at: event.at },
        ...(event.checkedAt === undefined ? {} : { checkedAt: event.checkedAt }),
        attention: event.oldMethodLeft === true ? oldMethodLeft : null,
      };
    case 'handed_over':
      return {
        state: 'handed_over',
        handedOverAt: event.at,
        attention: state.attention === oldMethodLeft ? null : state.attention,
      };
    case 'closed':
      return { state: 'closed' };
    case 'enforced':
      return { enforcement: 'enforced' };
    case 'enforcement_waived':
      return { enforcement: 'not-needed' };
    case 'missing_found':
      return { missing: { checks: [...event.checks], unknown: [...event.unknown], at: event.at } };
    case 'second_found':
      return { second: { how: 'found', ways: [...event.ways], at: event.at } };
    case 'second_asked':
      return { second: { how: 'spare', requestId: event.requestId, at: event.at } };
    case 'second_waived':
      return { second: { how: 'waived', why: event.why, at: event.at } };
    case 'spare_ended':
      return {};
    case 'sign_in_tested':
      return { signInTest: { isDone: true, at: event.at } };
    case 'sign_in_not_tested':
      return { signInTest: { isDone: false, why: event.why, at: event.at } };
    case 'held':
      return { state: 'on_hold', heldFrom: state.state, identityCheck: null, why: event.why };
    case 'resumed':
      return {
        state: event.to,
        heldFrom: null,
        ...(event.to === 'submitted' ? afresh(state, event.at) : {}),
      };
    case 'failed':
      return {
        state: 'failed',
        heldFrom: null,
        claim: null,
        identityCheck: null,
        openJobId: null,
        why: event.why,
        ...(event.because === undefined ? {} : { attention: event.because }),
      };
    case 'requeued':
      return {
        state: 'queued',
        ...unclaimed,
        token: null,
        checkedAt: null,
        binding: null,
        enforcement: 'undecided',
        attention: leftToSay(state),
      };
  }
}

/** What still needs somebody when the work on a request begins anew. */
const leftToSay = ({ lossReport }: Request) => (lossReport === undefined ? null : lossReported);

/** A report that a technician has judged is one no more. */
function judged(state: Request, event: RequestEvent): Request {
  if (event.kind !== 'loss_confirmed' && event.kind !== 'loss_rejected') return state;
  const { lossReport, ...rest } = state;
  const isSame = event.kind === 'loss_confirmed' ? (serial: string) => serial === event.serial : () => true;
  const serials = (lossReport?.serials ?? []).filter((serial) => !isSame(serial));
  return serials.length === 0
    ? { ...rest, attention: rest.attention === lossReported ? null : rest.attention }
    : { ...rest, lossReport: { serials } };
}

/** What was tried with one token says nothing of the next one. */
function untried(state: Request, event: RequestEvent): Request {
  if (event.kind !== 'requeued') return state;
  const { signInTest: _test, ...rest } = state;
  return rest;
}

/** A spare token that will not come is no second way. */
function spareless(state: Request, event: RequestEvent): Request {
  if (event.kind !== 'spare_ended') return state;
  const { second: _spare, ...rest } = state;
  return rest;
}

const byItself: readonly EventKind[] = ['missing_found', 'approval_reminded', 'approval_passed_on', 'nudged'];

/** One step; `version` is left alone, `evolveAll` counts it. */
export function evolve(state: Request | null, event: RequestEvent): Request {
  if (event.kind === 'submitted') return born(event);
  if (state === null) throw new TypeError(`a request begins with submitted, not ${event.kind}`);
  // What the server notes by itself, and a question how it stands, are no sign that anybody works on it.
  const updatedAt = byItself.includes(event.kind) ? state.updatedAt : event.at;
  const changed = { ...state, ...change(state, event), updatedAt };
  return confirmed(spareless(judged(untried(changed, event), event), event), event);
}

/** All events of one decision: one new version. */
export function evolveAll(state: Request | null, events: readonly RequestEvent[]): Request {
  const after = events.reduce<Request | null>(evolve, state);
  if (after === null) throw new TypeError('a decision without events made no request');
  return { ...after, version: (state?.version ?? 0) + 1 };
}
