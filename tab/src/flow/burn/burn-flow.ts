import { type BurnPhase, openJobStates } from '@token-desk/contract/desk/job';
import { isProblemCode, type Problem, type ProblemCode } from '@token-desk/contract/problem';
import type { CaptureKind } from '@token-desk/contract/request';
import { modelOf } from '@token-desk/contract/token/model';
import type { JobView, RequestDetail } from '@token-desk/contract/views';
import type { AlsoSeen } from './judge-secret.ts';
import { type LeftBehind, leftBehind } from './left-behind.ts';
import { type Choosing, nothingChosen, type RoadEvent, reduceChoosing } from './road.ts';

/**
 * The wizard as a pure reducer. What the server records decides the step, so that a reload comes back to the same
 * place; what only this window knows (a secret on its way, a code being compared) is kept beside it and may be lost.
 * It holds facts about a secret, never the secret.
 */
export type HeldFacts = {
  readonly tenant: string | null;
  readonly account: string | null;
  readonly algorithm: 'SHA1' | 'SHA256';
  readonly stepSeconds: 30 | 60;
  readonly sizeBytes: number;
  readonly capture: CaptureKind;
};

export type SecretState =
  | { readonly kind: 'none'; readonly problem: Problem | null }
  | { readonly kind: 'reading' }
  /** A key that can be read in two ways. */
  | { readonly kind: 'either'; readonly base32: HeldFacts; readonly hex: HeldFacts }
  /** It does not say whose it is: the technician must. */
  | { readonly kind: 'unconfirmed'; readonly facts: HeldFacts }
  | { readonly kind: 'held'; readonly facts: HeldFacts }
  /** The job is being opened and the secret sealed; from here on the box is empty. */
  | { readonly kind: 'sealing'; readonly facts: HeldFacts; readonly serial: string };

export type CheckState =
  | { readonly kind: 'typing'; readonly misses: number; readonly problem: Problem | null }
  | { readonly kind: 'comparing'; readonly misses: number };

export type BurnState = {
  readonly request: RequestDetail;
  readonly myId: string;
  readonly secret: SecretState;
  /** What else was in the picture the secret came from. */
  readonly alsoSeen: readonly AlsoSeen[];
  /** What became of the clipboard after the last capture, when that was a paste. */
  readonly clipboard: 'overwritten' | 'kept' | null;
  /** What was last sealed here, so that the stepper still says it while the desk writes. */
  readonly sealed: HeldFacts | null;
  /** The last job of this request that this window has seen. */
  readonly job: JobView | null;
  /** Why the burner waits for the token a second time. */
  readonly putBack: Problem | null;
  /** What the job's tries so far leave of the token. */
  readonly left: LeftBehind;
  readonly check: CheckState;
  readonly isCheckSkipped: boolean;
  /** A new QR for a token that is already burned. */
  readonly isAgain: boolean;
  readonly finish: { readonly problem: Problem | null; readonly isLooking: boolean };
  readonly choosing: Choosing;
  /** The loaded token that went back last: it is not taken again by itself, though it may still lie on the reader. */
  readonly givenBack: string | null;
  /** The last thing the server refused. */
  readonly refused: Problem | null;
};

export type BurnEvent =
  | { readonly type: 'request-read'; readonly request: RequestDetail }
  | { readonly type: 'refused'; readonly problem: Problem }
  | { readonly type: 'refusal-seen' }
  | { readonly type: 'secret-reading' }
  | { readonly type: 'secret-wrong'; readonly problem: Problem }
  | { readonly type: 'secret-either'; readonly base32: HeldFacts; readonly hex: HeldFacts }
  | {
      readonly type: 'secret-found';
      readonly facts: HeldFacts;
      readonly isAccountSeen: boolean;
      readonly alsoSeen?: readonly AlsoSeen[];
    }
  | { readonly type: 'pasted'; readonly clipboard: 'overwritten' | 'kept' }
  | { readonly type: 'secret-confirmed' }
  | { readonly type: 'secret-dropped'; readonly problem: Problem | null }
  | { readonly type: 'sealing'; readonly serial: string }
  | { readonly type: 'job-seen'; readonly job: JobView }
  | { readonly type: 'code-sent' }
  | { readonly type: 'code-answered'; readonly matched: boolean; readonly problem: Problem | null }
  | { readonly type: 'check-skipped' }
  | { readonly type: 'started-again' }
  | { readonly type: 'again-given-up' }
  /** What a look at Microsoft's list met; `version`: of the request that it was about. */
  | { readonly type: 'looked'; readonly version: number; readonly problem: Problem | null }
  | { readonly type: 'looking-ended' }
  | { readonly type: 'looking-resumed' }
  | RoadEvent;

