import type { Problem, ProblemCode } from '@token-desk/contract/problem';

/**
 * Giving a loaded token to the person at the counter, as a pure reducer: the code is typed once, the technician's own
 * access has Microsoft assign and activate the token, and its list is read back. Where a window knows nothing it looks
 * first, so that a reload comes back to where Microsoft is. Typed codes never stand here.
 */
export type HandOutState =
  /** What stands at Microsoft is not known here yet. */
  | { readonly kind: 'finding-out' }
  | {
      readonly kind: 'typing';
      readonly order: HandOutOrder;
      readonly misses: number;
      readonly problem: Problem | null;
    }
  | {
      readonly kind: 'sending';
      readonly order: HandOutOrder;
      readonly misses: number;
      readonly waitsUntil: number | null;
    }
  /** Microsoft said yes to this page; until its list shows it, nothing is recorded. */
  | {
      readonly kind: 'reading-back';
      readonly since: number;
      /** Microsoft's number of its answer; null where it is not known any more. */
      readonly requestId: string | null;
      readonly isLooking: boolean;
      readonly problem: Problem | null;
    }
  /** Assigned without a code: the person activates it themselves at Microsoft. */
  | { readonly kind: 'awaiting'; readonly isLooking: boolean; readonly problem: Problem | null }
  /** Microsoft will say the same to every code: another token, or another technician. */
  | { readonly kind: 'refused'; readonly order: HandOutOrder; readonly problem: Problem };

/**
 * How the token stands at Microsoft before the next code. `assign`: nobody has it. `unsure`: it may be this person's.
 * `activate`: it is, and waits for its code.
 */
export type HandOutOrder = 'assign' | 'unsure' | 'activate';

export type HandOutEvent =
  | { readonly type: 'code-typed' }
  | { readonly type: 'waits'; readonly until: number | null }
  | { readonly type: 'accepted'; readonly at: number; readonly requestId: string | null }
  | { readonly type: 'not-accepted'; readonly problem: Problem }
  /** A look that bound nothing: what Microsoft's list shows of the token, or why it was not read. */
  | {
      readonly type: 'looked';
      readonly problem: Problem;
      readonly at: number;
      /** It was left to the person to activate it. */
      readonly isLeftToThem?: boolean;
    }
  | { readonly type: 'left-to-them' }
  /** They are here after all. */
  | { readonly type: 'type-here' }
  | { readonly type: 'looking-ended' }
  | { readonly type: 'look-again' }
  | { readonly type: 'try-again' };

/** `accepted`: Microsoft said yes to this window, before a reload. */
export const startHandOut = (accepted: Yes | null): HandOutState =>
  accepted === null ? { kind: 'finding-out' } : readingBack(accepted);

export function reduceHandOut(state: HandOutState, event: HandOutEvent): HandOutState {
  switch (event.type) {
    case 'code-typed':
      if (state.kind !== 'typing') return state;
      return { kind: 'sending', order: state.order, misses: state.misses, waitsUntil: null };
    case 'waits':
      return state.kind === 'sending' ? { ...state, waitsUntil: event.until } : state;
    case 'accepted':
      return state.kind === 'sending' ? readingBack(event) : state;
    case 'not-accepted':
      return state.kind === 'sending' ? afterRefusal(state, event.problem) : state;
    case 'looked':
      return afterLook(state, event);
    case 'left-to-them':
      return state.kind === 'sending' ? awaiting : state;
    case 'type-here':
      return state.kind === 'awaiting' ? typing('activate', null) : state;
    case 'looking-ended':
      return state.kind === 'reading-back' || state.kind === 'awaiting'
        ? { ...state, isLooking: false }
        : state;
    case 'look-again':
      if (state.kind === 'awaiting') return awaiting;
      return state.kind === 'reading-back'
        ? readingBack({ at: state.since, requestId: state.requestId })
        : state;
    case 'try-again':
      return state.kind === 'refused' ? typing(state.order, null) : state;
  }
}

/** Another code, or the same order later, would be answered otherwise. */
const passes: readonly ProblemCode[] = [
  'no-other-way',
  'left-not-listed',
  'left-not-readable',
  // the desk's check saw it, so it did not leave this page
  'code-old',
  'assign-code-wrong',
  'method-not-activated',
  'assign-unsure',
  'graph-busy',
  'graph-access-not-given',
  'no-answer',
];

function afterRefusal(
  { order, misses }: Extract<HandOutState, { kind: 'sending' }>,
  problem: Problem,
): HandOutState {
  if (!passes.includes(problem.code)) return { kind: 'refused', order, problem };
  return {
    kind: 'typing',
    order: orderAfter(order, problem.code),
    misses: misses + (problem.code === 'assign-code-wrong' ? 1 : 0),
    problem,
  };
}

/** A wrong code may have assigned the token all the same. */
const unsureAfter: readonly ProblemCode[] = ['assign-code-wrong', 'assign-unsure', 'left-not-listed'];

function orderAfter(order: HandOutOrder, code: ProblemCode): HandOutOrder {
  if (code === 'method-not-activated') return 'activate';
  const mayBeTheirs = unsureAfter.includes(code);
  return order === 'assign' && mayBeTheirs ? 'unsure' : order;
}

/** How long Microsoft's list may be behind its own answer before the code is asked for once more. */
export const listBehindMs = 60_000;

const nobodys: readonly ProblemCode[] = ['token-not-assigned', 'no-new-method'];

function afterLook(
  state: HandOutState,
  { problem, at, isLeftToThem = false }: Extract<HandOutEvent, { type: 'looked' }>,
): HandOutState {
  const isInactive = problem.code === 'method-not-activated';
  switch (state.kind) {
    case 'finding-out':
      if (isInactive) return isLeftToThem ? awaiting : typing('activate', null);
      if (nobodys.includes(problem.code)) return typing('assign', null);
      // where nobody can ever tell, the code is asked for without a warning
      return typing('unsure', problem.code === 'methods-not-readable' ? null : problem);
    case 'reading-back':
      if (isInactive && at - state.since > listBehindMs) return typing('activate', problem);
      return {
        ...state,
        problem,
        isLooking: state.isLooking && problem.code !== 'methods-not-readable',
      };
    case 'awaiting':
      return { ...state, problem: isInactive ? null : problem };
    default:
      return state;
  }
}

const awaiting: HandOutState = { kind: 'awaiting', isLooking: true, problem: null };

const typing = (order: HandOutOrder, problem: Problem | null): HandOutState => ({
  kind: 'typing',
  order,
  misses: 0,
  problem,
});

/** Microsoft's number of its last answer that this window knows of; null: it knows of none. */
export function lastAnswer(state: HandOutState): string | null {
  if (state.kind === 'reading-back') return state.requestId;
  const number = 'problem' in state ? state.problem?.detail?.requestId : null;
  return typeof number === 'string' ? number : null;
}

type Yes = { readonly at: number; readonly requestId: string | null };
const readingBack = ({ at, requestId }: Yes): HandOutState => ({
  kind: 'reading-back',
  since: at,
  requestId,
  isLooking: true,
  problem: null,
});
