import * as z from 'zod/mini';
import { instant } from '../ids.ts';
import { longest } from '../lengths.ts';

/** The day on which Microsoft's own text messages and calls with codes end. */
export const phoneCodesEnd = '2027-02-01';

/** How somebody stands when text messages and calls have ended; everybody is in one. */
export const needGroups = [
  /** Nothing but a phone number: needs a token. */
  'phone-only',
  'no-method',
  /** Has another way, but the phone is asked first, and will be refused. */
  'phone-default',
  /** Nothing but a token, or an app that shows codes: no way back. */
  'token-only',
  /** Microsoft did not tell enough. */
  'unknown',
  'fine',
  /** Guests are given no tokens. */
  'guest',
] as const;
export type NeedGroup = (typeof needGroups)[number];

/** What is counted of each day: the groups, and whoever has a token and is not off text messages yet. */
export const dayFilters = [...needGroups, 'unfinished'] as const;
/** What can be looked for; last, whoever is asked for MFA by two at once. */
export const needFilters = [...dayFilters, 'mfa-twice'] as const;
export type NeedFilter = (typeof needFilters)[number];

/** What somebody has registered, by kind. `waiting`: a token they were given and did not activate. */
export const needMethods = [
  'phone',
  'token',
  'waiting',
  'unsure',
  'code',
  'app',
  'passkey',
  'hello',
  'pass',
  /** An access pass that lets nobody in any more. */
  'pass-over',
  'other',
] as const;
export type NeedMethod = (typeof needMethods)[number];

/** What Microsoft asks of somebody after that day. */
export const needAnswers = ['passkey', 'register', 'refused', 'code', 'other-way', 'unknown'] as const;
export type NeedAnswer = (typeof needAnswers)[number];

/** Where text messages come from, and what asks people to register something else. */
export const phoneScopes = ['sms', 'voice', 'campaign'] as const;
export type PhoneScope = (typeof phoneScopes)[number];

export const needMark = z.enum(['done', 'open', 'unknown']);
export type NeedMark = z.infer<typeof needMark>;

export const needRow = z.object({
  id: z.string(),
  name: z.string(),
  upn: z.string(),
  group: z.enum(needGroups),
  /** null: not known. */
  isAdmin: z.nullable(z.boolean()),
  /** null: not known. */
  methods: z.nullable(z.array(z.enum(needMethods))),
  asks: z.enum(needAnswers),
  /** The three read-backs of being off text messages: a token works; no number is left, so none is asked first; nobody offers them one. */
  token: needMark,
  number: needMark,
  scope: needMark,
  /** Where they still are meant. */
  inScopeOf: z.array(z.enum(phoneScopes)),
  /** Per-user MFA is on although security defaults or Conditional Access ask everybody; null: not known. */
  mfaTwice: z.nullable(z.boolean()),
});
export type NeedRow = z.infer<typeof needRow>;

const count = z.number().check(z.int(), z.nonnegative());
const totals = z.record(z.enum(needFilters), count);
export type NeedTotals = z.infer<typeof totals>;

/** What could not be read of everybody. */
export const needGaps = [
  'report',
  'methods',
  'policies',
  'members',
  'administrators',
  'per-user-mfa',
] as const;
export type NeedGap = (typeof needGaps)[number];

const gap = z.object({
  what: z.enum(needGaps),
  why: z.enum(['licence', 'permission', 'no-answer']),
  /** Any one of these permissions of the server would show it. */
  permissions: z.array(z.string()),
});
export type NeedGapFound = z.infer<typeof gap>;

export const needDay = z.object({
  day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  totals: z.record(z.enum(dayFilters), count),
});
export type NeedDay = z.infer<typeof needDay>;

export const needPageSize = 50;
/** For a file. */
export const wholeNeedPageSize = 1_000;

export const needQuery = z.object({
  group: z.optional(z.enum(needFilters)),
  /** Text over name and UPN. */
  q: z.optional(z.string().check(z.maxLength(longest.search))),
  /** Asks Microsoft anew, unless it was asked a moment ago. */
  again: z.optional(z.literal('1')),
  /** Pages of 1,000 instead of 50. */
  whole: z.optional(z.literal('1')),
  cursor: z.optional(z.string().check(z.maxLength(1_000))),
});
export type NeedQuery = z.infer<typeof needQuery>;

export const needs = z.object({
  /** null: nothing has been read yet. */
  readAt: z.nullable(instant),
  /** `lists`: what each person has registered, where the report cannot be had. */
  source: z.nullable(z.enum(['report', 'lists'])),
  /** Being read now: so many people, of so many (null: not known yet). */
  reading: z.nullable(z.object({ done: count, of: z.nullable(count) })),
  /** Why the last reading came to nothing. */
  failure: z.nullable(z.enum(['directory-unavailable', 'directory-refused'])),
  gaps: z.array(gap),
  totals,
  items: z.array(needRow),
  next: z.nullable(z.string()),
  /** Of everybody the filter lets through. */
  total: count,
  /** The last reading of each day, oldest first, at most 120. */
  days: z.array(needDay),
});
export type Needs = z.infer<typeof needs>;
