import { type Kysely, type Migration, sql } from 'kysely';

/** A desk's `version` is its program's. */
const statements = [
  'alter table tokens add column version bigint not null default 1',
  'alter table burners add column row_version bigint not null default 1',
  'alter table settings add column version bigint not null default 1',
  'alter table conversations add column version bigint not null default 1',
];

type Old = { audit: { event: string; data: string }; burners: { id: string; state: string } };

/** A desk that was ever reported stolen is so for good, whatever was said of it later. */
async function markStolen(db: Kysely<Old>): Promise<void> {
  const rows = await db.selectFrom('audit').select('data').where('event', '=', 'burner_stolen').execute();
  for (const { data } of rows) {
    const { burnerId } = JSON.parse(data) as { burnerId: string };
    await db.updateTable('burners').set({ state: 'stolen' }).where('id', '=', burnerId).execute();
  }
}

/** Whatever a decision is made from is written only as it was seen. */
export const rowVersions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    await markStolen(db as Kysely<Old>);
  },
};
