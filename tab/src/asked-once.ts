import { ProblemError } from '@token-desk/contract/problem';

/** While React tells a failure to whoever waited, it asks again; what comes later is a new need. */
const failureKeptMs = 1_000;

/** After this, a part that did not come is asked for again by itself. */
export const againAfterMs = 3_000;

/**
 * Asks for a part of the page once and keeps it. A failure, told as `no-answer`, is kept for a second: whoever needs the
 * part after that has it asked for again.
 */
export function askedOnce<T>(ask: () => Promise<T>, now: () => number = Date.now): () => Promise<T> {
  let kept: Promise<T> | null = null;
  let failedAt: number | null = null;
  return () => {
    if (kept !== null && (failedAt === null || now() - failedAt < failureKeptMs)) return kept;
    failedAt = null;
    kept = ask().catch((cause: unknown) => {
      failedAt = now();
      throw new ProblemError('no-answer', undefined, { cause });
    });
    return kept;
  };
}
