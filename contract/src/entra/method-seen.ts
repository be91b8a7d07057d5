import * as z from 'zod/mini';
import type { ProblemCode } from '../problem.ts';

/**
 * What Microsoft's list shows of the token while somebody waits for it: no new method, the one that binds, more, or
 * nobody can tell; of a loaded token, that it is not the person's yet, or not activated.
 */
export const methodSeen = z.enum(['none', 'one', 'several', 'not-readable', 'not-assigned', 'not-activated']);
export type MethodSeen = z.infer<typeof methodSeen>;

/** What stands against binding by it; null: nothing. */
export const methodProblems = {
  none: 'no-new-method',
  one: null,
  several: 'several-new-methods',
  'not-readable': 'methods-not-readable',
  'not-assigned': 'token-not-assigned',
  'not-activated': 'method-not-activated',
} as const satisfies Record<MethodSeen, ProblemCode | null>;
