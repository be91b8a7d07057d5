import * as z from 'zod/mini';
import { person, serial } from '../ids.ts';
import { longest } from '../lengths.ts';
import type { Route } from './route.ts';

/** Why nobody can ask for somebody who is in the directory. */
const personBar = z.enum(['subject-disabled', 'subject-guest']);
export type PersonBar = z.infer<typeof personBar>;
const foundPerson = z.extend(person, { bar: z.nullable(personBar) });
export type FoundPerson = z.infer<typeof foundPerson>;

/** Whom a request may be recorded for, and what they have. */
export const peopleRoutes = {
  /**
   * Colleagues by name, UPN or the number on their badge, for a request recorded on somebody's behalf; for whom none can
   * be recorded come last, with the reason.
   */
  searchPeople: {
    method: 'GET',
    path: '/api/people',
    right: 'record',
    query: z.object({ q: z.string().check(z.minLength(2), z.maxLength(longest.search)) }),
    reply: z.object({ items: z.array(foundPerson) }),
  },
  /** Which of a person's tokens a loss means where nobody names one, and which spare ones then stay in use. */
  getLosses: {
    method: 'GET',
    path: '/api/people/:personId/losses',
    right: 'record',
    reply: z.object({ lost: z.array(serial), spare: z.array(serial) }),
  },
} as const satisfies Record<string, Route>;
