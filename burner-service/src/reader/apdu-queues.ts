import { Turns } from '@token-desk/contract/turns';
import { ContactError, type ContactProblem } from './channel.ts';

type Pending = {
  readonly resolve: (answer: Uint8Array) => void;
  readonly reject: (error: ContactError) => void;
};

/** Pairs commands with answers: one command at a time per reader, each with a time limit. */
export class ApduQueues {
  readonly #pending = new Map<number, Pending>();
  readonly #turns = new Turns();
  readonly #timeoutMs: number;
  readonly #onTimeout: () => void;
  #lastId = 0;

  constructor(timeoutMs: number, onTimeout: () => void) {
    this.#timeoutMs = timeoutMs;
    this.#onTimeout = onTimeout;
  }

  /**
   * Calls `send` with an id when the reader is free, and waits for `answer` or `fail` of that id. A cancelled caller
   * is let go at once; the reader stays taken until the card has answered or its time is over.
   */
  transmit(reader: string, signal: AbortSignal, send: (id: number) => void): Promise<Uint8Array> {
    let isSent = false;
    const cancelled = () => new ContactError('job-cancelled', isSent);
    const exchange = this.#turns.take(reader, async () => {
      if (signal.aborted) throw cancelled();
      isSent = true;
      return await this.#exchange(send);
    });
    return new Promise((resolve, reject) => {
      const cancel = () => reject(cancelled());
      if (signal.aborted) return cancel();
      signal.addEventListener('abort', cancel, { once: true });
      exchange.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
    });
  }

  answer(id: number, answer: Uint8Array): void {
    this.#pending.get(id)?.resolve(answer);
  }

  fail(id: number, error: ContactError): void {
    this.#pending.get(id)?.reject(error);
  }

  failAll(problem: ContactProblem): void {
    for (const pending of [...this.#pending.values()]) pending.reject(new ContactError(problem, true));
  }

  #exchange(send: (id: number) => void): Promise<Uint8Array> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<Uint8Array>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.fail(id, new ContactError('token-timeout', true));
        this.#onTimeout();
      }, this.#timeoutMs);
      const settle = () => {
        clearTimeout(timer);
        this.#pending.delete(id);
      };
      this.#pending.set(id, {
        resolve: (answer) => {
          settle();
          resolve(answer);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      try {
        send(id);
      } catch (error) {
        settle();
        reject(error);
      }
    });
  }
}
