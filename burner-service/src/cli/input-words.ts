import { describeProblem, type Problem, type ProblemText } from '@token-desk/contract/problem';

/** What the table tells people at the page, told to those at the command line, where nobody can be asked. */
export function inputWords(problem: Problem): ProblemText {
  const words = describeProblem(problem);
  if (problem.code !== 'input-ambiguous') return words;
  return {
    title: words.title,
    action: 'Give it again with “--read-as base32”, as the Microsoft page writes keys, or “--read-as hex”.',
  };
}
