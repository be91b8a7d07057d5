import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  "alter table tokens add column search text not null default ''",
  'alter table tokens add column model text',
  'alter table tokens add column site text',
  'alter table tokens add column burner_id text',
  'alter table tokens add column is_handed_over bigint not null default 0',
  'alter table tokens add column updated_at bigint not null default 0',
  'create index tokens_list on tokens (serial, state, search)',
  'create index tokens_burner on tokens (burner_id, is_handed_over)',
  'create table custody (id text primary key, serial text not null, at bigint not null, kind text not null, by_person text not null, holder text, note text)',
  'create index custody_serial on custody (serial, at)',
  'alter table audit add column serial text',
  'create index audit_serial on audit (serial, seq) where serial is not null',
  'create index audit_event on audit (event, at)',
  'alter table requests add column has_text bigint not null default 0',
  'alter table requests add column has_health_reason bigint not null default 0',
  'create index requests_text on requests (has_text, state, updated_at)',
  'create index requests_health on requests (has_health_reason, state, updated_at)',
  'alter table burners add column doctor text',
  'update requests set has_text = 1 where doc like \'%"reasonText":%\' or doc like \'%"note":%\'',
  'update requests set has_health_reason = 1 where doc like \'%"reason":"accessibility"%\'',
];

type Old = {
  tokens: { serial: string; doc: string; search: string; model: string | null; burner_id: string | null };
  audit: { seq: number; data: string; serial: string | null };
};

/** What the list of tokens and the statement look for, in columns of their own. */
async function fillColumns(db: Kysely<Old>): Promise<void> {
  for (const { serial, doc } of await db.selectFrom('tokens').select(['serial', 'doc']).execute()) {
    const token = JSON.parse(doc) as {
      model: string | null;
      burnerId: string | null;
      holder: { name: string; upn: string } | null;
    };
    const search = [serial, token.model ?? '', token.holder?.name ?? '', token.holder?.upn ?? ''];
    const change = { search: search.join('\n').toLowerCase(), model: token.model, burner_id: token.burnerId };
    await db.updateTable('tokens').set(change).where('serial', '=', serial).execute();
  }
  const rows = await db
    .selectFrom('audit')
    .select(['seq', 'data'])
    .where('data', 'like', '%"serial":"%')
    .execute();
  for (const { seq, data } of rows) {
    const { serial } = JSON.parse(data) as { serial: string };
    await db.updateTable('audit').set({ serial }).where('seq', '=', seq).execute();
  }
}

export const books: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
    await fillColumns(db as Kysely<Old>);
  },
};
