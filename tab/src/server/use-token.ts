import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import type { TokenCommand, TokenDetail } from '@token-desk/contract/token/record';
import { useState } from 'react';
import { newerRow } from '../flow/newer.ts';
import type { Api } from './api.ts';
import { keepNewer } from './cache.ts';
import { problemOf, useSession } from './session.ts';
import { useReadProblem } from './use-problem.ts';

export type FollowedToken = {
  readonly token: TokenDetail | null;
  /** The books do not have this serial. */
  readonly isUnknown: boolean;
  readonly problem: Problem | null;
  read(): void;
  /** True when the server did it; a refusal stands in `problem`. */
  order(command: TokenCommand): Promise<boolean>;
};

/** Null where the books do not have it: as old as it can be. */
const byTime = { ageOf: (token: TokenDetail | null) => token?.updatedAt ?? 0 };

export function tokenOptions(api: Api, serial: string) {
  return {
    queryKey: ['token', serial] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.call('getToken', { params: { serial }, signal }).catch((error: unknown) => {
        if (problemOf(error).code === 'token-not-in-books') return null;
        throw error;
      }),
    structuralSharing: keepNewer<TokenDetail | null>((shown, answer) => newerRow(shown, answer, byTime)),
    meta: {
      isMovedBy: (hint: LiveEvent) =>
        hint.type === 'look' ||
        hint.type === 'request' ||
        (hint.type === 'job' && hint.job.offer.serial === serial && hint.job.state === 'done'),
    },
  };
}

/** One token as the books have it now. */
export function useToken(serial: string): FollowedToken {
  const { api } = useSession();
  const cache = useQueryClient();
  const options = tokenOptions(api, serial);
  const answer = useQuery(options);
  const readProblem = useReadProblem(answer);
  const [refused, setRefused] = useState<Problem | null>(null);
  return {
    token: answer.data ?? null,
    isUnknown: answer.data === null,
    problem: refused ?? readProblem,
    read: () => void answer.refetch(),
    async order(body) {
      setRefused(null);
      try {
        const now = await api.call('commandToken', { params: { serial }, body });
        cache.setQueryData<TokenDetail | null>(options.queryKey, now);
        return true;
      } catch (error) {
        setRefused(problemOf(error));
        return false;
      }
    },
  };
}
