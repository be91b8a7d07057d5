import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Difference, DifferenceQuery, Differences } from '@token-desk/contract/entra/differences';
import type { Problem } from '@token-desk/contract/problem';
import type { DifferencesPlace } from '../places/places.ts';
import { useSession } from './session.ts';
import { useAskingAgain, useReadProblem } from './use-problem.ts';

/** While Microsoft is being asked, how far it is. */
const progressEveryMs = 2_000;

export type DifferencePages = {
  /** What the newest answer says beside its rows; null: none came yet. */
  readonly differences: Differences | null;
  readonly rows: readonly Difference[];
  readonly next: string | null;
  readonly problem: Problem | null;
  read(): void;
  readMore(): void;
  /** Has Microsoft asked anew. */
  askAgain(): void;
};

/** Where Microsoft and our books differ, the worst first. */
export function useDifferences({ kind, decided }: DifferencesPlace): DifferencePages {
  const { api } = useSession();
  const query: DifferenceQuery = {
    ...(kind === null ? {} : { kind }),
    ...(decided ? { decided: '1' } : {}),
  };
  const answer = useInfiniteQuery({
    queryKey: ['differences', query],
    queryFn: ({ pageParam, signal }) =>
      api.call('listDifferences', {
        query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }: Differences) => next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      (state.data?.pages.at(-1)?.reading ?? null) === null ? false : progressEveryMs,
  });
  const readProblem = useReadProblem(answer);
  const pages = answer.data?.pages ?? [];
  const last = pages.at(-1) ?? null;
  const read = () => void answer.refetch();
  const again = useAskingAgain(() => api.call('listDifferences', { query: { again: '1' } }), read);
  return {
    differences: last,
    rows: pages.flatMap(({ items }) => items),
    next: last?.next ?? null,
    problem: readProblem ?? again.problem,
    read,
    readMore: () => void answer.fetchNextPage({ cancelRefetch: false }),
    askAgain: again.askAgain,
  };
}
