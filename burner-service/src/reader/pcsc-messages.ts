import * as z from 'zod/mini';

/** Between the supervisor and its child. APDUs stay in these two processes; none is ever logged. */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= maxMessageBytes);
const name = z.string().check(z.minLength(1), z.maxLength(200));
const count = z.number().check(z.int(), z.nonnegative());

/** Longest short answer: 256 bytes of data and two of status; a shorter buffer loses answers already given. */
export const maxAnswerBytes = 258;
const maxMessageBytes = 512;

export const toChild = z.discriminatedUnion('type', [
  /** `placement` names one stay of one card on the reader: a command meant for a card that left is not sent. */
  z.object({ type: z.literal('transmit'), id: count, reader: name, placement: count, apdu: bytes }),
  z.object({ type: z.literal('close') }),
]);
export type ToChild = z.infer<typeof toChild>;

export const cardProblem = z.enum(['reader-busy', 'lost-contact', 'reader-failed']);
export type CardProblem = z.infer<typeof cardProblem>;

export const fromChild = z.discriminatedUnion('type', [
  /** The native module is in memory; what comes next can hang. */
  z.object({ type: z.literal('loaded') }),
  z.object({ type: z.literal('driver-missing') }),
  z.object({ type: z.literal('started') }),
  /** The readers of the start, and whether they hold a card, have been reported. */
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('reader'),
    name,
    state: z.enum(['empty', 'present', 'busy']),
    placement: count,
    /** Why the card there cannot be talked to. */
    problem: z.nullable(cardProblem),
  }),
  z.object({ type: z.literal('reader-gone'), name }),
  z.object({ type: z.literal('answer'), id: count, answer: bytes }),
  z.object({ type: z.literal('no-answer'), id: count, problem: cardProblem, mayHaveRun: z.boolean() }),
]);
export type FromChild = z.infer<typeof fromChild>;
