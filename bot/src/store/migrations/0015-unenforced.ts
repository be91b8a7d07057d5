import { type Kysely, type Migration, sql } from 'kysely';

type Old = { requests: { id: string; state: string; doc: string; unenforced_since: number | null } };
const atOnce = 500;

/** For whom MFA is still off: the list stays short however many requests there ever were. */
export const unenforced: Migration = {
  async up(store: Kysely<unknown>): Promise<void> {
    await sql.raw('alter table requests add column unenforced_since bigint').execute(store);
    const db = store as Kysely<Old>;
    let id = '';
    for (;;) {
      const rows = await db
        .selectFrom('requests')
        .select(['id', 'doc'])
        .where('id', '>', id)
        .where('state', 'in', ['bound', 'handed_over', 'closed'])
        .orderBy('id')
        .limit(atOnce)
        .execute();
      for (const row of rows) {
        id = row.id;
        const { binding } = JSON.parse(row.doc) as { readonly binding: { readonly at: number } | null };
        if (binding === null) continue;
        await db.updateTable('requests').set({ unenforced_since: binding.at }).where('id', '=', id).execute();
      }
      if (rows.length < atOnce) break;
    }
    await sql
      .raw(
        'create index requests_unenforced on requests (unenforced_since, id) where unenforced_since is not null',
      )
      .execute(store);
  },
};
