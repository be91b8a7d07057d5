import type { RequestDetail } from '@token-desk/contract/api';
import { useEffect, useEffectEvent } from 'react';
import { problemOf, type Session } from '../session.ts';
import type { BurnEvent } from './burn-flow.ts';

const lookEveryMs = 3_000;
/** The Microsoft page itself gives up sooner. */
const lookForMs = 10 * 60_000;

/** While the person types the code at Microsoft: looks until exactly one new method is there, or ten minutes are over. */
export function useMethodWatch(
  isWatching: boolean,
  { api }: Session,
  request: RequestDetail | null,
  dispatch: (event: BurnEvent) => void,
): void {
  const look = useEffectEvent(async () => {
    if (request === null) return;
    const params = { requestId: request.id };
    const body = { version: request.version, command: { kind: 'look-for-method' } } as const;
    try {
      dispatch({ type: 'request-read', request: await api.call('commandRequest', { params, body }) });
    } catch (error) {
      const problem = problemOf(error);
      dispatch({ type: 'looked', problem });
      if (problem.code === 'methods-not-readable') dispatch({ type: 'looking-ended' });
      if (problem.code === 'request-changed')
        await api.call('getRequest', { params }).then(
          (newer) => dispatch({ type: 'request-read', request: newer }),
          () => {}, // the next look asks again
        );
    }
  });
  const end = useEffectEvent(() => dispatch({ type: 'looking-ended' }));
  useEffect(() => {
    if (!isWatching) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOn = true;
    const startedAt = Date.now();
    const again = () => {
      void look().then(() => {
        if (!isOn) return;
        if (Date.now() - startedAt > lookForMs) end();
        else timer = setTimeout(again, lookEveryMs);
      });
    };
    again();
    return () => {
      isOn = false;
      clearTimeout(timer);
    };
  }, [isWatching]);
}
