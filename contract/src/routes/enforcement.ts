import * as z from 'zod/mini';
import { id, instant, person, serial } from '../ids.ts';
import { longest } from '../lengths.ts';
import { perUserMfa, requestState } from '../request.ts';
import type { Route } from './route.ts';

/** Somebody whose token is bound, and of whom nobody has said that MFA is on or need not be. */
export const unenforced = z.object({
  requestId: id,
  version: z.int(),
  subject: person,
  state: requestState,
  serial: z.nullable(serial),
  /** Since when the token is bound. */
  since: instant,
  /** As Microsoft keeps it now; null: it may not be read, or did not answer. */
  mfa: z.nullable(perUserMfa),
});
export type Unenforced = z.infer<typeof unenforced>;

/** What asks everybody for MFA without per-user MFA, which must then stay off; null: not known. */
export const enforcementGuards = z.object({
  securityDefaults: z.nullable(z.boolean()),
  /** Names of the policies that ask everybody; null too where only policies for some people ask. */
  conditionalAccess: z.nullable(z.array(z.string())),
});
export type EnforcementGuards = z.infer<typeof enforcementGuards>;

export const enforcementRoutes = {
  /** Oldest first, pages of 50; asks Microsoft for the state of those on the page. */
  listUnenforced: {
    method: 'GET',
    path: '/api/unenforced',
    right: 'enforce',
    query: z.object({ cursor: z.optional(z.string().check(z.maxLength(longest.cursor))) }),
    reply: z.object({
      items: z.array(unenforced),
      next: z.nullable(z.string()),
      total: z.number(),
      guards: enforcementGuards,
    }),
  },
  /** How many there are; asks nobody. */
  countUnenforced: {
    method: 'GET',
    path: '/api/unenforced/count',
    right: 'enforce',
    reply: z.object({ total: z.number() }),
  },
} as const satisfies Record<string, Route>;
