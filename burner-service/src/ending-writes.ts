import type { JobBook } from './job-book.ts';

/** A browser waits 15 s for a job's key; a write at its slowest common pace ends long before. */
const standardWaitMs = 10_000;

/** Offers for a reader whose cancelled job is in the middle of its write: such a write goes on to its end. */
export class EndingWrites {
  readonly #book: JobBook;
  readonly #waitMs: number;
  readonly #waits = new Map<string, AbortController>();

  constructor(book: JobBook, waitMs = standardWaitMs) {
    this.#book = book;
    this.#waitMs = waitMs;
  }

  /** Null when there is nothing to wait for; else resolves to false when the job was cancelled while it waited. */
  wait(jobId: string, reader: string): Promise<boolean> | null {
    const ending = this.#book.endingOn(reader);
    if (ending === null || this.#book.find(jobId) !== null) return null;
    const wait = this.#waits.get(jobId) ?? new AbortController();
    this.#waits.set(jobId, wait);
    return this.#outlast(ending, wait.signal).finally(() => this.#waits.delete(jobId));
  }

  cancel(jobId: string): void {
    this.#waits.get(jobId)?.abort();
  }

  close(): void {
    for (const wait of this.#waits.values()) wait.abort();
  }

  #outlast(ending: Promise<void>, cancelled: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        cancelled.removeEventListener('abort', done);
        resolve(!cancelled.aborted);
      };
      const timer = setTimeout(done, this.#waitMs);
      cancelled.addEventListener('abort', done);
      if (cancelled.aborted) done();
      void ending.finally(done);
    });
  }
}
