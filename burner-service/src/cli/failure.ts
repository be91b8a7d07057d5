import { randomUUID } from 'node:crypto';
import { type Problem, ProblemError, type ProblemText } from '@token-desk/contract/problem';
import type { NotBurned } from '../token/burn-result.ts';
import { commandLineWords } from '../words/en/problems.ts';
import type { CommandEnd } from './command.ts';

export type FailedOutcome = NotBurned['outcome'];

/** The one shape of every failure. `words`: where this command has its own. */
export function failureOf(
  problem: Problem,
  outcome: FailedOutcome = 'failed',
  more: object = {},
  words: ProblemText = commandLineWords(problem),
): CommandEnd {
  const { title, action } = words;
  return {
    json: { outcome, ...more, problem: { code: problem.code, title, action } },
    text: `${title}\n${action}`,
    exitCode: 1,
  };
}

/** `isHex`: the key was said to be hexadecimal. An error nobody foresaw gets a number, and goes to standard error whole. */
export function failureOfError(error: unknown, isHex = false): CommandEnd {
  if (error instanceof ProblemError)
    return failureOf(error.problem, 'failed', {}, commandLineWords(error.problem, isHex));
  const id = randomUUID().slice(0, 8);
  console.error(id, error);
  return failureOf({ code: 'unexpected', detail: { id } });
}
