import { AsyncLocalStorage } from 'node:async_hooks';
import { noAnswer } from '../domain/delivery/unheard.ts';

export const connectorTimeoutMs = 10_000;

/** A call went out and nothing came back: whether it was taken is not known. */
export class NoAnswer extends Error {
  override readonly name = noAnswer;
}

/** What a call made now belongs to; the adapter hands it to the HTTP client. */
export const callDeadline = new AsyncLocalStorage<AbortSignal>();

/**
 * Rejects after `timeoutMs` and ends the calls that `work` made: botbuilder's client would go on trying, and say later
 * what has been said again by then.
 */
export async function within<T>(work: () => Promise<T>, timeoutMs: number): Promise<T> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NoAnswer(`within ${timeoutMs} ms`));
      ending.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([callDeadline.run(ending.signal, work), late]);
  } finally {
    clearTimeout(timer);
  }
}
