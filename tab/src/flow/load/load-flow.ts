import type { Problem, ProblemCode } from '@token-desk/contract/problem';
import type { Algorithm } from '@token-desk/contract/token/config';
import type { JobView, RequestDetail } from '@token-desk/contract/views';
import { endOf, isOlderJob, isOver, putBackAfter } from '../burn/burn-flow.ts';
import type { DrawnLeft } from '../burn/road.ts';
import { isComplete, type LoadRun, withLeft, withLoaded } from './load-run.ts';

/**
 * Loading a box as a pure reducer: one token after another is written with a secret the desk draws, checked, created
 * at Microsoft and seen there. It holds no secret and no key; `digits` are public.
 */
export type InHand = { readonly serial: string; readonly startedAt: number };

export type LoadWork =
  /** Waits for a token and for Enter; `problem`: why the last one was not begun. */
  | { readonly kind: 'place'; readonly problem: Problem | null }
  | {
      readonly kind: 'write';
      readonly token: InHand;
      /** Null until the server has opened it. */
      readonly job: JobView | null;
      /** To be compared with the desk's window; null until the desk's key was looked at. */
      readonly digits: string | null;
      readonly putBack: Problem | null;
    }
  | {
      readonly kind: 'check';
      readonly token: InHand;
      readonly digits: string | null;
      readonly misses: number;
      readonly problem: Problem | null;
      readonly isComparing: boolean;
    }
  /** The code matched: the secret is here, sealed. It leaves this page once desk and tab show the same digits. */
  | { readonly kind: 'compare'; readonly token: InHand; readonly digits: string }
  /** `problem`: Microsoft said no, and the secret waits here, sealed, until somebody tries again. */
  | {
      readonly kind: 'create';
      readonly token: InHand;
      readonly waitsUntil: number | null;
      readonly problem: Problem | null;
    }
  /** Created there by this page's own word; the server reads it back. */
  | {
      readonly kind: 'look';
      readonly token: InHand;
      /** Null: its answer was lost, so the server looks by serial. */
      readonly deviceId: string | null;
      /** Microsoft's number of its answer. */
      readonly graphRequestId: string | null;
      readonly since: number;
      readonly isLooking: boolean;
      readonly problem: Problem | null;
    }
  /** This token is not loaded; the next one can be. */
  | { readonly kind: 'failed'; readonly token: InHand; readonly problem: Problem }
  | { readonly kind: 'ended' };

export type LoadState = { readonly run: LoadRun; readonly work: LoadWork };

export type LoadEvent =
  | { readonly type: 'hash-chosen'; readonly algorithm: Algorithm }
  | { readonly type: 'write'; readonly serial: string; readonly at: number }
  | { readonly type: 'not-begun'; readonly problem: Problem }
  /** What became of the way out of a refusal, before a token is begun. */
  | { readonly type: 'place-told'; readonly problem: Problem | null }
  | { readonly type: 'job-seen'; readonly job: JobView }
  | { readonly type: 'code-sent' }
  | { readonly type: 'code-wrong'; readonly problem: Problem }
  /** The desk's key is the pinned desk's, made for this page's own key. */
  | { readonly type: 'keyed'; readonly digits: string }
  | { readonly type: 'code-matched'; readonly digits: string }
  | { readonly type: 'digits-same' }
  | { readonly type: 'digits-differ' }
  | { readonly type: 'waits'; readonly until: number | null }
  | { readonly type: 'not-created'; readonly problem: Problem }
  | { readonly type: 'create-again' }
  | {
      readonly type: 'created';
      readonly deviceId: string;
      readonly graphRequestId: string | null;
      readonly at: number;
    }
  | { readonly type: 'look-anyway'; readonly at: number }
  | { readonly type: 'looked'; readonly found: 'loaded' | 'said' | 'none' | 'other'; readonly at: number }
  | { readonly type: 'not-looked'; readonly problem: Problem }
  | { readonly type: 'looking-ended' }
  | { readonly type: 'look-again' }
  /** The sealed secret waited too long, or the page let go of it. */
  | { readonly type: 'secret-gone' }
  | { readonly type: 'token-left'; readonly code: ProblemCode }
  | { readonly type: 'next' }
  /** A token of this box that a break left behind stands at Microsoft after all. */
  | { readonly type: 'found-loaded'; readonly serial: string }
  | { readonly type: 'stopped' }
  | { readonly type: 'more'; readonly wanted: number };

