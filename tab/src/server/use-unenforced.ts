import type { EnforcementGuards, Unenforced } from '@token-desk/contract/routes/enforcement';
import { type LivePages, type LiveSource, useLivePages } from './use-live-pages.ts';

/** With what asks for MFA in the tenant, as it was read with this page. */
export type UnenforcedRow = Unenforced & { readonly guards: EnforcementGuards };

const source: LiveSource<object, UnenforcedRow> = {
  name: 'unenforced',
  readPage: async (api, query, signal) => {
    const { items, guards, ...page } = await api.call('listUnenforced', { query, signal });
    return { ...page, items: items.map((item) => ({ ...item, guards })) };
  },
  idOf: ({ requestId }) => requestId,
  ageOf: ({ version }) => version,
  // each reading asks Microsoft for all of them: only when somebody wants it
  isMovedBy: () => false,
};
const everybody = {};

/** Whose token is bound while nobody has said that MFA is on, the longest first. */
export function useUnenforced(): LivePages<UnenforcedRow> {
  return useLivePages(source, everybody);
}
