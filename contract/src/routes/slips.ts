import * as z from 'zod/mini';
import { id, person } from '../ids.ts';
import { openHours } from '../organisation.ts';
import { day } from '../request.ts';
import type { Route } from './route.ts';

/** What stands in one file of words. */
export const slipWords = z.object({
  /** As whoever reads it calls it. */
  language: z.string(),
  title: z.string(),
  text: z.string(),
  who: z.string(),
  when: z.string(),
  where: z.string(),
  bring: z.string(),
  bringText: z.string(),
  lost: z.string(),
  /** With `{phone}`. */
  lostText: z.string(),
  lostNoPhone: z.string(),
});
export type SlipWords = z.infer<typeof slipWords>;
export const slipKeys = Object.keys(slipWords.shape) as readonly (keyof SlipWords)[];

export const slip = z.object({
  requestId: id,
  subject: person,
  /** Nobody of Token Desk can write to them. */
  hasNoChat: z.boolean(),
  site: z.string(),
  neededBy: day,
  pickUp: z.nullable(z.string()),
  hours: z.nullable(openHours),
  phone: z.nullable(z.string()),
});
export type Slip = z.infer<typeof slip>;

export const slipRoutes = {
  /** For the people of one list, or of one request, who do not have their token yet. */
  getSlips: {
    method: 'GET',
    path: '/api/slips/:listId',
    right: 'read',
    reply: z.object({
      slips: z.array(slip),
      /** By its tag. */
      languages: z.array(z.object({ tag: z.string(), words: slipWords })),
      /** Files that are not offered: which, on which line, and what was wanted. */
      faults: z.array(z.object({ file: z.string(), line: z.int(), key: z.string(), wanted: z.string() })),
    }),
  },
} as const satisfies Record<string, Route>;
