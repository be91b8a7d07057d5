import { useQuery } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import type { Unheard } from '@token-desk/contract/chat/notice';
import { useSession } from './session.ts';
import { type LivePages, type LiveSource, useLivePages } from './use-live-pages.ts';

const isMovedBy = ({ type }: LiveEvent) => type === 'request' || type === 'look';

const source: LiveSource<object, Unheard> = {
  name: 'unheard',
  readPage: (api, query, signal) => api.call('listUnheard', { query, signal }),
  idOf: ({ id }) => id,
  ageOf: ({ tries }) => tries,
  isMovedBy,
};
const everybody = {};

/** Lines that have not reached whom they are for, the oldest first. */
export function useUnheard(): LivePages<Unheard> {
  return useLivePages(source, everybody);
}

/** How many; 0 while it is not known. */
export function useUnheardCount(): number {
  const { api } = useSession();
  const answer = useQuery({
    queryKey: ['unheard-count'],
    queryFn: ({ signal }) => api.call('countUnheard', { signal }),
    meta: { isMovedBy, isList: true },
  });
  return answer.data?.total ?? 0;
}
