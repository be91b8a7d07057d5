import type { FromBurner, JobOffer } from '@token-desk/contract/job';
import type { JobKeyPair } from '@token-desk/contract/seed/envelope';
import type { WriteTries } from './write-job.ts';

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

/** The jobs this desk has taken and not ended. One that was offered and never sealed is forgotten when its time is over. */
export class JobBook {
  readonly #jobs = new Map<string, { readonly job: OpenJob; readonly timer: NodeJS.Timeout }>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
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

  /** The end of a cancelled job's write on this reader, or null when there is none. */
  endingOn(reader: string): Promise<void> | null {
    const writing = [...this.#jobs.values()].find(({ job }) => job.tries?.reader === reader)?.job;
    return writing?.abort.signal.aborted ? writing.finished : null;
  }

  close({ offer }: OpenJob): void {
    clearTimeout(this.#jobs.get(offer.jobId)?.timer);
    this.#jobs.delete(offer.jobId);
  }

  /** Ends every wait for a token; writes that have begun go on to their end. */
  abortAll(): void {
    for (const { job } of this.#jobs.values()) job.abort.abort();
  }
}
