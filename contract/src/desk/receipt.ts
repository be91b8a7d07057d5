import * as z from 'zod/mini';
import { id, instant, person, serial } from '../ids.ts';
import { captureKind } from '../request.ts';

export const receiptKinds = ['burn', 'check', 'blank', 'sync-clock'] as const;

/**
 * burned: written (a burn's secret, a blanking's random one, or for `sync-clock` the clock alone). failed: the token
 * is as before. settings-changed: its old secret, perhaps with the new settings and clock; only from models that keep
 * it. empty: clock set, secret gone. unknown: the answer to the last write was lost.
 */
export const burnOutcome = z.enum(['burned', 'failed', 'settings-changed', 'empty', 'unknown']);
export type BurnOutcome = z.infer<typeof burnOutcome>;

/**
 * What a burner saw and what it was told, signed with its identity key. `seen` is the burner's own
 * observation; `told` is what the server said and the burner cannot know. Never a seed, never a code.
 */
export const receiptBody = z.object({
  v: z.literal(1),
  kind: z.enum(receiptKinds),
  practice: z.boolean(),
  burnerId: id,
  /** Counts up by one for each receipt of this burner, from 1. */
  seq: z.number().check(z.int(), z.positive()),
  /** SHA-256 of the previous receipt's `body` text, hex; null for the first. */
  previousHash: z.nullable(z.string().check(z.regex(/^[0-9A-F]{64}$/))),
  jobId: id,
  attempt: z.number().check(z.int(), z.positive()),
  at: instant,
  seen: z.object({
    serial: z.nullable(serial),
    model: z.nullable(z.string()),
    reader: z.nullable(z.string()),
    /** Account inside the envelope; null when the key was typed and carried none. */
    account: z.nullable(z.string()),
    /** The organisation that the code named, as the account. */
    tenant: z.optional(z.nullable(z.string())),
    capture: z.nullable(captureKind),
    outcome: z.nullable(burnOutcome),
    problem: z.nullable(z.string()),
    clockDriftBeforeSeconds: z.nullable(z.number()),
    clockDriftAfterSeconds: z.nullable(z.number()),
    startedAt: z.nullable(instant),
    finishedAt: z.nullable(instant),
    matched: z.nullable(z.boolean()),
    /** Code's step minus the step of the burner's clock; −1, 0 or 1 when matched, wider only as an explanation. */
    stepOffset: z.nullable(z.number()),
    /** What was out of the ordinary although it was written: a problem code. */
    note: z.optional(z.nullable(z.string())),
    /** A burn's route; B: the secret was drawn at this desk. */
    route: z.optional(z.nullable(z.enum(['A', 'B']))),
  }),
  told: z.object({ requestId: z.nullable(id), subject: z.nullable(person), technician: person }),
});
export type ReceiptBody = z.infer<typeof receiptBody>;

/** `body` is the exact JSON text that was signed, canonical (see canonical.ts); parse it only after the signature checks. */
export const signedReceipt = z.object({
  body: z.string().check(z.maxLength(8192)),
  /** Ed25519 over `receiptSigningInput(body)`, base64url. */
  signature: z.string().check(z.maxLength(128)),
});
export type SignedReceipt = z.infer<typeof signedReceipt>;

/** Why nothing is kept of a receipt but that it came: nobody can say whose word it is. */
export const receiptRefusals = ['signature', 'form', 'unreadable'] as const;

/** What does not fit in a desk's true word: it is kept, and its token set apart. */
export const receiptDoubts = [
  'other-desk',
  'other-job',
  'other-request',
  'other-person',
  'other-kind',
  'other-technician',
  'other-route',
  'other-token',
  'no-serial',
  'other-model',
  'other-reader',
  'other-account',
  'other-tenant',
  'nothing-sealed',
  'desk-shut-out',
  'one-missing',
  'number-taken',
  'says-nothing',
] as const;
export type ReceiptRefusal = (typeof receiptRefusals)[number];
export type ReceiptDoubt = (typeof receiptDoubts)[number];

export function receiptSigningInput(body: string): string {
  return `token-desk receipt v1\n${body}`;
}
