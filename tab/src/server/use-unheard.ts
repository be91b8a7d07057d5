import type { Unheard } from '@token-desk/contract/chat/notice';
import { type LivePages, type LiveSource, useLivePages } from './use-live-pages.ts';

const source: LiveSource<object, Unheard> = {
  name: 'unheard',
  readPage: (api, query, signal) => api.call('listUnheard', { query, signal }),
  idOf: ({ id }) => id,
  ageOf: ({ tries }) => tries,
  isMovedBy: ({ type }) => type === 'request' || type === 'look',
};
const everybody = {};

/** Lines that have not reached whom they are for, the oldest first. */
export function useUnheard(): LivePages<Unheard> {
  return useLivePages(source, everybody);
}
