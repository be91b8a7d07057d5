import { type Query, QueryClient, replaceEqualDeep } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import type { BurnerView } from '@token-desk/contract/views';
import type { Live } from './live.ts';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** Whether what is shown may be otherwise after this hint, and is read again. */
      readonly isMovedBy?: (hint: LiveEvent, shown: unknown) => boolean;
      /** A burst of changes is one look. */
      readonly isList?: boolean;
    };
  }
}

export const burnersKey = ['burners'] as const;
export const jobKey = (jobId: string) => ['job', jobId] as const;
/** Letters typed in a row are one search; a burst of changes is one look. */
export const settleMs = 120;

/**
 * What the server said, as long as somebody looks at it. A call tries again by itself (`api.ts`), and what changed is
 * told by live hints: nothing is read again for a focus or a network that came back.
 */
export function createCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        gcTime: 0,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
}

/** Of what is shown and an answer, the newer; what did not change stays the same object, and is not drawn anew. */
export function keepNewer<T>(newer: (shown: T | undefined, answer: T) => T) {
  return (shown: unknown, answer: unknown): unknown =>
    replaceEqualDeep(shown, newer(shown as T | undefined, answer as T));
}

/** Reads again what the hints move, until the returned function is called. */
export function followLive(cache: QueryClient, live: Pick<Live, 'subscribe'>): () => void {
  const moved = new Set<Query>();
  let settling: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    settling = undefined;
    for (const query of moved) readAgain(cache, query);
    moved.clear();
  };
  const stop = live.subscribe((hint) => {
    take(cache, hint);
    for (const query of cache.getQueryCache().getAll()) {
      if (query.meta?.isMovedBy?.(hint, query.state.data) !== true) continue;
      if (query.meta.isList !== true) readAgain(cache, query);
      else {
        moved.add(query);
        settling ??= setTimeout(settle, settleMs);
      }
    }
  });
  return () => {
    stop();
    clearTimeout(settling);
  };
}

/** A hint that carries the thing itself is shown at once. */
function take(cache: QueryClient, hint: LiveEvent): void {
  if (hint.type !== 'job' && hint.type !== 'burner') return;
  const queryKey = hint.type === 'job' ? jobKey(hint.job.id) : burnersKey;
  const query = cache.getQueryCache().find({ queryKey });
  if (query === undefined) return;
  if (hint.type === 'job') cache.setQueryData(queryKey, hint.job);
  else
    cache.setQueryData<readonly BurnerView[]>(queryKey, (shown) =>
      shown === undefined ? shown : [...shown.filter(({ id }) => id !== hint.burner.id), hint.burner],
    );
  // an answer that is on its way may be from before
  if (query.state.fetchStatus !== 'idle') readAgain(cache, query);
}

const waiting = new WeakSet<Query>();

/** Once more after what is being read now: it may be from before the change, and a slow server still gets to answer. */
function readAgain(cache: QueryClient, query: Query): void {
  const { queryKey, state, promise } = query;
  if (state.fetchStatus === 'idle') {
    void cache.refetchQueries({ queryKey, exact: true, type: 'active' });
    return;
  }
  if (waiting.has(query) || promise === undefined) return;
  waiting.add(query);
  const again = () => {
    waiting.delete(query);
    readAgain(cache, query);
  };
  promise.then(again, again);
}
