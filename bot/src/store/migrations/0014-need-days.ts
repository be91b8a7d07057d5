import { type Kysely, type Migration, sql } from 'kysely';

/** How many people stood in which group, the last reading of each day: numbers, no names. */
export const needDays: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw('create table need_days (day text primary key, read_at bigint not null, totals text not null)')
      .execute(db);
  },
};
