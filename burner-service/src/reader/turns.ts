/** One piece of work at a time on each reader, in the order asked for; different readers do not wait for each other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Begins when what was asked before has ended, well or badly; whoever asked sees a failure. */
  take<T>(reader: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(reader) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(reader, mine);
    mine.catch(() => {});
    return mine;
  }

  async ended(): Promise<void> {
    await Promise.allSettled(this.#last.values());
  }
}
