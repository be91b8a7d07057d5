import type { Kysely, Migration } from 'kysely';
import { searchText } from '../like.ts';

type Old = { tokens: { serial: string; doc: string; search: string } };
type Doc = {
  readonly methodId?: string | null;
  readonly leftMethods?: readonly { readonly methodId: string }[];
};

const atOnce = 500;

/** A token is found by Microsoft's id of the method it is registered as, and by those it left behind. */
export const methodsFound: Migration = {
  async up(store: Kysely<unknown>): Promise<void> {
    const db = store as Kysely<Old>;
    let serial = '';
    for (;;) {
      const rows = await db
        .selectFrom('tokens')
        .select(['serial', 'doc', 'search'])
        .where('serial', '>', serial)
        .orderBy('serial')
        .limit(atOnce)
        .execute();
      for (const row of rows) {
        serial = row.serial;
        const { methodId, leftMethods } = JSON.parse(row.doc) as Doc;
        const ids = [methodId ?? '', ...(leftMethods ?? []).map((left) => left.methodId)].filter(Boolean);
        if (ids.length === 0) continue;
        const search = `${searchText(ids)}\n${row.search}`;
        await db.updateTable('tokens').set({ search }).where('serial', '=', row.serial).execute();
      }
      if (rows.length < atOnce) return;
    }
  },
};
