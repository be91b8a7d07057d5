import { setTimeout as delay } from 'node:timers/promises';
import type { ReadingState } from '../../ports.ts';

/** What is small is read within it; of what is large the page shows how far the reading is. */
const waitMs = 700;

/** The state of a reading, after a moment in which it may end. */
export async function settledSoon<Found>(
  ask: (options: { readonly again: boolean }) => ReadingState<Found>,
  again: boolean,
): Promise<ReadingState<Found>> {
  const state = ask({ again });
  if (state.progress === null) return state;
  const waiting = new AbortController();
  await Promise.race([
    state.settled,
    delay(waitMs, undefined, { signal: waiting.signal }).catch(() => undefined),
  ]);
  waiting.abort();
  return ask({ again: false });
}
