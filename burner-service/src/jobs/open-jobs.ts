import type { FromBurner, JobOffer } from '@token-desk/contract/desk/job';
import type { JobKeyPair } from '@token-desk/contract/seed/envelope';
import type { WriteTries } from './write-tries.ts';

export type OpenJob = {
  readonly offer: JobOffer;
  /** Null for jobs without a secret that travels. */
  readonly key: JobKeyPair | null;
  readonly abort: AbortController;
  /** The last progress frame, sent again after a reconnect; null until writing was ordered. */
  progress: FromBurner | null;
  tries: WriteTries | null;
  /** Resolves when a write that was begun has its receipt. */
  finished: Promise<void>;
};

/** A browser waits 15 s for a job's key; a write at its slowest common pace ends long before. */
const standardWaitMs = 10_000;

/** The jobs this desk has taken and not ended. One that was offered and never sealed is forgotten when its time is over. */
export class OpenJobs {
  readonly #jobs = new Map<string, { readonly job: OpenJob; readonly timer: NodeJS.Timeout }>();
  /** Offers that wait for the end of a cancelled write on their reader: such a write goes on to its end. */
  readonly #waits = new Map<string, AbortController>();
  readonly #nowMs: () => number;
  readonly #endingWaitMs: number;

  constructor(nowMs: () => number, endingWaitMs = standardWaitMs) {
    this.#nowMs = nowMs;
    this.#endingWaitMs = endingWaitMs;
  }

  open(offer: JobOffer, key: JobKeyPair | null): OpenJob {
    const job: OpenJob = {
      offer,
      key,
      abort: new AbortController(),
      progress: null,
      tries: null,
      finished: Promise.resolve(),
    };
    const forget = () => {
      if (job.tries === null) this.close(job);
    };
    const timer = setTimeout(forget, Math.max(0, offer.expiresAt - this.#nowMs()));
    timer.unref();
    this.#jobs.set(offer.jobId, { job, timer });
    return job;
  }

  find(jobId: string): OpenJob | null {
    return this.#jobs.get(jobId)?.job ?? null;
  }

  isOpen(job: OpenJob): boolean {
    return this.find(job.offer.jobId) === job;
  }

  /** One write at a time per reader. */
  isWritingOn(reader: string): boolean {
    return [...this.#jobs.values()].some(({ job }) => job.tries?.reader === reader);
  }

  /** Null when no cancelled job's write is ending there; else resolves to false when this one was cancelled meanwhile. */
  waitForEnding(jobId: string, reader: string): Promise<boolean> | null {
    const ending = this.#endingOn(reader);
    if (ending === null || this.find(jobId) !== null) return null;
    const wait = this.#waits.get(jobId) ?? new AbortController();
    this.#waits.set(jobId, wait);
    return this.#outlast(ending, wait.signal).finally(() => this.#waits.delete(jobId));
  }

  cancelWait(jobId: string): void {
    this.#waits.get(jobId)?.abort();
  }

  endWaits(): void {
    for (const wait of this.#waits.values()) wait.abort();
  }

  close({ offer }: OpenJob): void {
    clearTimeout(this.#jobs.get(offer.jobId)?.timer);
    this.#jobs.delete(offer.jobId);
  }

  /** Ends every wait for a token; writes that have begun go on to their end. */
  abortAll(): void {
    for (const { job } of this.#jobs.values()) job.abort.abort();
  }

  #endingOn(reader: string): Promise<void> | null {
    const writing = [...this.#jobs.values()].find(({ job }) => job.tries?.reader === reader)?.job;
    return writing?.abort.signal.aborted ? writing.finished : null;
  }

  #outlast(ending: Promise<void>, cancelled: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        cancelled.removeEventListener('abort', done);
        resolve(!cancelled.aborted);
      };
      const timer = setTimeout(done, this.#endingWaitMs);
      cancelled.addEventListener('abort', done);
      if (cancelled.aborted) done();
      void ending.finally(done);
    });
  }
}
