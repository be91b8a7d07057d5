import * as z from 'zod/mini';
import { auditRow } from '../audit-row.ts';
import { id, instant, person } from '../ids.ts';

/**
 * Why somebody did not hear: they never had a chat with the bot · the bot was taken out of it · they blocked it · the
 * conversation is not there any more · the channel was unbound while something waited for it · the message is too big for Teams
 * · Teams will not take it · Teams said to wait until it was given up · it was not taken for days, for whatever other reason.
 */
export const unheardWhy = z.enum([
  'not-installed',
  'removed',
  'blocked',
  'gone',
  'unbound',
  'too-big',
  'refused',
  'throttled',
  'no-answer',
]);
export type UnheardWhy = z.infer<typeof unheardWhy>;

/**
 * `waiting`: on its way, and tried again · `delivered` · `duty`: somebody is to tell them · `red`: nobody is left who could, or
 * it was for a channel · `done`: somebody has seen to it.
 */
export const noticeState = z.enum(['waiting', 'delivered', 'duty', 'red', 'done']);
export type NoticeState = z.infer<typeof noticeState>;

/** One line for one receiver that has not reached them. */
export const unheard = z.object({
  id,
  requestId: z.nullable(id),
  /** What it tells of. */
  event: auditRow.shape.event,
  /** Whom the request is for; null: it belongs to none. */
  subject: z.nullable(person),
  /** Null: a channel. */
  receiver: z.nullable(person),
  /** It is for the people of a list who have no chat: so many of them, of so many who wait. Absent: for one person or channel. */
  list: z.optional(z.object({ id, unreached: z.int(), people: z.int() })),
  state: z.enum(['waiting', 'duty', 'red']),
  why: z.nullable(unheardWhy),
  madeAt: instant,
  tries: z.int(),
  maybeTwice: z.boolean(),
  duty: z.nullable(z.object({ of: person, dueAt: instant })),
});
export type Unheard = z.infer<typeof unheard>;

/** A line that waits longer than this is one that somebody should know of. */
export const longWaitMs = 15 * 60_000;
