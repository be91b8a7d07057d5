import type { Db, Store } from '@token-desk/bot/store/database';

/** What a transaction read: before its first write, and in all. */
export type Reads = { beforeWrite: number; total: number };

/** Stops the first transaction that comes to it once, after its read number `after`. */
export class Gate {
  readonly reached: Promise<void>;
  readonly #open: Promise<void>;
  #reach = () => {};
  open = () => {};
  #isPast = false;
  readonly after: number;

  constructor(after: number) {
    this.after = after;
    this.reached = new Promise((resolve) => {
      this.#reach = resolve;
    });
    this.#open = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  async pass(read: number): Promise<void> {
    if (this.#isPast || read !== this.after) return;
    this.#isPast = true;
    this.#reach();
    await this.#open;
  }
}

const writes = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);

type Plugin = Parameters<Db['withPlugin']>[0];

/** Counts the reads of one transaction and waits at the gate. */
function counting(reads: Reads, gate: Gate | null): Plugin {
  let hasWritten = false;
  const selects = new WeakSet<object>();
  return {
    transformQuery({ node, queryId }) {
      if (writes.has(node.kind)) hasWritten = true;
      if (node.kind === 'SelectQueryNode') selects.add(queryId);
      return node;
    },
    async transformResult({ result, queryId }) {
      if (!selects.has(queryId)) return result;
      reads.total += 1;
      if (!hasWritten) reads.beforeWrite = reads.total;
      await gate?.pass(reads.total);
      return result;
    },
  };
}

export type Watched = {
  readonly store: Store;
  /** Of the first transaction that got to its end. */
  readonly reads: Reads[];
  /** How often the work of a transaction was begun. */
  begun: number;
};

type Options = {
  readonly gate?: Gate;
  /** Called before every try of a transaction and after it, so that a second try draws what the first one drew. */
  readonly numbers?: { mark(): void; rewind(): void };
};

/** The same database, with every transaction watched and the first one held at `gate`. */
export function watchStore(inner: Store, { gate, numbers }: Options = {}): Watched {
  const watched: Watched = {
    begun: 0,
    reads: [],
    store: {
      ...inner,
      async transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
        numbers?.mark();
        const reads: Reads = { beforeWrite: 0, total: 0 };
        try {
          const done = await inner.transaction((tx) => {
            watched.begun += 1;
            return work(tx.withPlugin(counting(reads, gate ?? null)));
          });
          watched.reads.push(reads);
          return done;
        } catch (error) {
          numbers?.rewind();
          throw error;
        }
      },
    },
  };
  return watched;
}
