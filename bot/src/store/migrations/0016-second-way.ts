import { type Kysely, type Migration, sql } from 'kysely';
import { searchText } from '../like.ts';

type Old = {
  requests: { id: string; state: string; doc: string; search: string; without_second: number };
};
type Doc = { readonly binding: { readonly methodId: string | null } | null };

const atOnce = 500;
const withToken = ['bound', 'handed_over', 'closed'];

/** Row by row in code: what a request was bound by stands in its document. */
async function fill(db: Kysely<Old>): Promise<void> {
  let id = '';
  for (;;) {
    const rows = await db
      .selectFrom('requests')
      .select(['id', 'state', 'doc', 'search'])
      .where('id', '>', id)
      .orderBy('id')
      .limit(atOnce)
      .execute();
    for (const row of rows) {
      id = row.id;
      const { binding } = JSON.parse(row.doc) as Doc;
      if (binding === null) continue;
      const search = `${row.search}\n${searchText([binding.methodId ?? ''])}`;
      const without_second = Number(withToken.includes(row.state));
      await db.updateTable('requests').set({ search, without_second }).where('id', '=', id).execute();
    }
    if (rows.length < atOnce) return;
  }
}

const oneOpen =
  "on requests (subject_id, is_spare) where state not in ('handed_over', 'closed', 'withdrawn', 'rejected', 'expired')";

/** Who has no second way in, a spare token beside the first, and requests found by Microsoft's id of a method. */
export const secondWay: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const column of ['without_second', 'is_spare'])
      await sql.raw(`alter table requests add column ${column} integer not null default 0`).execute(db);
    await fill(db as Kysely<Old>);
    await sql.raw('drop index requests_one_open').execute(db);
    await sql.raw(`create unique index requests_one_open ${oneOpen}`).execute(db);
    await sql
      .raw('create index requests_without_second on requests (updated_at, id) where without_second = 1')
      .execute(db);
  },
};
