import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  // None of them lives longer than ten minutes, and none of before has the half that names it.
  'delete from pairing_codes',
  'drop index pairing_codes_hash',
  "alter table pairing_codes add column code_name text not null default ''",
  'create unique index pairing_codes_name on pairing_codes (code_name)',
  'create table spent (key text primary key, free_at bigint not null)',
  'create index spent_free on spent (free_at)',
];

/** Pairing codes have a half that names them; what somebody spent is counted for all servers alike. */
export const spending: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
