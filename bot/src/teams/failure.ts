import { type Problem, ProblemError } from '@token-desk/contract/problem';
import type { TeamsDeps } from './deps.ts';

/**
 * What to tell people about a failure. One that is not a problem of ours gets an id and is logged, without
 * the error's message: libraries put what somebody typed into it.
 */
export function problemOf(error: unknown, deps: Pick<TeamsDeps, 'log' | 'newId'>): Problem {
  if (error instanceof ProblemError) return error.problem;
  const errorId = deps.newId().slice(0, 8);
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter(isFrame) : [];
  deps.log.error(
    { errorId, errorName: error instanceof Error ? error.name : typeof error, frames },
    'chat message failed',
  );
  return { code: 'unexpected', detail: { id: errorId } };
}

const isFrame = (line: string): boolean => /^\s+at /.test(line);