export function startBurn(request: RequestDetail, myId: string): BurnState {
  return {
    request,
    myId,
    secret: { kind: 'none', problem: null },
    alsoSeen: [],
    clipboard: null,
    sealed: null,
    job: null,
    putBack: null,
    left: 'cancelBefore',
    check: { kind: 'typing', misses: 0, problem: null },
    isCheckSkipped: false,
    isAgain: false,
    finish: { problem: null, isLooking: true },
    choosing: nothingChosen,
    givenBack: null,
    refused: null,
  };
}

export function reduceBurn(state: BurnState, event: BurnEvent): BurnState {
  switch (event.type) {
    case 'request-read':
      if (event.request.version < state.request.version) return state;
      return withoutSecretOfOthers(withRequest(state, event.request));
    case 'refused':
      return { ...state, refused: event.problem };
    case 'refusal-seen':
      return { ...state, refused: null };
    case 'secret-reading':
      return { ...state, secret: { kind: 'reading' }, refused: null, alsoSeen: [], clipboard: null };
    case 'secret-wrong':
    case 'secret-dropped':
      return { ...state, secret: { kind: 'none', problem: event.problem } };
    case 'secret-either':
      return { ...state, secret: { kind: 'either', base32: event.base32, hex: event.hex } };
    case 'secret-found':
      return {
        ...state,
        secret: { kind: event.isAccountSeen ? 'held' : 'unconfirmed', facts: event.facts },
        alsoSeen: event.alsoSeen ?? [],
      };
    case 'pasted':
      return { ...state, clipboard: event.clipboard };
    case 'secret-confirmed': {
      const { secret } = state;
      return secret.kind === 'unconfirmed' ? { ...state, secret: { ...secret, kind: 'held' } } : state;
    }
    case 'sealing': {
      const { secret } = state;
      if (secret.kind !== 'held') return state;
      return {
        ...state,
        secret: { ...secret, kind: 'sealing', serial: event.serial },
        sealed: secret.facts,
        refused: null,
      };
    }
    case 'job-seen':
      return withJob(state, event.job);
    case 'code-sent':
      return { ...state, check: { kind: 'comparing', misses: state.check.misses } };
    case 'code-answered':
      return {
        ...state,
        check: {
          kind: 'typing',
          misses: state.check.misses + (isMiss(event) ? 1 : 0),
          problem: event.problem,
        },
      };
    case 'check-skipped':
      return { ...state, isCheckSkipped: true, refused: null };
    case 'started-again':
      return {
        ...state,
        isAgain: true,
        isCheckSkipped: false,
        secret: { kind: 'none', problem: null },
        refused: null,
      };
    case 'again-given-up':
      return { ...state, isAgain: false, secret: { kind: 'none', problem: null } };
    case 'looked': {
      if (event.version < state.request.version) return state;
      const isReadable = event.problem?.code !== 'methods-not-readable';
      return {
        ...state,
        finish: { problem: event.problem, isLooking: state.finish.isLooking && isReadable },
      };
    }
    case 'looking-ended':
      return { ...state, finish: { ...state.finish, isLooking: false } };
    case 'looking-resumed':
      return { ...state, finish: { problem: null, isLooking: true } };
    case 'readiness-read':
    case 'stock-read':
    case 'road-chosen':
    case 'drawn':
      return { ...state, choosing: reduceChoosing(state.choosing, event) };
  }
}

/** A code that was compared and did not fit; what never reached the comparison is no miss. */
function isMiss({ matched, problem }: { matched: boolean; problem: Problem | null }): boolean {
  return !matched && (problem === null || problem.code === 'code-wrong' || problem.code === 'code-clock-off');
}

