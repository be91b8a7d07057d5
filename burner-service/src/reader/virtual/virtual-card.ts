import { setTimeout } from 'node:timers/promises';
import type { VirtualToken } from './virtual-token.ts';

/** What goes wrong at one command, for tests and training. `after` means that the token has carried it out. */
export type Fault =
  | { readonly kind: 'lift' | 'hang'; readonly when: 'before' | 'after' }
  /** Answered with these bytes instead: noise, a lone byte, a status word. */
  | { readonly kind: 'answer'; readonly answer: Uint8Array; readonly when: 'before' | 'after' }
  | { readonly kind: 'slow'; readonly delayMs: number };

/** Asked at every command; `index` counts from 0 since the token was laid down. */
export type FaultPlan = (command: { readonly apdu: Uint8Array; readonly index: number }) => Fault | null;

export type CardManner = {
  /** NFC-like delay of every answer. */
  readonly slowMs?: number | undefined;
  readonly faults?: FaultPlan | undefined;
};

/** `null`: the card left, there is no answer. */
export type Reaction = Uint8Array | null;

/** One stay of a virtual token on a reader, from tap to lift. */
export class VirtualCard {
  readonly #token: VirtualToken;
  readonly #manner: CardManner;
  readonly #leaving = new AbortController();
  #commands = 0;

  constructor(token: VirtualToken, manner: CardManner = {}) {
    this.#token = token;
    this.#manner = manner;
    token.powerCycle();
  }

  get isHere(): boolean {
    return !this.#leaving.signal.aborted;
  }

  leave(): void {
    this.#leaving.abort();
  }

  /** Plays one command with whatever delay and fault is planned for it. */
  async play(apdu: Uint8Array): Promise<Reaction> {
    const fault = this.#manner.faults?.({ apdu, index: this.#commands }) ?? null;
    this.#commands += 1;
    const delayMs = fault?.kind === 'slow' ? fault.delayMs : (this.#manner.slowMs ?? 0);
    // Half of the way there, half of the way back: a lift in between may come before or after the write.
    if (delayMs > 0) await this.#wait(delayMs / 2);
    if (fault !== null && fault.kind !== 'slow' && fault.when === 'before') return this.#fail(fault);
    if (!this.isHere) return null;
    const answer = this.#token.transmit(apdu);
    if (delayMs > 0) await this.#wait(delayMs / 2);
    if (fault !== null && fault.kind !== 'slow') return this.#fail(fault);
    return this.isHere ? answer : null;
  }

  async #fail(fault: Exclude<Fault, { kind: 'slow' }>): Promise<Reaction> {
    if (fault.kind === 'answer') return fault.answer;
    if (fault.kind === 'hang') await this.#wait(hangMs);
    return null;
  }

  /** Until the time is over or the card leaves. */
  async #wait(delayMs: number): Promise<void> {
    // The rejection is the leaving, which every caller looks at for itself.
    await setTimeout(delayMs, undefined, { signal: this.#leaving.signal }).catch(() => {});
  }
}

/** Longer than any reader waits. */
const hangMs = 60 * 60_000;
