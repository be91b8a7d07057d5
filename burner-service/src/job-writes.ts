import type { BurnPhase, FromBurner } from '@token-desk/contract/job';
import type { Problem } from '@token-desk/contract/problem';
import type { JobBook, OpenJob } from './job-book.ts';
import type { Journal } from './journal.ts';
import type { ReaderSource } from './reader/channel.ts';
import type { ReadersWatch } from './readers-watch.ts';
import type { Receipts } from './receipts.ts';
import type { HeldSecret, HeldSecrets } from './secrets.ts';
import { runWrite, type WriteTries } from './write-job.ts';
import { writeOrder } from './write-order.ts';
import { outcomeFrame } from './write-outcome.ts';

type Progress = Extract<FromBurner, { type: 'progress' }>;

export type WritesParts = {
  readonly source: ReaderSource;
  readonly watch: ReadersWatch;
  readonly journal: Journal;
  readonly receipts: Receipts;
  readonly secrets: HeldSecrets;
  readonly book: JobBook;
  readonly send: (frame: FromBurner) => boolean;
  readonly clockOffsetMs: () => number | null;
  readonly onError?: (error: unknown) => void;
  readonly nowMs: () => number;
};

/** The writes under way, each from its first wait for a token to its signed outcome. */
export class JobWrites {
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
      write: writeOrder(offer, secret),
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
    this.#parts.book.abortAll();
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
    const { receipts, secrets, book, send, nowMs } = this.#parts;
    const { offer } = job;
    try {
      const ended = await tries.ended;
      // A blanked token's secret is nobody's; it is kept only while a code must tell whether it was written.
      const isKept = ended.outcome === 'unknown' || (ended.outcome === 'burned' && offer.kind === 'burn');
      if (!isKept) secrets.wipe(offer.jobId);
      const { reader } = tries;
      const frame = outcomeFrame({ offer, ended, secret, reader, startedAt, finishedAt: nowMs() }, receipts);
      book.close(job);
      send(frame);
    } finally {
      book.close(job);
    }
  }
}

type Begun = {
  readonly tries: WriteTries;
  readonly secret: HeldSecret | null;
  readonly startedAt: number;
};
