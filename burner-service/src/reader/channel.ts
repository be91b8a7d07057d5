import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { ReaderHold } from './reader-hold.ts';

/** A way to one card on one reader; it ends when the card leaves, and never comes back to life. */
export interface ApduChannel {
  /**
   * Sends one command and gives the answer, at least two bytes (status word last).
   * Rejects with a `ContactError` when there is no answer; commands on one reader never overlap.
   */
  transmit(apdu: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
}

/** `busy`: another program holds the card for itself. */
export type ReaderState = 'empty' | 'present' | 'busy';
export type ReaderView = { readonly name: string; readonly state: ReaderState };

export type ReaderEvent =
  /** The reader appeared, or its card came, went or is held by somebody else. */
  | { readonly type: 'reader'; readonly reader: ReaderView }
  /** The reader was unplugged; its channels are dead. */
  | { readonly type: 'reader-gone'; readonly name: string }
  /** The whole source works (`problem` null) or does not; it goes on trying by itself. */
  | { readonly type: 'source'; readonly problem: ProblemCode | null };

/** All readers of one kind (real, or virtual), watched for as long as it is open. Hot plug included. */
export interface ReaderSource {
  /** Resolves when the readers present at the start are known; throws a `ProblemError` when the source cannot work. */
  ready(signal: AbortSignal): Promise<void>;
  readers(): readonly ReaderView[];
  /** Calls back on every change from now on; gives back how to stop. */
  watch(listener: (event: ReaderEvent) => void): () => void;
  /** A channel to the card now on the reader. Throws `reader-not-found`, `no-token` or `reader-busy`. */
  openChannel(readerName: string): ApduChannel;
  /** For the time of one write: no other process of this PC writes there. Throws `reader-busy`. */
  hold(readerName: string): Promise<ReaderHold>;
  /** Ends within a second, a busy reader included. */
  close(): Promise<void>;
}

export type ContactProblem = 'lost-contact' | 'token-timeout' | 'reader-failed' | 'job-cancelled';

/**
 * There was no answer. `mayHaveRun` is false only when the command certainly never left this process:
 * the difference between a token that is empty and one about which nobody can know.
 */
export class ContactError extends ProblemError {
  readonly mayHaveRun: boolean;
  constructor(code: ContactProblem, mayHaveRun: boolean, options?: ErrorOptions) {
    super(code, undefined, options);
    this.mayHaveRun = mayHaveRun;
  }
}

/** The watching half of a `ReaderSource`, shared by its implementations. */
export class ReaderWatchers {
  readonly #listeners = new Set<(event: ReaderEvent) => void>();

  watch(listener: (event: ReaderEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  tell(event: ReaderEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
