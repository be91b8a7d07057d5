import type { RequestDetail } from '@token-desk/contract/views';
import { useEffect, useEffectEvent } from 'react';
import type { BurnEvent } from '../flow/burn/burn-flow.ts';
import type { Session } from '../server/session.ts';
import { lookForMethod } from './look-for-method.ts';

/** Who has the code in hand needs less than a minute, and then everybody waits for this look. */
const eagerForMs = 60_000;
const eagerEveryMs = 1_000;
const lookEveryMs = 3_000;
/** The Microsoft page itself gives up sooner. */
const lookForMs = 10 * 60_000;

/**
 * While the person types the code at Microsoft: looks until exactly one new method is there, or ten minutes are over.
 * Whoever comes back from Microsoft's window to this one comes to see it: then it looks at once.
 */
export function useMethodWatch(
  isWatching: boolean,
  session: Session,
  looked: { readonly request: RequestDetail | null; readonly graphRequestId?: string },
  dispatch: (event: BurnEvent) => void,
): void {
  const look = useEffectEvent(async () => {
    const { request, ...number } = looked;
    if (request !== null) await lookForMethod(session, { shown: request, ...number }, dispatch);
  });
  const end = useEffectEvent(() => dispatch({ type: 'looking-ended' }));
  useEffect(() => {
    if (!isWatching) return;
    const watching = new AbortController();
    const { signal } = watching;
    let timer: ReturnType<typeof setTimeout>;
    let isLooking = false;
    let isAskedMeanwhile = false;
    const startedAt = Date.now();
    const again = () => {
      clearTimeout(timer);
      isAskedMeanwhile = isLooking;
      if (isLooking) return;
      isLooking = true;
      void look().then(() => {
        isLooking = false;
        if (signal.aborted) return;
        const sinceMs = Date.now() - startedAt;
        const pauseMs = sinceMs < eagerForMs ? eagerEveryMs : lookEveryMs;
        if (sinceMs > lookForMs) end();
        else timer = setTimeout(again, isAskedMeanwhile ? 0 : pauseMs);
      });
    };
    again();
    addEventListener('focus', again, { signal });
    document.addEventListener('visibilitychange', () => document.hidden || again(), { signal });
    return () => {
      watching.abort();
      clearTimeout(timer);
    };
  }, [isWatching]);
}
