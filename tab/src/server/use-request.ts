import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import type { RequestCommand, RequestState } from '@token-desk/contract/request';
import type { RequestDetail } from '@token-desk/contract/views';
import { useState } from 'react';
import { newerRow } from '../flow/newer.ts';
import type { Api } from './api.ts';
import { keepNewer } from './cache.ts';
import { problemOf, useSession } from './session.ts';
import { useReadProblem } from './use-problem.ts';

export type FollowedRequest = {
  readonly request: RequestDetail | null;
  readonly problem: Problem | null;
  read(): void;
  /** True when the server did it; a refusal stands in `problem`. */
  order(command: RequestCommand): Promise<boolean>;
};

const byVersion = { ageOf: ({ version }: RequestDetail) => version };

export function requestOptions(api: Api, requestId: string) {
  return {
    queryKey: ['request', requestId] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.call('getRequest', { params: { requestId }, signal }),
    structuralSharing: keepNewer<RequestDetail>((shown, answer) => newerRow(shown, answer, byVersion)),
    meta: {
      isMovedBy: (hint: LiveEvent) =>
        hint.type === 'look' || (hint.type === 'request' && hint.requestId === requestId),
    },
  };
}

/** One request as it is now, read again whenever it changes. */
export function useRequest(requestId: string): FollowedRequest {
  const { api } = useSession();
  const cache = useQueryClient();
  const options = requestOptions(api, requestId);
  const answer = useQuery(options);
  const request = answer.data ?? null;
  const readProblem = useReadProblem(answer);
  const [refused, setRefused] = useState<{ readonly problem: Problem; readonly state?: RequestState }>();
  // what was refused before says nothing about where it is now
  const isRefused = refused !== undefined && refused.state === request?.state;
  const order = async (command: RequestCommand) => {
    if (request === null) return false;
    setRefused(undefined);
    try {
      const body = { version: request.version, command };
      const now = await api.call('commandRequest', { params: { requestId }, body });
      cache.setQueryData<RequestDetail>(options.queryKey, now);
      return true;
    } catch (error) {
      const { data } = await answer.refetch();
      setRefused({ problem: problemOf(error), ...(data === undefined ? {} : { state: data.state }) });
      return false;
    }
  };
  return {
    request,
    problem: isRefused ? refused.problem : readProblem,
    read: () => void answer.refetch(),
    order,
  };
}
