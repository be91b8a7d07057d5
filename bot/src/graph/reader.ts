import { ProblemError } from '@token-desk/contract/problem';
import type { Clock, ReadingState } from '../ports.ts';
import { TimedCache } from './timed-cache.ts';

export type ReadingProgress = { readonly done: number; readonly of: number | null };

const lifetimeMs = 10 * 60_000;
/** What was just read is not read anew; what came to nothing only by somebody's word. */
const restMs = 30_000;
/** Nine thousand people by their lists take some minutes. */
const readingTimeoutMs = 60 * 60_000;

/** Reads something long once for all who ask, in the background; what was read before is told meanwhile. */
export function createReader<Found extends { readonly readAt: number }, Asked>(
  read: (
    asked: Asked,
    onProgress: (progress: ReadingProgress) => void,
    signal: AbortSignal,
  ) => Promise<Omit<Found, 'readAt'>>,
  clock: Clock,
): (options: { readonly again: boolean }, asked: Asked) => ReadingState<Found> {
  const cache = new TimedCache<void>(lifetimeMs, clock);
  let last: Found | null = null;
  let progress: ReadingProgress | null = null;
  let failure: { readonly code: NonNullable<ReadingState<Found>['failure']>; readonly at: number } | null =
    null;

  const readNow = async (asked: Asked): Promise<void> => {
    progress = { done: 0, of: null };
    try {
      const onProgress = (told: ReadingProgress) => {
        progress = told;
      };
      const found = await read(asked, onProgress, AbortSignal.timeout(readingTimeoutMs));
      last = { ...found, readAt: clock.now() } as Found;
      failure = null;
    } catch (error) {
      // Told to whoever asks; a fault that is no answer of Microsoft's reads the same to them.
      const isRefused = error instanceof ProblemError && error.problem.code === 'directory-refused';
      failure = { code: isRefused ? 'directory-refused' : 'directory-unavailable', at: clock.now() };
      throw error;
    } finally {
      progress = null;
    }
  };
  const nothing = Promise.resolve();

  return ({ again }, asked) => {
    const isRecent = (at: number | undefined) => at !== undefined && clock.now() - at < restMs;
    if (again && !isRecent(last?.readAt)) cache.forget('');
    const isResting = !again && progress === null && isRecent(failure?.at);
    const settled = isResting ? nothing : cache.get('', () => readNow(asked)).catch(() => undefined);
    return { last, progress, failure: failure?.code ?? null, settled };
  };
}
