import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  'alter table burners add column replaced_by text',
  'create index burners_identity on burners (identity_key)',
  'create index burners_link on burners (link_key)',
  'create table set_apart (seq bigint primary key, acknowledged_at bigint)',
  'create index set_apart_open on set_apart (seq) where acknowledged_at is null',
];

type Old = {
  burners: { id: string; replaced_by: string | null };
  audit: { event: string; data: string };
};

/** Who was paired again was never revoked by anybody: the books say which. */
async function fill(db: Kysely<Old>): Promise<void> {
  const rows = await db
    .selectFrom('audit')
    .select('data')
    .where('event', '=', 'burner_revoked')
    .where('data', 'like', '%"replacedBy":"%')
    .execute();
  for (const { data } of rows) {
    const { burnerId, replacedBy } = JSON.parse(data) as { burnerId: string; replacedBy: string };
    await db.updateTable('burners').set({ replaced_by: replacedBy }).where('id', '=', burnerId).execute();
  }
}

/** Which desks are shut out for good, and which receipts still wait for somebody to look at them. */
export const shutOut: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    await fill(db as Kysely<Old>);
  },
};
