import type { Problem, ProblemText } from '@token-desk/contract/problem';
import type { Strings } from './en/first.ts';
import type { LaterStrings } from './en/later.ts';

/** The words of every page. */
export type AllStrings = Strings & LaterStrings;

/** They, and those of every problem. */
export type AllWords = {
  readonly strings: AllStrings;
  describe(problem: Problem): ProblemText;
};
