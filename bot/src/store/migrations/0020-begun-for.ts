import { type Kysely, type Migration, sql } from 'kysely';

/** Which token was begun to be loaded for a request: whoever comes back to the request goes on with it. */
export const begunFor: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw('alter table tokens add column begun_for text').execute(db);
    await sql.raw('create index tokens_begun on tokens (begun_for) where begun_for is not null').execute(db);
  },
};
