import type { RequestDetail } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import type { RequestCommand } from '@token-desk/contract/request';
import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf, useLive, useSession } from '../session.ts';

export type FollowedRequest = {
  readonly request: RequestDetail | null;
  readonly problem: Problem | null;
  read(): void;
  /** True when the server did it; a refusal stands in `problem`. */
  order(command: RequestCommand): Promise<boolean>;
};

/** One request as it is now, read again whenever it changes. */
export function useRequest(requestId: string): FollowedRequest {
  const { api } = useSession();
  const [request, setRequest] = useState<RequestDetail | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const shown = useRef<RequestDetail | null>(null);
  const show = useCallback((now: RequestDetail) => {
    // what was refused before says nothing about where it is now
    if (shown.current?.state !== now.state) setProblem(null);
    shown.current = now;
    setRequest(now);
  }, []);
  const read = useCallback(() => {
    api
      .call('getRequest', { params: { requestId } })
      .then(show, (error: unknown) => setProblem(problemOf(error)));
  }, [api, requestId, show]);
  useEffect(read, [read]);
  useLive((hint) => {
    if (hint.type === 'look' || (hint.type === 'request' && hint.requestId === requestId)) read();
  });
  const order = async (command: RequestCommand) => {
    if (request === null) return false;
    setProblem(null);
    try {
      const body = { version: request.version, command };
      show(await api.call('commandRequest', { params: { requestId }, body }));
      return true;
    } catch (error) {
      const refused = problemOf(error);
      await api.call('getRequest', { params: { requestId } }).then(show, () => {}); // then what is shown stays
      setProblem(refused);
      return false;
    }
  };
  return { request, problem, read, order };
}
