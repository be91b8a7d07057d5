import type { ReaderView } from '@token-desk/contract/desk/job';
import { type Problem, type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import { Turns } from '@token-desk/contract/turns';
import type { ReaderEvent, ReaderSource } from '../reader/channel.ts';
import { type TimedChannel, withinTime } from '../reader/within-time.ts';
import { type Identification, type IdentifiedToken, tryIdentify } from '../token/identify.ts';

/** A token that takes its time, asked twice. */
const identifyTimeoutMs = 10_000;
/**
 * Longer than any reader takes to notice that its card left. Contact lost and the card still there after this: it was
 * put back between two looks of the reader, which then reports nothing.
 */
const unnoticedMs = 1_000;

/**
 * What is on every reader right now, for people to see: reads each token as it is laid down, and waits with it.
 * One thing at a time per reader: `use` gives a job the reader and keeps the watching away until it is done.
 */
export class ReadersWatch {
  readonly #source: ReaderSource;
  readonly #onChange: (readers: ReaderView[]) => void;
  readonly #nowMs: () => number;
  readonly #views = new Map<string, ReaderView>();
  readonly #turns = new Turns();
  readonly #inUse = new Set<string>();
  /** How many cards have been laid on each reader. */
  readonly #placements = new Map<string, number>();
  readonly #arrivals = new Set<() => void>();
  readonly #closing = new AbortController();
  readonly #stop: () => void;
  readonly #defaultReader: string | null;
  #sourceProblem: ProblemCode | null = null;

  constructor(
    source: ReaderSource,
    onChange: (readers: ReaderView[]) => void,
    nowMs: () => number = Date.now,
    defaultReader: string | null = null,
  ) {
    this.#source = source;
    this.#onChange = onChange;
    this.#nowMs = nowMs;
    this.#defaultReader = defaultReader;
    this.#stop = source.watch((event) => this.#take(event));
    for (const reader of source.readers()) this.#take({ type: 'reader', reader });
  }

  views(): ReaderView[] {
    return [...this.#views.values()];
  }

  /** Null: this desk's default reader; without one, the first. */
  find(name: string | null): ReaderView | null {
    const wanted = name ?? this.#defaultReader;
    return wanted === null ? (this.views()[0] ?? null) : (this.#views.get(wanted) ?? null);
  }

  /** Why `find` gave null. */
  whyNot(name: string | null): Problem {
    const readers = this.views().map((reader) => reader.name);
    if (readers.length === 0) return { code: this.#sourceProblem ?? 'no-reader' };
    const reader = name ?? this.#defaultReader ?? '';
    return { code: 'reader-not-found', detail: { reader, readers: readers.join(', ') } };
  }

  /** Reads the card that lies there now, whatever was read before; shows what it finds. */
  read(name: string): Promise<Identification> {
    return this.use(name, () => this.#readOnce(name));
  }

  /** Runs `work` while nothing else talks to this reader. */
  async use<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.#inUse.add(name);
    try {
      return await this.#turns.take(name, work);
    } finally {
      this.#inUse.delete(name);
    }
  }

  /** Resolves when a card is there that was laid down after placement number `after` (0: any); gives its number. */
  async placed(name: string, after: number, signal: AbortSignal): Promise<number> {
    const number = () => (this.#stateOf(name) === 'present' ? (this.#placements.get(name) ?? 0) : 0);
    await this.#until(signal, () => number() > after);
    return number();
  }

  /** As `placed`, after contact was lost; a card that nobody saw leave counts as put back after a second. */
  async placedAgain(name: string, after: number, signal: AbortSignal): Promise<number> {
    let isUnnoticed = false;
    const timer = setTimeout(() => {
      isUnnoticed = this.#stateOf(name) === 'present' && this.#placements.get(name) === after;
      this.#lookAgain();
    }, unnoticedMs);
    const number = () => (this.#stateOf(name) === 'present' ? (this.#placements.get(name) ?? 0) : 0);
    try {
      await this.#until(signal, () => isUnnoticed || number() > after);
      return number();
    } finally {
      clearTimeout(timer);
    }
  }

  /** What keeps this reader from seeing a token, or null. */
  obstacle(name: string): Problem | null {
    const view = this.#views.get(name);
    if (view === undefined) return this.whyNot(name);
    return view.state === 'busy' ? { code: 'reader-busy' } : null;
  }

  /** Calls back after every event of the readers; gives back how to stop. */
  follow(look: () => void): () => void {
    this.#arrivals.add(look);
    return () => {
      this.#arrivals.delete(look);
    };
  }

  /** A job has read the token itself: show it without reading it again. */
  show(name: string, found: { token: IdentifiedToken | null; problem: Problem | null }): void {
    const view = this.#views.get(name);
    if (view?.state !== 'present') return;
    const token = found.token === null ? null : { ...found.token, readAt: this.#nowMs() };
    this.#set({ ...view, token, problem: found.problem as ReaderView['problem'] });
  }

  async close(): Promise<void> {
    this.#stop();
    this.#closing.abort();
    await this.#turns.ended();
  }

  #stateOf(name: string) {
    return this.#source.readers().find((reader) => reader.name === name)?.state;
  }

  #until(signal: AbortSignal, isTrue: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (signal.aborted) return done(() => reject(signal.reason));
        if (isTrue()) done(resolve);
      };
      const done = (settle: () => void) => {
        this.#arrivals.delete(look);
        signal.removeEventListener('abort', look);
        settle();
      };
      this.#arrivals.add(look);
      signal.addEventListener('abort', look);
      look();
    });
  }

  #take(event: ReaderEvent): void {
    if (event.type === 'source') this.#sourceProblem = event.problem;
    if (event.type === 'reader-gone') {
      this.#views.delete(event.name);
      this.#onChange(this.views());
    } else if (event.type === 'reader') {
      const { name, state } = event.reader;
      if (state === 'present') this.#placements.set(name, (this.#placements.get(name) ?? 0) + 1);
      const problem = state === 'busy' ? { code: 'reader-busy' } : null;
      this.#set({ name, state, since: this.#nowMs(), token: null, problem });
      if (state === 'present' && !this.#inUse.has(name)) this.#identify(name);
    }
    this.#lookAgain();
  }

  #lookAgain(): void {
    for (const look of [...this.#arrivals]) look();
  }

  #identify(name: string): void {
    void this.#turns
      .take(name, () => this.#readOnce(name))
      .then((found) => {
        if (!found.ok && found.problem.code === 'lost-contact') this.#identifyUnnoticed(name);
      });
  }

  #identifyUnnoticed(name: string): void {
    const placement = this.#placements.get(name);
    setTimeout(() => {
      const isStill = this.#stateOf(name) === 'present' && this.#placements.get(name) === placement;
      if (isStill && !this.#inUse.has(name) && !this.#closing.signal.aborted)
        void this.#turns.take(name, () => this.#readOnce(name));
    }, unnoticedMs).unref();
  }

  async #readOnce(name: string): Promise<Identification> {
    let timed: TimedChannel | null = null;
    try {
      timed = withinTime(this.#source.openChannel(name), identifyTimeoutMs);
      const { channel } = timed;
      const found = await tryIdentify({ channel, signal: this.#closing.signal, nowMs: this.#nowMs });
      this.show(name, found.ok ? { ...found, problem: null } : { ...found, token: null });
      return found;
    } catch (error) {
      // The card left before it could be opened: the next reader event says what is there.
      if (error instanceof ProblemError) return { ok: false, problem: error.problem };
      throw error;
    } finally {
      timed?.stop();
    }
  }

  #set(view: ReaderView): void {
    this.#views.set(view.name, view);
    this.#onChange(this.views());
  }
}
