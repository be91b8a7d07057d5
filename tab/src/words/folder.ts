import type { Problem, ProblemText } from '@token-desk/contract/problem';
import type { Strings } from './en/first.ts';
import type { LaterStrings } from './en/later.ts';

/** What the folder of a language brings. */
export type WordsFolder = {
  readonly first: Strings;
  /** Null: not one of the problems that a page can meet before it has all its words. */
  describeFirst(problem: Problem): ProblemText | null;
  /** Of the pages that are not in the first load, and of every problem. */
  later(): Promise<{ readonly strings: LaterStrings; describe(problem: Problem): ProblemText }>;
};
