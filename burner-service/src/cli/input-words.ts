import type { Problem, ProblemText } from '@token-desk/contract/problem';
import { describeProblem } from '@token-desk/contract/words/en/problems';

/** What the table tells people at the page, told to those at the command line, where nobody can be asked. */
export function inputWords(problem: Problem): ProblemText {
  const words = describeProblem(problem);
  if (problem.code !== 'input-ambiguous') return words;
  return {
    title: words.title,
    action: 'Give it again with “--read-as base32”, as the Microsoft page writes keys, or “--read-as hex”.',
  };
}
