import { useQuery } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import { useSession } from './session.ts';

type TotalRoute =
  | 'countApprovals'
  | 'countDifferences'
  | 'countLeftOver'
  | 'countUnenforced'
  | 'countUnheard'
  | 'countWithoutSecond';

/** How many of something wait for somebody; 0 while it is not known. */
export function useTotal(route: TotalRoute): number {
  const { api } = useSession();
  const answer = useQuery({
    queryKey: [route],
    queryFn: ({ signal }) => api.call(route, { signal }),
    meta: {
      isMovedBy: ({ type }: LiveEvent) => type === 'request' || type === 'look',
      isList: true,
    },
  });
  return answer.data?.total ?? 0;
}