function withRequest(state: BurnState, request: RequestDetail): BurnState {
  const before = state.request.token;
  const isReburned = request.token?.burnedAt !== before?.burnedAt;
  if (!isReburned) return { ...state, request };
  return {
    ...state,
    request,
    givenBack: before?.loaded === true ? before.serial : null,
    isAgain: false,
    secret: { kind: 'none', problem: null },
    check: { kind: 'typing', misses: 0, problem: null },
    finish: { problem: null, isLooking: true },
  };
}

/** What was brought in for a request that somebody else has now is of no use here any more. */
function withoutSecretOfOthers(state: BurnState): BurnState {
  const { request, myId, secret } = state;
  if (secret.kind === 'none' || request.claim?.by.id === myId) return state;
  return { ...state, secret: { kind: 'none', problem: null } };
}

function withJob(state: BurnState, job: JobView): BurnState {
  if (job.kind !== 'burn' || job.offer.requestId !== state.request.id) return state;
  const isSame = state.job?.id === job.id;
  if (isOlderJob(state.job, job)) return state;
  const putBack = putBackAfter(isSame ? state : null, job);
  const next = { ...state, job, putBack, left: leftBehind(isSame ? state.left : null, putBack) };
  if (job.state === 'offered' || job.state === 'keyed') return next;
  if (!isOver(job)) return { ...next, secret: { kind: 'none', problem: null } };
  const isWritten = job.outcome === 'burned' || job.outcome === 'unknown';
  const problem = isWritten ? null : endOf(job);
  return { ...next, isAgain: isWritten ? false : next.isAgain, secret: { kind: 'none', problem } };
}

/** An answer that was on its way longer than the live event that came after it. */
export function isOlderJob(shown: JobView | null | undefined, job: JobView): boolean {
  if (shown?.id !== job.id || isOver(job)) return false;
  return isOver(shown) || (job.phase === null && shown.phase !== null);
}

export function isOver(job: JobView | null): boolean {
  return job !== null && !openJobStates.includes(job.state);
}

/** Why a job that is over wrote nothing, or nobody knows what. */
export function endOf(job: JobView): Problem {
  // Cancelled or out of time in the middle: only the desk knows what it had written by then.
  if (job.outcome === null && job.phase !== null && isEndedByServer(job)) return { code: 'job-stopped' };
  if (job.outcome === 'empty') return { code: 'token-left-empty' };
  if (job.outcome === 'settings-changed') return { code: 'token-left-changed' };
  if (job.problem !== null) return problemOfWire(job.problem);
  return { code: job.state === 'expired' ? 'job-expired' : 'job-cancelled' };
}

const isEndedByServer = ({ state }: JobView) => state === 'cancelled' || state === 'expired';

/** A code that a newer server knows and this page does not is still shown, by its number. */
export function problemOfWire({ code, detail }: NonNullable<JobView['problem']>): Problem {
  return isProblemCode(code) ? { code, detail } : { code: 'unexpected', detail: { id: code } };
}

const clockIsSet: readonly (BurnPhase | null)[] = ['writing-clock', 'writing-seed'];

/** Only an ended burn is for a code to tell; one that waits writes the token once more. */
const whyAgain = (problem: Problem): Problem =>
  problem.code === 'burn-unknown' ? { code: 'burn-unsure' } : problem;

/** The desk says why by itself; without its word the phase and the model tell what is left. */
function lostAfter(last: BurnPhase | null, { offer }: JobView): ProblemCode {
  const clears = offer.serial === null ? true : (modelOf(offer.serial)?.clearsSeedOnConfig ?? true);
  if (last === 'writing-seed') return clears ? 'token-empty' : 'token-changed';
  return clears ? 'token-perhaps-empty' : 'token-perhaps-changed';
}

/** Phases only go forward; back at `place-token` means that the token was lifted on the way. */
export function putBackAfter(
  before: Pick<BurnState, 'job' | 'putBack'> | null,
  job: JobView,
): BurnState['putBack'] {
  if (job.phase !== 'place-token') return job.phase === 'written' ? null : (before?.putBack ?? null);
  if (job.problem !== null) return whyAgain(problemOfWire(job.problem));
  const last = before?.job?.phase ?? null;
  if (clockIsSet.includes(last)) return { code: lostAfter(last, job) };
  if (last === 'reading' || last === 'authenticating') return before?.putBack ?? { code: 'lost-contact' };
  return before?.putBack ?? null;
}
