import type { TokenView } from '@token-desk/contract/token/record';
import type { TokensPlace } from '../places/places.ts';
import { type LivePages, type LiveSource, useLivePages } from './use-live-pages.ts';

type Filter = Pick<TokensPlace, 'q' | 'state' | 'from'>;

const queryOf = ({ q, state, from }: Filter) => ({
  ...(q === '' ? {} : { q }),
  ...(state === null ? {} : { state }),
  ...(from === null ? {} : { notHandedOverFrom: from }),
});

const tokens: LiveSource<ReturnType<typeof queryOf>, TokenView> = {
  name: 'tokens',
  readPage: (api, query, signal) => api.call('listTokens', { query, signal }),
  idOf: ({ serial }) => serial,
  ageOf: ({ updatedAt }) => updatedAt,
  isMovedBy: ({ type }) => type !== 'burner',
};

/** The inventory as the address filters it. */
export function useTokens(filter: Filter): LivePages<TokenView> {
  return useLivePages(tokens, queryOf(filter));
}