export const startLoad = (run: LoadRun): LoadState => ({
  run,
  work: isComplete(run) ? { kind: 'ended' } : { kind: 'place', problem: null },
});

export function reduceLoad(state: LoadState, event: LoadEvent): LoadState {
  const { run, work } = state;
  switch (event.type) {
    case 'hash-chosen':
      return work.kind === 'place' ? { run: { ...run, algorithm: event.algorithm }, work } : state;
    case 'write':
      if (work.kind !== 'place') return state;
      return {
        run,
        work: {
          kind: 'write',
          token: { serial: event.serial, startedAt: event.at },
          job: null,
          digits: null,
          putBack: null,
        },
      };
    case 'not-begun':
      // Written before the desk's key was looked at, and that was not the desk's: no code is compared.
      if (work.kind === 'check') return failed(state, work.token, event.problem);
      if (work.kind !== 'write') return state;
      return { run: { ...run, jobId: null }, work: { kind: 'place', problem: event.problem } };
    case 'place-told':
      return work.kind === 'place' ? { run, work: { kind: 'place', problem: event.problem } } : state;
    case 'job-seen':
      return work.kind === 'write' ? withJob(state, work, event.job) : state;
    case 'keyed':
      return work.kind === 'write' || work.kind === 'check'
        ? { run, work: { ...work, digits: event.digits } }
        : state;
    case 'code-sent':
      return work.kind === 'check' ? { run, work: { ...work, isComparing: true } } : state;
    case 'code-wrong':
      if (work.kind !== 'check') return state;
      if (isGone(event.problem)) return failed(state, work.token, { code: 'secret-gone-drawn' });
      return {
        run,
        work: {
          ...work,
          isComparing: false,
          misses: work.misses + (isMiss(event.problem) ? 1 : 0),
          problem: event.problem,
        },
      };
    case 'code-matched':
      if (work.kind !== 'check') return state;
      return { run, work: { kind: 'compare', token: work.token, digits: event.digits } };
    case 'digits-same':
      return work.kind === 'compare' ? { run, work: creating(work.token) } : state;
    case 'digits-differ':
      return work.kind === 'compare' || work.kind === 'check'
        ? failed(state, work.token, { code: 'digits-differ' })
        : state;
    case 'waits':
      return work.kind === 'create' ? { run, work: { ...work, waitsUntil: event.until } } : state;
    case 'not-created':
      if (work.kind !== 'create') return state;
      if (isGone(event.problem)) return failed(state, work.token, { code: 'secret-gone-drawn' });
      return { run, work: { ...work, waitsUntil: null, problem: event.problem } };
    case 'create-again':
      if (work.kind !== 'create' && !(work.kind === 'look' && work.deviceId === null)) return state;
      return { run, work: creating(work.token) };
    case 'created':
      if (work.kind !== 'create') return state;
      return { run, work: looking(work.token, event, event.at) };
    case 'look-anyway':
      return work.kind === 'create' && work.problem !== null
        ? { run, work: looking(work.token, unanswered, event.at) }
        : state;
    case 'looked':
      return work.kind === 'look' ? afterLook(state, work, event) : state;
    case 'not-looked':
      return work.kind === 'look' ? { run, work: { ...work, problem: event.problem } } : state;
    case 'looking-ended':
      return work.kind === 'look' ? { run, work: { ...work, isLooking: false } } : state;
    case 'look-again':
      return work.kind === 'look' ? { run, work: looking(work.token, work, work.since) } : state;
    case 'secret-gone': {
      const isHeld = work.kind === 'compare' || (work.kind === 'create' && work.problem !== null);
      return isHeld ? failed(state, work.token, { code: 'secret-gone-drawn' }) : state;
    }
    case 'token-left':
      return 'token' in work ? next(withLeft(run, { serial: work.token.serial, code: event.code })) : state;
    case 'next':
      return work.kind === 'failed' ? next(run) : state;
    case 'found-loaded': {
      const found = withLoaded(run, { serial: event.serial, ms: null });
      return work.kind === 'place' && isComplete(found) ? next(found) : { run: found, work };
    }
    case 'stopped':
      return work.kind === 'place' || work.kind === 'failed' ? { run, work: { kind: 'ended' } } : state;
    case 'more':
      return work.kind === 'ended' ? next({ ...run, wanted: event.wanted }) : state;
  }
}

