import type { Clock } from '../ports.ts';

const maxEntries = 1_000;

/** Keeps answers for a while; failures are not kept. Whoever asks meanwhile waits for the same answer. */
export class TimedCache<T> {
  readonly #lifetimeMs: number;
  readonly #clock: Clock;
  readonly #entries = new Map<string, { value: T; until: number }>();
  readonly #underWay = new Map<string, Promise<T>>();

  constructor(lifetimeMs: number, clock: Clock) {
    this.#lifetimeMs = lifetimeMs;
    this.#clock = clock;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  async get(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known !== undefined && known.until > this.#clock.now()) return known.value;
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return await underWay;
    const answer = this.#askAndKeep(key, ask);
    this.#underWay.set(key, answer);
    try {
      return await answer;
    } finally {
      this.#underWay.delete(key);
    }
  }

  async #askAndKeep(key: string, ask: () => Promise<T>): Promise<T> {
    const value = await ask();
    this.keep(key, value);
    return value;
  }

  /** What another question told. */
  keep(key: string, value: T): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.#clock.now() + this.#lifetimeMs });
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > maxEntries && !oldest.done) this.#entries.delete(oldest.value);
  }
}
