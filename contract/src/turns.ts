/** One piece of work at a time for each key, in the order asked for; different keys do not wait for each other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Begins when what was asked before has ended, well or badly; whoever asked sees a failure. */
  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#last.get(key) ?? Promise.resolve()).then(work);
    // Kept only to be waited for.
    const over = mine
      .catch(() => undefined)
      .finally(() => {
        if (this.#last.get(key) === over) this.#last.delete(key);
      });
    this.#last.set(key, over);
    return mine;
  }

  /** Resolves when everything that was asked for by now has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
