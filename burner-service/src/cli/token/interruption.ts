import { tokenEnglish } from '../../words/en/command-line.ts';

/** Ctrl-C, a polite end, a closed window. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Somebody wants this command to end. Before the token is changed it ends at once; a write under way goes on to its
 * end, which says what the token holds, unless it is asked a second time: then it says what can be known.
 */
export class Interruption {
  readonly #ending = new AbortController();
  #isWriting = false;
  #isAsked = false;

  readonly #ask = () => {
    if (!this.#isWriting || this.#isAsked) return this.#ending.abort();
    this.#isAsked = true;
    console.error(tokenEnglish.underWay);
  };

  constructor() {
    for (const signal of signals) process.on(signal, this.#ask);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** From here on the token may be changed. */
  writing(): void {
    this.#isWriting = true;
  }

  [Symbol.dispose](): void {
    for (const signal of signals) process.off(signal, this.#ask);
  }
}
