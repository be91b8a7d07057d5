import type { BurnPhase, JobOffer } from '@token-desk/contract/desk/job';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import type { ReaderSource } from '../reader/channel.ts';
import type { ReaderHold } from '../reader/reader-hold.ts';
import { type TimedChannel, withinTime } from '../reader/within-time.ts';
import { burnToken } from '../token/burn.ts';
import type { Burned, NotBurned } from '../token/burn-result.ts';
import { type Synced, syncClock } from '../token/sync-clock.ts';
import type { BurnSurroundings } from '../token/token-writing.ts';
import type { ReadersWatch } from './readers-watch.ts';
import { clockProblem } from './refusal.ts';
import type { HeldSecret } from './secrets.ts';

export type WriteResult = Burned | Synced | NotBurned;
/** One try at one token. */
type WriteOnce = (surroundings: BurnSurroundings) => Promise<WriteResult>;

export type WriteJob = {
  readonly offer: JobOffer;
  /** Null sets the clock alone; the secret stays whoever's it is. */
  readonly secret: HeldSecret | null;
  readonly source: ReaderSource;
  readonly watch: ReadersWatch;
  /** Server's clock minus ours, ms; asked before every try, because the wait for a token may last minutes. */
  readonly clockOffsetMs: () => number | null;
  /** `problem` with `place-token`: why the last try ended. */
  readonly onPhase: (phase: BurnPhase, problem: Problem | null) => void;
  /** Called before the first command that changes the token. */
  readonly beforeWriting: () => void;
  /** Ends the waiting for a token, never a write that has begun. */
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
};

/** Tries until the token is written, the time is over or somebody ends it; a lifted token is waited for. */
export type WriteTries = {
  readonly reader: string;
  readonly ended: Promise<WriteResult>;
  /** True while nobody can know whether the last try wrote the secret. */
  isUnknown(): boolean;
  stop(): void;
};

/** Six answers of a token that takes all the time a reader gives it, and a few that are asked again. */
const writeTimeoutMs = 60_000;
/** A write that has begun goes on to its end. */
const never = new AbortController().signal;
/** Contact ended in the middle: the token may have been put back before the reader noticed. */
const isLost = (problem: Problem) =>
  [
    'lost-contact',
    'token-empty',
    'token-perhaps-empty',
    'token-changed',
    'token-perhaps-changed',
    'burn-unknown',
    'clock-unknown',
  ].includes(problem.code);
/** Putting the token back cannot help here. */
const isFinal = (problem: Problem) =>
  [
    'unknown-model',
    'token-locked',
    'token-would-be-emptied',
    'seed-not-writable',
    'crypto-self-check',
    'clock-not-trusted',
    'clock-not-compared',
  ].includes(problem.code);

export function runWrite(job: WriteJob): WriteTries {
  const stopping = new AbortController();
  const reader = job.watch.find(job.offer.reader)?.name ?? job.offer.reader ?? '';
  const state: State = { outcome: 'failed' };
  return {
    reader,
    ended: tryUntilDone(job, reader, stopping.signal, state),
    isUnknown: () => state.outcome === 'unknown',
    stop: () => stopping.abort(),
  };
}

type State = { outcome: NotBurned['outcome'] };

async function tryUntilDone(
  job: WriteJob,
  reader: string,
  stopped: AbortSignal,
  state: State,
): Promise<WriteResult> {
  const { offer, nowMs } = job;
  const expired = new AbortController();
  const timer = setTimeout(() => expired.abort(), Math.max(0, offer.expiresAt - nowMs()));
  try {
    const waiting = AbortSignal.any([job.signal, stopped, expired.signal]);
    const last = await tryWhile(waiting, { job, reader, state });
    if (last.outcome !== 'failed' || isFinal(last.problem)) return last;
    return { ...last, problem: { code: expired.signal.aborted ? 'job-expired' : 'job-cancelled' } };
  } finally {
    clearTimeout(timer);
  }
}

