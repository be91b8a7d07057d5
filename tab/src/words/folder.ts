import type { Problem, ProblemText } from '@token-desk/contract/problem';
import type { Strings } from './en/first.ts';
import type { LaterStrings } from './en/later.ts';

/** What the folder of a language brings. */
export type WordsFolder = {
  readonly first: Strings;
  /** Of the pages that are not in the first load. */
  later(): Promise<LaterStrings>;
  describe(problem: Problem): ProblemText;
};
