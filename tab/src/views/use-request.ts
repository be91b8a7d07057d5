import type { RequestDetail } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import type { RequestCommand } from '@token-desk/contract/request';
import { useCallback, useEffect, useState } from 'react';
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
  const read = useCallback(() => {
    api
      .call('getRequest', { params: { requestId } })
      .then(setRequest, (error: unknown) => setProblem(problemOf(error)));
  }, [api, requestId]);
  useEffect(read, [read]);
  useLive((hint) => {
    if (hint.type === 'look' || (hint.type === 'request' && hint.requestId === requestId)) read();
  });
  const order = async (command: RequestCommand) => {
    if (request === null) return false;
    setProblem(null);
    try {
      const body = { version: request.version, command };
      setRequest(await api.call('commandRequest', { params: { requestId }, body }));
      return true;
    } catch (error) {
      setProblem(problemOf(error));
      read();
      return false;
    }
  };
  return { request, problem, read, order };
}
