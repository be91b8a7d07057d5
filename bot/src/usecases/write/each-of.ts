import { ProblemError } from '@token-desk/contract/problem';
import { atOnce } from '../../store/at-once.ts';

/**
 * Page by page by id, to the end: what cannot be changed now holds nobody up behind it. Answers how many were changed; work that
 * answers false has found nothing to do.
 */
export async function eachOf<T>(
  page: (after: string, limit: number) => Promise<readonly T[]>,
  idOf: (one: T) => string,
  work: (one: T) => Promise<unknown>,
): Promise<number> {
  let changed = 0;
  let after = '';
  for (;;) {
    const found = await page(after, atOnce.sweep);
    for (const one of found) {
      if (await attempt(work(one))) changed += 1;
      after = idOf(one);
    }
    if (found.length < atOnce.sweep) return changed;
  }
}

/** False, too, when somebody was quicker and nothing is due any more. */
async function attempt(work: Promise<unknown>): Promise<boolean> {
  try {
    return (await work) !== false;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
