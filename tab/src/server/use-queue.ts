import type { RequestQuery } from '@token-desk/contract/routes/requests';
import type { RequestSummary } from '@token-desk/contract/views';
import type { QueuePlace } from '../places/places.ts';
import { type LivePages, type LiveSource, useLivePages } from './use-live-pages.ts';

export type QueueFilter = Pick<
  QueuePlace,
  'q' | 'mine' | 'overdue' | 'withoutSecond' | 'state' | 'site' | 'sort' | 'down'
>;

export const requests: LiveSource<RequestQuery, RequestSummary> = {
  name: 'requests',
  readPage: (api, query, signal) => api.call('listRequests', { query, signal }),
  idOf: ({ id }) => id,
  ageOf: ({ version }) => version,
  isMovedBy: ({ type }) => type === 'request' || type === 'look',
};

/** Who is at the desk may stand anywhere in the list: it is read this far, whatever is shown of it. */
const pagesOfEverybody = 10;
const everybody: QueueFilter = {
  q: '',
  mine: false,
  overdue: false,
  withoutSecond: false,
  state: null,
  site: '',
  sort: null,
  down: false,
};

/** The requests as the address filters them. */
export function useQueue(filter: QueueFilter): LivePages<RequestSummary> {
  return useLivePages(requests, queryOf(filter));
}

/** Everybody who waits, to find one of them by name or badge. */
export function useEverybody(): LivePages<RequestSummary> {
  return useLivePages(requests, queryOf(everybody), pagesOfEverybody);
}

/** How many filters are set; a search is none of them. */
export function filtersSet({ mine, overdue, withoutSecond, state, site }: QueueFilter): number {
  return [mine, overdue, withoutSecond, state !== null, site !== ''].filter(Boolean).length;
}

/** A search looks at everything that ever was, and so does who is without a second way; else the queue is what is open. */
function queryOf({ q, mine, overdue, withoutSecond, state, site, sort, down }: QueueFilter): RequestQuery {
  return {
    scope: q.trim() === '' && !withoutSecond ? 'open' : 'all',
    ...(q.trim() === '' ? {} : { q: q.trim() }),
    ...(mine ? { mine: '1' as const } : {}),
    ...(overdue ? { overdue: '1' as const } : {}),
    ...(withoutSecond ? { withoutSecond: '1' as const } : {}),
    ...(state === null ? {} : { state }),
    ...(site === '' ? {} : { site }),
    ...(sort === null ? {} : { sort, ...(down ? { down: '1' as const } : {}) }),
  };
}
