import type { BurnPhase, FromBurner, JobOffer } from '@token-desk/contract/desk/job';
import type { Problem } from '@token-desk/contract/problem';
import type { Journal } from '../journal/journal.ts';
import { type Receipts, type Seen, seenToken } from '../journal/receipts.ts';
import type { ReaderSource } from '../reader/channel.ts';
import type { OpenJob, OpenJobs } from './open-jobs.ts';
import type { ReadersWatch } from './readers-watch.ts';
import type { HeldSecret, HeldSecrets } from './secrets.ts';
import { runWrite, type WriteResult, type WriteTries } from './write-tries.ts';

type Progress = Extract<FromBurner, { type: 'progress' }>;

export type WritesParts = {
  readonly source: ReaderSource;
  readonly watch: ReadersWatch;
  readonly journal: Journal;
  readonly receipts: Receipts;
  readonly secrets: HeldSecrets;
  readonly jobs: OpenJobs;
  readonly send: (frame: FromBurner) => boolean;
  readonly clockOffsetMs: () => number | null;
  readonly onError?: (error: unknown) => void;
  readonly nowMs: () => number;
};

/** The writes under way, each from its first wait for a token to its signed outcome. */
export class Writes {
  readonly #parts: WritesParts;
  readonly #running = new Set<Promise<void>>();

  constructor(parts: WritesParts) {
    this.#parts = parts;
  }

  /** Takes the secret over; null sets the clock alone. */
  start(job: OpenJob, secret: HeldSecret | null): void {
    const { journal, source, watch, secrets, clockOffsetMs, nowMs, onError = () => {} } = this.#parts;
    const { offer } = job;
    if (secret !== null) secrets.hold(offer, secret, job.key);
    const startedAt = nowMs();
    const tries = runWrite({
      offer,
      secret,
      source,
      watch,
      clockOffsetMs,
      onPhase: (phase, problem) => this.#progress(job, phase, problem),
      beforeWriting: () => journal.markWriting(offer),
      signal: job.abort.signal,
      nowMs,
    });
    job.tries = tries;
    job.finished = this.#finish(job, { tries, secret, startedAt }).catch(onError);
    this.#running.add(job.finished);
    void job.finished.finally(() => this.#running.delete(job.finished));
  }

  /** Ends every wait for a token; a write that has begun goes on to its end. */
  async close(): Promise<void> {
    this.#parts.jobs.abortAll();
    await Promise.allSettled(this.#running);
  }

  #progress(job: OpenJob, phase: BurnPhase, problem: Problem | null): void {
    const { jobId, attempt } = job.offer;
    const at = this.#parts.nowMs();
    const wire = problem as Progress['problem'];
    job.progress = { type: 'progress', jobId, attempt, phase, problem: wire, at };
    this.#parts.send(job.progress);
  }

  async #finish(job: OpenJob, { tries, secret, startedAt }: Begun): Promise<void> {
    const { receipts, secrets, jobs, send, nowMs } = this.#parts;
    const { offer } = job;
    try {
      const ended = await tries.ended;
      // A blanked token's secret is nobody's; it is kept only while a code must tell whether it was written.
      const isKept = ended.outcome === 'unknown' || (ended.outcome === 'burned' && offer.kind === 'burn');
      if (!isKept) secrets.wipe(offer.jobId);
      const { reader } = tries;
      const frame = outcomeFrame({ offer, ended, secret, reader, startedAt, finishedAt: nowMs() }, receipts);
      jobs.close(job);
      send(frame);
    } finally {
      jobs.close(job);
    }
  }
}

type Begun = {
  readonly tries: WriteTries;
  readonly secret: HeldSecret | null;
  readonly startedAt: number;
};

type Outcome = Extract<FromBurner, { type: 'outcome' }>;
type Wire = NonNullable<Outcome['problem']>;

type EndedWrite = {
  readonly offer: JobOffer;
  readonly ended: WriteResult;
  readonly secret: Pick<HeldSecret, 'account' | 'capture' | 'tenant'> | null;
  readonly reader: string;
  readonly startedAt: number;
  readonly finishedAt: number;
};

/** Signs how a write ended; the frame is in the journal before anybody hears of it. */
function outcomeFrame(write: EndedWrite, receipts: Receipts): Outcome {
  const { offer, ended, secret, reader, startedAt, finishedAt } = write;
  const { account = null, capture = null, tenant = null } = secret ?? {};
  const note = ended.outcome === 'burned' ? ended.note : null;
  const problem = ended.outcome === 'burned' ? null : ended.problem;
  const drift = ended.outcome === 'burned' ? { clockDriftAfterSeconds: ended.clockDriftAfterSeconds } : {};
  const seen: Partial<Seen> = {
    ...seenToken(ended.token),
    ...drift,
    ...routeOf(offer),
    outcome: ended.outcome,
    problem: problem?.code ?? null,
    ...(note === null ? {} : { note: note.code }),
    ...(tenant === null ? {} : { tenant }),
    ...{ reader, account, capture, startedAt, finishedAt },
  };
  return issue(offer, receipts, { seen, problem, note });
}

/** A write that an earlier process began and never ended. */
export function interruptedFrame(offer: JobOffer, receipts: Receipts): Outcome {
  const problem: Problem = { code: offer.kind === 'sync-clock' ? 'clock-unknown' : 'burn-unknown' };
  const seen = {
    ...routeOf(offer),
    outcome: 'unknown',
    problem: problem.code,
    serial: offer.serial,
  } as const;
  return issue(offer, receipts, { seen, problem, note: null });
}

type Facts = {
  readonly seen: Partial<Seen>;
  readonly problem: Problem | null;
  readonly note: Problem | null;
};

function issue(offer: JobOffer, receipts: Receipts, { seen, problem, note }: Facts): Outcome {
  const { jobId, attempt } = offer;
  const kind = offer.kind === 'blank' || offer.kind === 'sync-clock' ? offer.kind : 'burn';
  const { frame } = receipts.issue({ kind, offer, seen }, (receipt) => ({
    type: 'outcome' as const,
    jobId,
    attempt,
    receipt,
    problem: problem as Wire | null,
    identified: null,
    ...(note === null ? {} : { note: note as Wire }),
  }));
  return frame;
}

function routeOf({ kind, route = 'A' }: JobOffer): Partial<Seen> {
  return kind === 'burn' ? { route } : {};
}