type Trying = { readonly job: WriteJob; readonly reader: string; readonly state: State };

async function tryWhile(waiting: AbortSignal, { job, reader, state }: Trying): Promise<WriteResult> {
  const { watch } = job;
  let last: NotBurned = {
    outcome: 'failed',
    problem: { code: 'no-token' },
    token: null,
  };
  let placement = 0;
  let problem: Problem | null = null;
  let mayLieUnnoticed = false;
  while (!waiting.aborted) {
    const before = placement;
    const stopTelling = tellWhatIsMissing(job, reader, problem);
    try {
      const place = mayLieUnnoticed ? 'placedAgain' : 'placed';
      placement = await watch[place](reader, placement, waiting);
    } catch {
      break; // nobody put it back in time, or somebody ended the waiting
    } finally {
      stopTelling();
    }
    const result = await watch.use(reader, () => writeOnce(job, reader));
    watch.show(reader, { token: result.token, problem: result.outcome === 'burned' ? null : result.problem });
    if (result.outcome === 'burned') return result;
    problem = result.problem;
    // Once for each stay on the reader: a token that loses contact again and again has to be looked at.
    mayLieUnnoticed = isLost(problem) && placement !== before;
    if (tellsMore(result, state.outcome)) {
      state.outcome = result.outcome;
      last = { ...result, token: result.token ?? last.token };
    }
    if (isFinal(problem)) return { ...last, problem };
  }
  return last;
}

/** On these the old secret and whatever an earlier try wrote are gone for certain. */
const isEmptied = ({ code }: Problem) => code === 'token-empty' || code === 'token-emptied';

/** Whether a try says more of what the token holds than the tries before it; one that wrote nothing says nothing. */
function tellsMore({ outcome, problem }: NotBurned, before: NotBurned['outcome']): boolean {
  if (outcome === 'failed') return before === 'failed';
  // An earlier try may have written the secret: only the clock of a model that clears it undoes that.
  return before !== 'unknown' || outcome === 'unknown' || isEmptied(problem);
}

/** Asks for the token: says why the last try ended, then what keeps the reader from seeing it, whenever that changes. */
function tellWhatIsMissing(
  { watch, onPhase }: WriteJob,
  reader: string,
  problem: Problem | null,
): () => void {
  let told = problem?.code;
  onPhase('place-token', problem);
  const tell = () => {
    const now = watch.obstacle(reader) ?? problem;
    if (told === now?.code) return;
    told = now?.code;
    onPhase('place-token', now);
  };
  tell();
  return watch.follow(tell);
}

async function writeOnce(job: WriteJob, reader: string): Promise<WriteResult> {
  const { offer, secret, source, onPhase, beforeWriting, nowMs } = job;
  const write = writeOnceOf(offer, secret);
  const clock = clockProblem(job.clockOffsetMs());
  if (clock !== null) return { outcome: 'failed', problem: clock, token: null };
  let hold: ReaderHold | null = null;
  let timed: TimedChannel | null = null;
  try {
    hold = await source.hold(reader);
    timed = withinTime(source.openChannel(reader), writeTimeoutMs);
    return await write({
      channel: timed.channel,
      signal: never,
      onPhase: (phase) => {
        if (phase === 'writing-clock') beforeWriting();
        onPhase(phase, null);
      },
      nowMs,
    });
  } catch (error) {
    if (error instanceof ProblemError) return { outcome: 'failed', problem: error.problem, token: null };
    throw error;
  } finally {
    timed?.stop();
    await hold?.release();
  }
}

/** What a job writes, whatever its kind. */
function writeOnceOf(offer: JobOffer, secret: HeldSecret | null): WriteOnce {
  const { config, serial, allowUnknownModel } = offer;
  const expectedSerial = serial ?? undefined;
  if (secret === null) return (surroundings) => syncClock({ config, expectedSerial }, surroundings);
  const order = { seed: secret.seed, config, expectedSerial, allowUnknownModel };
  return (surroundings) => burnToken(order, surroundings);
}
