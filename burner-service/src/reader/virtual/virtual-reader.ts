import { ProblemError } from '@token-desk/contract/problem';
import { Turns } from '@token-desk/contract/turns';
import {
  type ApduChannel,
  ContactError,
  type ReaderSource,
  type ReaderView,
  ReaderWatchers,
} from '../channel.ts';
import type { ReaderHold } from '../reader-hold.ts';
import { type CardManner, VirtualCard } from './virtual-card.ts';
import type { VirtualToken } from './virtual-token.ts';

export const virtualReaderName = 'Virtual reader';

type Slot = {
  token: VirtualToken | null;
  card: VirtualCard | null;
  manner: CardManner;
  readonly turns: Turns;
};

/** Readers inside this process, for practice and tests: the same interface as the real ones, no PC/SC needed. */
export class VirtualReaders implements ReaderSource {
  readonly #watchers = new ReaderWatchers();
  readonly #slots = new Map<string, Slot>();
  readonly #sleepTimers = new Map<Slot, NodeJS.Timeout>();

  constructor(names: readonly string[] = [virtualReaderName]) {
    for (const name of names) this.plugIn(name);
  }

  ready(): Promise<void> {
    return Promise.resolve();
  }

  readers(): readonly ReaderView[] {
    return [...this.#slots.keys()].map((name) => this.#view(name));
  }

  watch(listener: Parameters<ReaderSource['watch']>[0]): () => void {
    return this.#watchers.watch(listener);
  }

  plugIn(name: string): void {
    this.#slots.set(name, { token: null, card: null, manner: {}, turns: new Turns() });
    this.#tell(name);
  }

  unplug(name: string): void {
    const slot = this.#slot(name);
    this.#cardOff(slot);
    this.#slots.delete(name);
    this.#watchers.tell({ type: 'reader-gone', name });
  }

  /** Lays a token down; one that is there already goes. A sleeping token lies there unseen until it is pressed. */
  tap(token: VirtualToken, manner: CardManner = {}, name: string = virtualReaderName): void {
    const slot = this.#slot(name);
    if (slot.token === token && slot.card !== null) return;
    this.lift(name);
    slot.token = token;
    slot.manner = manner;
    this.#wake(name, slot);
  }

  lift(name: string = virtualReaderName): void {
    const slot = this.#slot(name);
    slot.token = null;
    if (this.#cardOff(slot)) this.#tell(name);
  }

  /** The button of the token that lies here; the code shown, null for none or no token. */
  press(name: string = virtualReaderName): string | null {
    const slot = this.#slot(name);
    const code = slot.token?.press() ?? null;
    if (slot.token !== null) this.#wake(name, slot);
    return code;
  }

  openChannel(name: string): ApduChannel {
    const slot = this.#slot(name);
    const { card } = slot;
    if (card === null) throw new ProblemError('no-token');
    return { transmit: (apdu, signal) => this.#transmit({ name, slot, card, apdu, signal }) };
  }

  /** They are this process's alone. */
  hold(): Promise<ReaderHold> {
    return Promise.resolve({ release: () => Promise.resolve() });
  }

  close(): Promise<void> {
    for (const slot of this.#slots.values()) this.#cardOff(slot);
    return Promise.resolve();
  }

  #transmit({ name, slot, card, apdu, signal }: Exchange): Promise<Uint8Array> {
    const exchange = slot.turns.take('commands', async () => {
      if (signal.aborted) throw new ContactError('job-cancelled', false);
      if (!card.isHere) throw new ContactError('lost-contact', false);
      const answer = await card.play(apdu);
      if (answer !== null && answer.length >= 2) return answer;
      if (answer === null && card.isHere) this.lift(name);
      throw new ContactError('lost-contact', true);
    });
    return new Promise((resolve, reject) => {
      const cancel = () => reject(new ContactError('job-cancelled', true));
      signal.addEventListener('abort', cancel, { once: true });
      exchange.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
    });
  }

  #slot(name: string): Slot {
    const slot = this.#slots.get(name);
    if (slot !== undefined) return slot;
    throw new ProblemError('reader-not-found', { reader: name, readers: [...this.#slots.keys()].join(', ') });
  }

  #wake(name: string, slot: Slot): void {
    if (slot.token === null || !slot.token.isAwake) return;
    if (slot.card === null) {
      slot.card = new VirtualCard(slot.token, slot.manner);
      this.#tell(name);
    }
    this.#watchSleep(name, slot);
  }

  /** Looks again at the moment it would fall asleep; every use moves that moment on. */
  #watchSleep(name: string, slot: Slot): void {
    clearTimeout(this.#sleepTimers.get(slot));
    const delayMs = slot.token?.sleepDelayMs ?? null;
    if (delayMs === null || slot.card === null) return;
    const look = () => {
      if (slot.token?.isAwake === false && this.#cardOff(slot)) return this.#tell(name);
      this.#watchSleep(name, slot);
    };
    this.#sleepTimers.set(slot, setTimeout(look, delayMs).unref());
  }

  #cardOff(slot: Slot): boolean {
    clearTimeout(this.#sleepTimers.get(slot));
    const wasThere = slot.card !== null;
    slot.card?.leave();
    slot.card = null;
    return wasThere;
  }

  #view(name: string): ReaderView {
    return { name, state: this.#slots.get(name)?.card ? 'present' : 'empty' };
  }

  #tell(name: string): void {
    this.#watchers.tell({ type: 'reader', reader: this.#view(name) });
  }
}

type Exchange = {
  readonly name: string;
  readonly slot: Slot;
  readonly card: VirtualCard;
  readonly apdu: Uint8Array;
  readonly signal: AbortSignal;
};
