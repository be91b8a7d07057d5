import type { Problem } from '@token-desk/contract/problem';
import { useRef, useState } from 'react';
import { problemOf } from './session.ts';

/** Why the last reading failed; it stands there until one succeeds, and does not flicker while it is tried again. */
export function useReadProblem({
  error,
  isSuccess,
}: {
  readonly error: unknown;
  readonly isSuccess: boolean;
}): Problem | null {
  const last = useRef<Problem | null>(null);
  if (isSuccess) last.current = null;
  else if (error !== null) last.current = problemOf(error);
  return last.current;
}

/** Has Microsoft read anew, then what stands here; `problem`: why the last time nobody was asked. */
export function useAskingAgain(ask: () => Promise<unknown>, read: () => void) {
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    problem,
    askAgain() {
      setProblem(null);
      ask().then(read, (error: unknown) => setProblem(problemOf(error)));
    },
  };
}
