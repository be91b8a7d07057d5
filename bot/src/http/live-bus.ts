import type { LiveEvent } from '@token-desk/contract/api';
import type { Log } from '../log.ts';
import type { LiveBus } from '../ports.ts';

/** Hints between the use cases and the open streams of this process. */
export function createLiveBus(log: Log): LiveBus {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          // One bad listener must not undo what has already been committed.
          log.error({ err: error }, 'live event not delivered');
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
