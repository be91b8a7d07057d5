import { type Kysely, type Migration, sql } from 'kysely';

const oneOpen =
  "on requests (subject_id, is_spare, aside_by) where state not in ('handed_over', 'closed', 'withdrawn', 'rejected', 'expired')";

/** What a stranger asks for stands beside the one open request of a person, one of each stranger. */
export const askedAside: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw("alter table requests add column aside_by text not null default ''").execute(db);
    await sql.raw('drop index requests_one_open').execute(db);
    await sql.raw(`create unique index requests_one_open ${oneOpen}`).execute(db);
  },
};