type Writing = Extract<LoadWork, { kind: 'write' }>;
type Looking = Extract<LoadWork, { kind: 'look' }>;

function withJob({ run, work: _ }: LoadState, work: Writing, job: JobView): LoadState {
  const isFirst = work.job === null;
  if (job.offer.serial !== work.token.serial || (!isFirst && work.job?.id !== job.id)) return { run, work };
  // one of this serial that is over before this page's own was seen is an earlier one
  if ((isFirst && isOver(job)) || isOlderJob(work.job, job)) return { run, work };
  const putBack = putBackAfter(isFirst ? null : work, job);
  const open = { ...run, jobId: job.id };
  if (!isOver(job)) return { run: open, work: { ...work, job, putBack } };
  const isWritten = job.outcome === 'burned' || job.outcome === 'unknown';
  if (!isWritten) return failed({ run, work }, work.token, endOf(job));
  const problem: Problem | null = job.outcome === 'unknown' ? { code: 'burn-unknown' } : null;
  return {
    run: open,
    work: {
      kind: 'check',
      token: work.token,
      digits: work.digits,
      misses: 0,
      problem,
      isComparing: false,
    },
  };
}

/** Microsoft's device of this serial is not the one that was created for this secret, or somebody has it. */
export const otherDevice = (serial: string): Problem => ({ code: 'device-other', detail: { serial } });

/** Nobody else has this device, and no one but this page knows that it is there: Microsoft takes some seconds to show it. */
function afterLook(
  state: LoadState,
  work: Looking,
  { found, at }: Extract<LoadEvent, { type: 'looked' }>,
): LoadState {
  const { serial, startedAt } = work.token;
  switch (found) {
    case 'loaded':
    case 'said':
      return next(withLoaded(state.run, { serial, ms: Math.max(at - startedAt, 0) }));
    case 'none':
      return { run: state.run, work: { ...work, problem: null } };
    case 'other':
      return failed(state, work.token, otherDevice(serial));
  }
}

const creating = (token: InHand): LoadWork => ({ kind: 'create', token, waitsUntil: null, problem: null });
type Made = { readonly deviceId: string | null; readonly graphRequestId: string | null };
const unanswered: Made = { deviceId: null, graphRequestId: null };
const looking = (token: InHand, { deviceId, graphRequestId }: Made, since: number): LoadWork => ({
  kind: 'look',
  token,
  deviceId,
  graphRequestId,
  since,
  isLooking: true,
  problem: null,
});

function failed({ run }: LoadState, token: InHand, problem: Problem): LoadState {
  const { serial } = token;
  const left = withLeft({ ...run, jobId: null }, { serial, code: problem.code });
  return { run: left, work: { kind: 'failed', token, problem } };
}

const next = (run: LoadRun): LoadState => startLoad({ ...run, jobId: null });

/** The desk, or this page, has let go of what was drawn: the token has to be written once more. */
const isGone = ({ code }: Problem) => code === 'secret-gone' || code === 'secret-gone-drawn';
/** Compared, and it did not fit; what never reached the comparison is no miss. */
const isMiss = ({ code }: Problem) => code === 'code-wrong' || code === 'code-clock-off';

/** Microsoft was not there, or its answer was lost: it may have done it. */
const mayBeDone: readonly ProblemCode[] = ['device-unsure', 'graph-busy', 'no-answer'];

/** What becomes of the one token in hand where somebody leaves now. */
export function leftOfDrawn({ work, run }: LoadState): DrawnLeft {
  switch (work.kind) {
    case 'place':
      return run.left.length === 0 ? 'nothing' : 'unfinished';
    case 'ended':
      return run.loaded.length === 0 ? 'nothing' : 'loaded';
    case 'create':
      return work.problem === null || mayBeDone.includes(work.problem.code) ? 'perhaps' : 'unfinished';
    case 'look':
      return 'perhaps';
    case 'write':
    case 'check':
    case 'compare':
    case 'failed':
      return 'unfinished';
  }
}

/** The same of one that was begun before this page was opened: a code that matched may have been followed by its creation. */
export function leftOfBegun({ stage }: NonNullable<RequestDetail['begun']>): DrawnLeft {
  if (stage === 'loaded') return 'loaded';
  return stage === 'checked' ? 'perhaps' : 'unfinished';
}
