import { type Kysely, type Migration, sql } from 'kysely';

const statements = [
  // A call always named who called, a vouched check who vouched.
  `update requests set has_text = 1 where has_text = 0 and (doc like '%"vouchedBy":%' or doc like '%"call":{%')`,
  'drop index requests_text',
  'drop index requests_health',
  // What is kept counts its days in every state.
  'create index requests_text on requests (has_text, updated_at)',
  'create index requests_health on requests (has_health_reason, updated_at)',
  'create index custody_at on custody (at)',
];

/** Everybody's own words count as such, and each class of data ends in every state. */
export const kept: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
