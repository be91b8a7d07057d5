import { setTimeout } from 'node:timers/promises';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import { ApduQueues } from './apdu-queues.ts';
import {
  type ApduChannel,
  ContactError,
  type ReaderSource,
  type ReaderView,
  ReaderWatchers,
} from './channel.ts';
import type { CardProblem, DriverName, FromChild } from './pcsc-messages.ts';
import { askPcscService, type PcscService } from './pcsc-probe.ts';
import { PcscProcess } from './pcsc-process.ts';
import { holdReader, type ReaderHold } from './reader-hold.ts';

export type PcscOptions = {
  /** Longest wait for one answer; then the child is killed and started again. */
  readonly apduTimeoutMs?: number;
  /** Pause before the service is looked for again, or a child that ended is replaced. */
  readonly retryMs?: number;
  /** Another program than the one that runs the driver; it speaks the messages of pcsc-messages. */
  readonly childProgram?: string | undefined;
  /** Another way to ask how the service takes us. */
  readonly askService?: (() => Promise<PcscService>) | undefined;
  /** Pause where nothing but a person mends it. */
  readonly calmMs?: number;
  readonly platform?: NodeJS.Platform;
  /** Another way to let a pause pass; it rejects when the signal says so. */
  readonly pause?: (pauseMs: number, signal: AbortSignal) => Promise<unknown>;
};

const serviceProblems: Readonly<Record<Exclude<PcscService, 'up'>, ProblemCode>> = {
  down: 'reader-service-down',
  refused: 'reader-service-refused',
  silent: 'reader-service-silent',
  stopped: 'reader-service-stopped',
};

type KnownReader = ReaderView & { readonly placement: number; readonly problem: CardProblem | null };

/**
 * The real readers of this PC. Supervises the process that runs the driver: starts it once the PC/SC service answers,
 * and again whenever it ends. Opens at once; `ready` tells whether it found anything to work with.
 */
export class PcscReaders implements ReaderSource {
  readonly #watchers = new ReaderWatchers();
  readonly #readers = new Map<string, KnownReader>();
  readonly #queues: ApduQueues;
  readonly #retryMs: number;
  readonly #childProgram: string | undefined;
  readonly #askService: () => Promise<PcscService>;
  readonly #calmMs: number;
  readonly #letPass: NonNullable<PcscOptions['pause']>;
  /** Where the driver's constructor waits for a first reader, and never returns without one. */
  readonly #waitsForReader: boolean;
  readonly #closing = new AbortController();
  readonly #supervision: Promise<void>;
  #process: PcscProcess | null = null;
  #driver: DriverName | null = null;
  /** `undefined` until something is known; `null` when all is well. */
  #problem: ProblemCode | null | undefined;

  constructor({
    apduTimeoutMs = 5000,
    retryMs = 300,
    calmMs = 10_000,
    childProgram,
    askService = () => askPcscService(),
    platform = process.platform,
    pause = (pauseMs, signal) => setTimeout(pauseMs, undefined, { signal }),
  }: PcscOptions = {}) {
    this.#retryMs = retryMs;
    this.#calmMs = calmMs;
    this.#childProgram = childProgram;
    this.#askService = askService;
    this.#letPass = pause;
    this.#waitsForReader = platform !== 'linux';
    this.#queues = new ApduQueues(apduTimeoutMs, () => this.#process?.kill());
    this.#supervision = this.#supervise();
  }

  /** The driver that was loaded last; null until one was. */
  get driver(): DriverName | null {
    return this.#driver;
  }

  readers(): readonly ReaderView[] {
    const readers = [...this.#readers.values()].map(({ name, state }) => ({ name, state }));
    // PC/SC reports them in no order.
    return readers.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  watch(listener: Parameters<ReaderSource['watch']>[0]): () => void {
    return this.#watchers.watch(listener);
  }

  ready(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        if (this.#problem === undefined && !signal.aborted) return;
        stopWatching();
        signal.removeEventListener('abort', settle);
        const problem = this.#problem === undefined ? 'reader-failed' : this.#problem;
        if (problem === null) resolve();
        else reject(new ProblemError(problem));
      };
      const stopWatching = this.#watchers.watch(settle);
      signal.addEventListener('abort', settle);
      settle();
    });
  }

