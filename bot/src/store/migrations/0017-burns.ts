import { type Kysely, type Migration, sql } from 'kysely';

/** What a token was last written with, found by its serial. */
export const burns: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw("create index jobs_burns on jobs (serial, created_at, id) where kind = 'burn'").execute(db);
  },
};
