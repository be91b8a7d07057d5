import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { NeedQuery, NeedRow, Needs } from '@token-desk/contract/entra/needs';
import type { Problem } from '@token-desk/contract/problem';
import type { NeedsPlace } from '../../places/places.ts';
import type { Api } from '../api.ts';
import { useSession } from '../session.ts';
import { useAskingAgain, useReadProblem } from '../use-problem.ts';

/** While Microsoft is being asked, how far it is. */
const progressEveryMs = 2_000;

/** The filters of the address as the API takes them. */
export const needQueryOf = ({ group, q }: Pick<NeedsPlace, 'group' | 'q'>): NeedQuery => ({
  ...(group === null ? {} : { group }),
  ...(q === '' ? {} : { q }),
});

export type NeedPages = {
  /** What the newest answer says beside its rows; null: none came yet. */
  readonly needs: Needs | null;
  readonly rows: readonly NeedRow[];
  readonly next: string | null;
  readonly problem: Problem | null;
  read(): void;
  readMore(): void;
  /** Has Microsoft asked anew. */
  askAgain(): void;
};

export function useNeeds(place: NeedsPlace): NeedPages {
  const { api } = useSession();
  const query = needQueryOf(place);
  // What stood there stays while another filter is asked for.
  const answer = useInfiniteQuery({ ...needsOptions(api, query), placeholderData: keepPreviousData });
  const pages = answer.data?.pages ?? [];
  const last = pages.at(-1) ?? null;
  const isReading = last !== null && last.reading !== null;
  const read = () => void answer.refetch();
  const again = useAskingAgain(() => api.call('getNeeds', { query: { again: '1' } }), read);
  const readAll = () => void answer.refetch({ cancelRefetch: false });
  const progress = useQuery({ ...progressOptions(api, query, readAll), enabled: isReading });
  const isOn = isReading && progress.data !== undefined && progress.data.reading !== null;
  const readProblem = useReadProblem(isReading && progress.isError ? progress : answer);
  return {
    needs: isOn ? progress.data : last,
    rows: pages.flatMap(({ items }) => items),
    next: last?.next ?? null,
    problem: readProblem ?? again.problem,
    read,
    readMore: () => void answer.fetchNextPage({ cancelRefetch: false }),
    askAgain: again.askAgain,
  };
}

export const needsOptions = (api: Pick<Api, 'call'>, query: NeedQuery) => ({
  queryKey: ['needs', query] as const,
  queryFn: ({ pageParam, signal }: { readonly pageParam: string | null; readonly signal: AbortSignal }) =>
    api.call('getNeeds', {
      query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }: Needs) => next,
});

/** How far a reading is, by the first page alone; `onEnd`: every page is to be read again. */
export const progressOptions = (api: Pick<Api, 'call'>, query: NeedQuery, onEnd: () => void) => ({
  queryKey: ['needs-progress', query] as const,
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
    const now = await api.call('getNeeds', { query, signal });
    if (now.reading === null) onEnd();
    return now;
  },
  refetchInterval: progressEveryMs,
});
