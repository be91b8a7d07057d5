import { ProblemError } from '@token-desk/contract/problem';
import type { NeedFacts } from '../../domain/entra/needs.ts';
import type { Clock, Directory, NeedState } from '../../ports.ts';
import { TimedCache } from '../timed-cache.ts';
import type { NeedProgress } from './need-reading.ts';

export type AskNeeds = Directory['needs'];

const lifetimeMs = 10 * 60_000;
/** What was just read is not read anew; what came to nothing only by somebody's word. */
const restMs = 30_000;
/** Nine thousand people by their lists take some minutes. */
const readingTimeoutMs = 60 * 60_000;

/** Reads everybody once for all who ask, in the background; what was read before is told meanwhile. */
export function createNeedsReader(
  read: (
    onProgress: (progress: NeedProgress) => void,
    signal: AbortSignal,
  ) => Promise<Omit<NeedFacts, 'readAt'>>,
  clock: Clock,
): AskNeeds {
  const cache = new TimedCache<void>(lifetimeMs, clock);
  let last: NeedFacts | null = null;
  let progress: NeedProgress | null = null;
  let failure: { readonly code: NonNullable<NeedState['failure']>; readonly at: number } | null = null;

  const readNow = async (): Promise<void> => {
    progress = { done: 0, of: null };
    try {
      const found = await read((told) => {
        progress = told;
      }, AbortSignal.timeout(readingTimeoutMs));
      last = { ...found, readAt: clock.now() };
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

  return ({ again }) => {
    const isRecent = (at: number | undefined) => at !== undefined && clock.now() - at < restMs;
    if (again && !isRecent(last?.readAt)) cache.forget('');
    const isResting = !again && progress === null && isRecent(failure?.at);
    const settled = isResting ? nothing : cache.get('', readNow).catch(() => undefined);
    return { last, progress, failure: failure?.code ?? null, settled };
  };
}
