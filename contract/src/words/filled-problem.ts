import type { Problem, ProblemCode, ProblemText } from '../problem.ts';
import { fillText } from '../text/fill.ts';
import { type DetailWords, detailInWords } from './detail-in-words.ts';

export type ProblemLanguage = { readonly words: DetailWords; readonly locale: string };

/** A row of a table of problems. */
export const text = (title: string, action: string): ProblemText => ({ title, action });

/** Both sentences, with the values of the problem in the words of the language. */
export function filledProblem(
  { title, action }: ProblemText,
  problem: Problem,
  { words, locale }: ProblemLanguage,
): ProblemText {
  const detail = detailInWords(problem.detail, words, locale);
  return { title: fillText(title, detail), action: fillText(action, detail) };
}

/** The same out of a table that has some of them; null: not this one. */
export function filledFrom(
  texts: Readonly<Partial<Record<ProblemCode, ProblemText>>>,
  problem: Problem,
  language: ProblemLanguage,
): ProblemText | null {
  const said = texts[problem.code];
  return said === undefined ? null : filledProblem(said, problem, language);
}
