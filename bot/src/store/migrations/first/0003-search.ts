import { type Kysely, type Migration, sql } from 'kysely';
import { searchText } from '../../like.ts';

type Old = {
  requests: { id: string; search: string };
  tokens: { serial: string; search: string };
  audit: { seq: number; actor: string; data: string; search: string };
};

const atOnce = 500;

/** Row by row in code: neither database can fold. What was lower-cased before folds to the same as the text itself. */
async function refold(db: Kysely<Old>): Promise<void> {
  let id = '';
  for (;;) {
    const rows = await db
      .selectFrom('requests')
      .select(['id', 'search'])
      .where('id', '>', id)
      .orderBy('id')
      .limit(atOnce)
      .execute();
    for (const row of rows) {
      const search = searchText([row.search]);
      if (search !== row.search)
        await db.updateTable('requests').set({ search }).where('id', '=', row.id).execute();
      id = row.id;
    }
    if (rows.length < atOnce) break;
  }
  for (const row of await db.selectFrom('tokens').select(['serial', 'search']).execute()) {
    const search = searchText([row.search]);
    if (search !== row.search)
      await db.updateTable('tokens').set({ search }).where('serial', '=', row.serial).execute();
  }
}

type Named = { readonly name?: string; readonly person?: { readonly name: string; readonly upn: string } };

async function fillAudit(db: Kysely<Old>): Promise<void> {
  let seq = 0;
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .select(['seq', 'actor', 'data'])
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(atOnce)
      .execute();
    for (const row of rows) {
      const { name, person } = JSON.parse(row.actor) as Named;
      const said = Object.values(JSON.parse(row.data) as Readonly<Record<string, unknown>>);
      const parts = [person?.name, person?.upn, name, ...said].filter((part) => typeof part === 'string');
      await db
        .updateTable('audit')
        .set({ search: searchText(parts, 2_000) })
        .where('seq', '=', row.seq)
        .execute();
      seq = row.seq;
    }
    if (rows.length < atOnce) break;
  }
}

/** Search finds Jürgen by "jurg": the searched columns are folded, and the audit has one. */
export const search: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw("alter table audit add column search text not null default ''").execute(db);
    await refold(db as Kysely<Old>);
    await fillAudit(db as Kysely<Old>);
  },
};
