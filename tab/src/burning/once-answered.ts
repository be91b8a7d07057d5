import { ProblemError } from '@token-desk/contract/problem';
import { pauseOf } from '../pause.ts';

const askEveryMs = 1_000;
/** Longer than a sealed secret lives anywhere. */
const askForMs = 15 * 60_000;

export const isUnanswered = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.code === 'no-answer';

/** Asks until the server answers: after a lost answer, only it knows what became of an order. */
export async function onceAnswered<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const until = performance.now() + askForMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnanswered(error) || performance.now() > until) throw error;
    }
    await pauseOf(askEveryMs, signal);
    signal.throwIfAborted();
  }
}
