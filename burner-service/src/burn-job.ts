import type { BurnPhase, JobOffer } from '@token-desk/contract/job';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import type { Secret } from '@token-desk/contract/seed/envelope';
import { type BurnResult, burnToken } from './burn.ts';
import type { ReaderSource } from './reader/channel.ts';
import type { ReadersWatch } from './readers-watch.ts';

export type BurnJob = {
  readonly offer: JobOffer;
  /** Stays the caller's, who wipes it. */
  readonly secret: Secret;
  readonly source: ReaderSource;
  readonly watch: ReadersWatch;
  /** `problem` with `place-token`: why the last try ended. */
  readonly onPhase: (phase: BurnPhase, problem: Problem | null) => void;
  /** Called before the first command that changes the token. */
  readonly beforeWriting: () => void;
  /** Ends the waiting for a token, never a write that has begun. */
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
};

/** Tries until the token is written, the time is over or somebody ends it; a lifted token is waited for. */
export type BurnTries = {
  readonly reader: string;
  readonly ended: Promise<BurnResult>;
  /** True while nobody can know whether the last try wrote the secret. */
  isUnknown(): boolean;
  stop(): void;
};

const writeTimeoutMs = 30_000;
/** Putting the token back cannot help here. */
const isFinal = (problem: Problem) =>
  ['unknown-model', 'token-locked', 'seed-not-writable', 'crypto-self-check'].includes(problem.code);
const severity = { burned: -1, failed: 0, empty: 1, unknown: 2 } as const;

export function runBurn(job: BurnJob): BurnTries {
  const stopping = new AbortController();
  const reader = job.watch.find(job.offer.reader)?.name ?? job.offer.reader ?? '';
  const state = { outcome: 'failed' as 'failed' | 'empty' | 'unknown' };
  return {
    reader,
    ended: tryUntilDone(job, reader, stopping.signal, state),
    isUnknown: () => state.outcome === 'unknown',
    stop: () => stopping.abort(),
  };
}

type State = { outcome: 'failed' | 'empty' | 'unknown' };

async function tryUntilDone(
  job: BurnJob,
  reader: string,
  stopped: AbortSignal,
  state: State,
): Promise<BurnResult> {
  const { offer, watch, onPhase, nowMs } = job;
  const expired = AbortSignal.timeout(Math.max(0, offer.expiresAt - nowMs()));
  const waiting = AbortSignal.any([job.signal, stopped, expired]);
  let last: BurnResult & { outcome: 'failed' | 'empty' | 'unknown' } = {
    outcome: 'failed',
    problem: { code: 'no-token' },
    token: null,
  };
  let placement = 0;
  let problem: Problem | null = null;
  while (!waiting.aborted) {
    onPhase('place-token', problem);
    try {
      placement = await watch.placed(reader, placement, waiting);
    } catch {
      break; // nobody put it back in time, or somebody ended the waiting
    }
    const result = await watch.use(reader, () => burnOnce(job, reader));
    watch.show(reader, { token: result.token, problem: result.outcome === 'burned' ? null : result.problem });
    if (result.outcome === 'burned') return result;
    problem = result.problem;
    if (severity[result.outcome] >= severity[state.outcome]) {
      state.outcome = result.outcome;
      last = { ...result, token: result.token ?? last.token };
    }
    if (isFinal(problem)) return { ...last, problem };
  }
  if (state.outcome !== 'failed') return last;
  return { ...last, problem: { code: expired.aborted ? 'job-expired' : 'job-cancelled' } };
}

async function burnOnce(job: BurnJob, reader: string): Promise<BurnResult> {
  const { offer, source, onPhase, beforeWriting, nowMs } = job;
  try {
    return await burnToken(
      {
        seed: job.secret.seed,
        config: offer.config,
        ...(offer.serial === null ? {} : { expectedSerial: offer.serial }),
      },
      {
        channel: source.openChannel(reader),
        signal: AbortSignal.timeout(writeTimeoutMs),
        onPhase: (phase) => {
          if (phase === 'writing-clock') beforeWriting();
          onPhase(phase, null);
        },
        nowMs,
      },
    );
  } catch (error) {
    if (error instanceof ProblemError) return { outcome: 'failed', problem: error.problem, token: null };
    throw error;
  }
}