  openChannel(readerName: string): ApduChannel {
    const reader = this.#readers.get(readerName);
    if (reader === undefined) {
      const readers = [...this.#readers.keys()].join(', ');
      throw this.#problem
        ? new ProblemError(this.#problem)
        : new ProblemError('reader-not-found', { reader: readerName, readers });
    }
    if (reader.state === 'empty') throw new ProblemError('no-token');
    if (reader.problem !== null) throw new ProblemError(reader.problem);
    const { placement } = reader;
    const send = (apdu: Uint8Array) => (id: number) => {
      if (this.#process === null || this.#readers.get(readerName)?.placement !== placement)
        throw new ContactError('lost-contact', false);
      this.#process.transmit({ id, reader: readerName, placement, apdu });
    };
    return { transmit: (apdu, signal) => this.#queues.transmit(readerName, signal, send(apdu)) };
  }

  hold(readerName: string): Promise<ReaderHold> {
    return holdReader(readerName);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#process?.close();
    await this.#supervision;
  }

  async #supervise(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const service = await this.#askService();
      if (service === 'up') await this.#runProcess();
      else this.#setProblem(serviceProblems[service]);
      await this.#pause();
    }
  }

  async #runProcess(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const child = new PcscProcess((message) => this.#take(message), this.#childProgram);
    this.#process = child;
    const end = await child.ended;
    this.#process = null;
    for (const name of [...this.#readers.keys()]) this.#removeReader(name);
    this.#queues.failAll('reader-failed');
    if (this.#problem === 'reader-driver-missing') return;
    this.#setProblem(end === 'never-started' && this.#waitsForReader ? 'no-reader' : 'reader-failed');
  }

  #take(message: FromChild): void {
    switch (message.type) {
      case 'loaded':
        this.#driver = message.driver;
        break;
      case 'started':
        break;
      case 'driver-missing':
        this.#setProblem('reader-driver-missing');
        this.#process?.kill();
        break;
      case 'ready':
        this.#setProblem(null);
        break;
      case 'reader':
        this.#setReader(message);
        break;
      case 'reader-gone':
        this.#removeReader(message.name);
        break;
      case 'answer':
        this.#queues.answer(message.id, message.answer);
        break;
      case 'no-answer': {
        // Held by another program here means that this program's card was gone before.
        const problem = message.problem === 'reader-busy' ? 'lost-contact' : message.problem;
        this.#queues.fail(message.id, new ContactError(problem, message.mayHaveRun));
      }
    }
  }

  #setReader(reader: KnownReader): void {
    const before = this.#readers.get(reader.name);
    this.#readers.set(reader.name, reader);
    if (before?.placement === reader.placement && before.state === reader.state) return;
    this.#watchers.tell({ type: 'reader', reader: { name: reader.name, state: reader.state } });
  }

  #removeReader(name: string): void {
    if (this.#readers.delete(name)) this.#watchers.tell({ type: 'reader-gone', name });
  }

  #setProblem(problem: ProblemCode | null): void {
    if (this.#problem === problem) return;
    this.#problem = problem;
    this.#watchers.tell({ type: 'source', problem });
  }

  async #pause(): Promise<void> {
    // Rejects when closing, which the loop sees for itself.
    await this.#letPass(this.#pauseMs(), this.#closing.signal).catch(() => {});
  }

  /** A service that ended comes back by itself, and at once; what only a person mends is looked for calmly. */
  #pauseMs(): number {
    switch (this.#problem) {
      case 'reader-driver-missing':
        return 60_000;
      case 'reader-service-refused':
      case 'reader-service-stopped':
      case 'no-reader':
        return this.#calmMs;
      default:
        return this.#retryMs;
    }
  }
}
