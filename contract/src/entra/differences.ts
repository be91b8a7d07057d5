import * as z from 'zod/mini';
import { id, instant, person } from '../ids.ts';
import { longest } from '../lengths.ts';

/** Where Microsoft and our books say different things, or both say something that should not be; the worst first. */
export const differenceKinds = [
  /** Lost, and Microsoft still takes its codes. */
  'lost-still-works',
  /** In loaded stock, and Microsoft gives it to somebody. */
  'load-assigned',
  /** Somebody's, and Microsoft gives its device to somebody else or to nobody. */
  'device-elsewhere',
  /** A technician changed somebody's ways in, and no row of ours tells of it. */
  'changed-without-us',
  'account-off',
  'account-gone',
  /** Bound, and Microsoft no longer lists its method. */
  'method-gone',
  /** The device made for its secret is not at Microsoft any more. */
  'device-gone',
  /** The same serial more than once at Microsoft. */
  'device-twice',
  /** At Microsoft, and its serial is in no book. */
  'device-unknown',
  /** Somebody who carries a token of ours has a method with codes that no token is known for. */
  'method-unknown',
  /** Asked for MFA one by one, and without any way to answer. */
  'enforced-without-method',
  /** Its holder has no other way in. */
  'only-method',
  /** Handed over days ago, and never used. */
  'never-used',
] as const;
export const differenceKind = z.enum(differenceKinds);
export type DifferenceKind = (typeof differenceKinds)[number];

const decision = z.object({ at: instant, by: person, note: z.string() });
export type DifferenceDecision = z.infer<typeof decision>;

export const difference = z.object({
  /** The same for the same difference in every reading; opaque. */
  key: z.string(),
  kind: differenceKind,
  serial: z.nullable(z.string()),
  /** That serial is a token of our books. */
  isInBooks: z.boolean(),
  /** Who carries it, or whose ways in they are; null: nobody is known. */
  person: z.nullable(person),
  /** Microsoft's id of the device or method; null: it is about neither. */
  microsoftId: z.nullable(z.string()),
  requestId: z.nullable(id),
  /** Of a change without us: when, by whom, and Microsoft's name of it. */
  change: z.nullable(z.object({ at: instant, by: person, activity: z.string() })),
  /** Somebody said that it is right as it is. */
  decided: z.nullable(decision),
});
export type Difference = z.infer<typeof difference>;

/** What could not be compared. */
export const differenceGaps = ['devices', 'methods', 'accounts', 'changes'] as const;
export type DifferenceGap = (typeof differenceGaps)[number];
const gap = z.object({
  what: z.enum(differenceGaps),
  why: z.enum(['permission', 'no-answer']),
  /** Any one of these permissions of the server would show it. */
  permissions: z.array(z.string()),
});
export type DifferenceGapFound = z.infer<typeof gap>;

export const differencePageSize = 50;

export const differenceQuery = z.object({
  kind: z.optional(differenceKind),
  /** Those that somebody said are right, instead of the open ones. */
  decided: z.optional(z.literal('1')),
  /** Reads Microsoft anew, unless that was done a moment ago. */
  again: z.optional(z.literal('1')),
  cursor: z.optional(z.string().check(z.maxLength(1_000))),
});
export type DifferenceQuery = z.infer<typeof differenceQuery>;

const count = z.number().check(z.int(), z.nonnegative());

export const differences = z.object({
  /** null: nothing has been read yet. */
  readAt: z.nullable(instant),
  /** Being read now: so many people, of so many (null: not known yet). */
  reading: z.nullable(z.object({ done: count, of: z.nullable(count) })),
  /** Why the last reading came to nothing. */
  failure: z.nullable(z.enum(['directory-unavailable', 'directory-refused'])),
  gaps: z.array(gap),
  /** Open ones of each kind. */
  totals: z.record(differenceKind, count),
  items: z.array(difference),
  next: z.nullable(z.string()),
  total: count,
});
export type Differences = z.infer<typeof differences>;

export const decideDifferenceBody = z.object({
  key: z.string().check(z.minLength(3), z.maxLength(400)),
  /** Why it is right as it is; empty takes a decision back. */
  note: z.string().check(z.trim(), z.maxLength(longest.note)),
});
