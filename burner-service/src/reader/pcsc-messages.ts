import * as z from 'zod/mini';

/** Between the supervisor and its child. APDUs stay in these two processes; none is ever logged. */
export const maxNameLength = 200;
const name = z.string().check(z.minLength(1), z.maxLength(maxNameLength));
/** Four bytes of a frame. */
const maxPlacement = 0xff_ff_ff_ff;

/** Longest short answer: 256 bytes of data and two of status; a shorter buffer loses answers already given. */
export const maxAnswerBytes = 258;

/** In the order in which they are tried (docs/decisions/0018-a-driver-without-a-compiler.md). */
export const driverNames = ['nfc-pcsc', 'koffi'] as const;
export type DriverName = (typeof driverNames)[number];

/** Those to try: the one that `TOKEN_DESK_PCSC` names, else all. A name that is none of them leaves nothing to try. */
export function driverOrder(wanted: string | undefined): readonly DriverName[] {
  return wanted === undefined || wanted === '' ? driverNames : driverNames.filter((name) => name === wanted);
}

export const toChild = z.object({ type: z.literal('close') });
export type ToChild = z.infer<typeof toChild>;

export const cardProblem = z.enum(['reader-busy', 'lost-contact', 'reader-failed']);
export type CardProblem = z.infer<typeof cardProblem>;

/** What the child says by itself, on Node's channel; answers to commands come as bytes (apdu-frames.ts). */
export const fromChild = z.discriminatedUnion('type', [
  /** The native module is in memory; what comes next can hang. */
  z.object({ type: z.literal('loaded'), driver: z.enum(driverNames) }),
  z.object({ type: z.literal('driver-missing') }),
  z.object({ type: z.literal('started') }),
  /** The readers of the start, and whether they hold a card, have been reported. */
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('reader'),
    name,
    state: z.enum(['empty', 'present', 'busy']),
    placement: z.number().check(z.int(), z.nonnegative(), z.lte(maxPlacement)),
    /** Why the card there cannot be talked to. */
    problem: z.nullable(cardProblem),
  }),
  z.object({ type: z.literal('reader-gone'), name }),
]);

/** What came of one command. */
export type Answer =
  | { readonly type: 'answer'; readonly id: number; readonly answer: Uint8Array }
  | {
      readonly type: 'no-answer';
      readonly id: number;
      readonly problem: CardProblem;
      readonly mayHaveRun: boolean;
    };
export type FromChild = z.infer<typeof fromChild> | Answer;
