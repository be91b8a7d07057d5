import type { CardProblem, FromChild } from './pcsc-messages.ts';

/** One command for one stay of one card: one meant for a card that left is not sent. */
export type Order = {
  readonly id: number;
  readonly reader: string;
  readonly placement: number;
  readonly apdu: Uint8Array;
};

/** A way to PC/SC, in a process of its own: tells of readers and their cards, and carries commands. */
export interface PcscDriver {
  /** Begins to tell. What it throws, and any later failure of the service, ends the process: its parent asks why. */
  open(): void;
  /** Tells `answer` or `no-answer`. */
  transmit(order: Order): Promise<void>;
  /** Leaves cards as they are; pcscd would reset them for a client that is just gone. */
  close(): Promise<void>;
}

export type Tell = (message: FromChild) => void;

export const sharingViolation = 0x8010000b;
export const cardWasReset = 0x80100068;
/** No card, not transacted, communication error, card reset, card removed: one thing to a person, contact was lost. */
const lostContactCodes = new Set([0x8010000c, 0x80100016, 0x8010002f, cardWasReset, 0x80100069]);

/** What a PC/SC return code (pcsclite.h, winerror.h) means to a person; null: there was none. */
export function problemOfCode(code: number | null): CardProblem {
  if (code === sharingViolation) return 'reader-busy';
  return code !== null && lostContactCodes.has(code) ? 'lost-contact' : 'reader-failed';
}

/** What lies on a reader now, as both drivers tell it. */
export function tellOfReader(tell: Tell, { name, isPresent, problem, placement }: ReaderNow): void {
  const state = !isPresent ? 'empty' : problem === 'reader-busy' ? 'busy' : 'present';
  tell({ type: 'reader', name, state, placement, problem: isPresent ? problem : null });
}

type ReaderNow = {
  readonly name: string;
  readonly isPresent: boolean;
  readonly problem: CardProblem | null;
  readonly placement: number;
};

/** A card as a driver sees it while it lies on its reader. */
export type Seat = {
  readonly placement: number;
  readonly problem: CardProblem | null;
  /** Null: nothing to send to. */
  readonly send: ((apdu: Uint8Array) => Promise<Uint8Array>) | null;
  /** Somebody else reset the card; it takes no more commands until connected again. */
  reconnect(): Promise<void>;
  codeOf(error: unknown): number | null;
};

export async function transmitTo(seat: Seat | null, order: Order, tell: Tell): Promise<void> {
  const { id, placement, apdu } = order;
  if (seat === null || seat.placement !== placement || seat.send === null)
    return tell({ type: 'no-answer', id, problem: seat?.problem ?? 'lost-contact', mayHaveRun: false });
  try {
    const answer = await seat.send(apdu);
    // A virtual reader resolves with nothing where a real one rejects.
    if (answer.length < 2) return tell({ type: 'no-answer', id, problem: 'lost-contact', mayHaveRun: true });
    tell({ type: 'answer', id, answer });
  } catch (error) {
    const code = seat.codeOf(error);
    tell({ type: 'no-answer', id, problem: problemOfCode(code), mayHaveRun: true });
    if (code === cardWasReset) await seat.reconnect();
  } finally {
    apdu.fill(0);
  }
}
