import { randomUUID } from 'node:crypto';
import { describeProblem, type Problem, ProblemError, type ProblemText } from '@token-desk/contract/problem';
import type { CommandEnd } from './command.ts';

export type FailedOutcome = 'failed' | 'unknown' | 'empty';

/** The one shape of every failure. `words`: where the table's belong to another place than the command line. */
export function failureOf(
  problem: Problem,
  outcome: FailedOutcome = 'failed',
  more: object = {},
  words: ProblemText = describeProblem(problem),
): CommandEnd {
  const { title, action } = words;
  return {
    json: { outcome, ...more, problem: { code: problem.code, title, action } },
    text: `${title}\n${action}`,
    exitCode: 1,
  };
}

/** An error nobody foresaw gets a number, and goes to standard error whole. */
export function failureOfError(error: unknown): CommandEnd {
  if (error instanceof ProblemError) return failureOf(error.problem);
  const id = randomUUID().slice(0, 8);
  console.error(id, error);
  return failureOf({ code: 'unexpected', detail: { id } });
}
