import { useInfiniteQuery } from '@tanstack/react-query';
import type { ListedAuditRow } from '@token-desk/contract/audit-row';
import { otherEventKind } from '@token-desk/contract/audit-row';
import type { Problem } from '@token-desk/contract/problem';
import { requestEventKind } from '@token-desk/contract/request-event';
import type { AuditPlace } from '../places/places.ts';
import { useSession } from './session.ts';
import { useReadProblem } from './use-problem.ts';

/** The filters of the address as the API takes them; what is no event or day is left out. The order is not among them. */
export function filterOf({ requestId, serial, who, event, from, to }: AuditPlace) {
  const known = requestEventKind.safeParse(event).data ?? otherEventKind.safeParse(event).data;
  return {
    ...(requestId === null ? {} : { requestId }),
    ...(serial === '' ? {} : { serial }),
    ...(who === '' ? {} : { who }),
    ...(known === undefined ? {} : { event: known }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
}

const queryOf = (place: AuditPlace) => ({
  ...filterOf(place),
  ...(place.order === 'oldest' || place.requestId !== null ? {} : { order: 'newest' as const }),
});

export type AuditRows = {
  readonly rows: readonly ListedAuditRow[] | null;
  readonly next: number | null;
  readonly problem: Problem | null;
  read(): void;
  readMore(): void;
};

export function useAudit(place: AuditPlace): AuditRows {
  const { api } = useSession();
  const query = queryOf(place);
  const answer = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      api.call('listAudit', {
        query: { ...query, ...(pageParam === null ? {} : { after: String(pageParam) }) },
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
  const problem = useReadProblem(answer);
  const pages = answer.data?.pages;
  return {
    rows: pages?.flatMap(({ items }) => items) ?? null,
    next: pages?.at(-1)?.next ?? null,
    problem,
    read: () => void answer.refetch(),
    readMore: () => void answer.fetchNextPage({ cancelRefetch: false }),
  };
}
