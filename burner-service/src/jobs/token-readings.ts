import type { FromBurner, JobOffer } from '@token-desk/contract/desk/job';
import type { ReadersWatch } from './readers-watch.ts';

export type ReadingsParts = {
  readonly watch: ReadersWatch;
  readonly send: (frame: FromBurner) => boolean;
  readonly onError?: (error: unknown) => void;
};

/** Answers `identify` orders: they write nothing, so they wait in no line and leave no receipt. */
export class TokenReadings {
  readonly #parts: ReadingsParts;
  readonly #running = new Set<Promise<void>>();

  constructor(parts: ReadingsParts) {
    this.#parts = parts;
  }

  start(offer: JobOffer): void {
    const { onError = () => {} } = this.#parts;
    const reading = this.#identify(offer).catch(onError);
    this.#running.add(reading);
    void reading.finally(() => this.#running.delete(reading));
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** Reads the token anew: what was read when it was laid down may be another one's, or hours old. */
  async #identify({ jobId, attempt, reader: name }: JobOffer): Promise<void> {
    const { watch, send } = this.#parts;
    const reader = watch.find(name);
    if (reader?.state === 'present') await watch.read(reader.name);
    const now = watch.find(name);
    const identified = now?.token ?? null;
    const problem = identified === null ? (now?.problem ?? { code: 'no-token' }) : null;
    send({ type: 'outcome', jobId, attempt, receipt: null, problem, identified });
  }
}
