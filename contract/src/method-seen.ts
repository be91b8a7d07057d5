import * as z from 'zod/mini';
import type { ProblemCode } from './problem.ts';

/** What Microsoft's list shows of the token while somebody waits for it: no new method, exactly one, more, or nobody can tell. */
export const methodSeen = z.enum(['none', 'one', 'several', 'not-readable']);
export type MethodSeen = z.infer<typeof methodSeen>;

/** What stands against binding by it; null: nothing. */
export const methodProblems = {
  none: 'no-new-method',
  one: null,
  several: 'several-new-methods',
  'not-readable': 'methods-not-readable',
} as const satisfies Record<MethodSeen, ProblemCode | null>;
