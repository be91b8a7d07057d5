import { setTimeout as wait } from 'node:timers/promises';
import { lateEndMs } from '../run/late-end.ts';

/**
 * Says again what is so on a page until it holds: a page draws in its own time, and one look between two of its
 * drawings says nothing. After the late end the last refusal is thrown as it stands.
 */
export async function settles(check: () => Promise<void>): Promise<void> {
  const end = performance.now() + lateEndMs;
  for (;;)
    try {
      return await check();
    } catch (refusal) {
      if (performance.now() > end) throw refusal;
      await wait(50);
    }
}
