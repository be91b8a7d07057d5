import { ProblemError } from '@token-desk/contract/problem';
import type { Clock } from '../ports.ts';

const maxKeys = 10_000;

/** Counts tries per key in a sliding window; `take` throws `too-many-tries` above the limit. */
export class RateLimit {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #clock: Clock;
  readonly #tries = new Map<string, number[]>();

  constructor(limit: { tries: number; windowMs: number }, clock: Clock) {
    this.#limit = limit.tries;
    this.#windowMs = limit.windowMs;
    this.#clock = clock;
  }

  take(key: string): void {
    const now = this.#clock.now();
    const recent = (this.#tries.get(key) ?? []).filter((at) => at > now - this.#windowMs);
    if (recent.length >= this.#limit) throw new ProblemError('too-many-tries');
    recent.push(now);
    // Set again, so that the map's order is by last try and the oldest keys are the ones dropped.
    this.#tries.delete(key);
    this.#tries.set(key, recent);
    if (this.#tries.size > maxKeys) this.#forget(now);
  }

  #forget(now: number): void {
    for (const [key, tries] of this.#tries) {
      const last = tries.at(-1) ?? 0;
      if (last > now - this.#windowMs && this.#tries.size <= maxKeys) return;
      this.#tries.delete(key);
    }
  }
}
