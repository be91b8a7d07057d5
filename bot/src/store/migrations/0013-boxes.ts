import { type Kysely, type Migration, sql } from 'kysely';

/** Loaded tokens lie in boxes, whose list stays short however many tokens were ever handed out of them. */
export const boxes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw('alter table tokens add column box text').execute(db);
    await sql.raw('alter table tokens add column burned_at bigint').execute(db);
    await sql
      .raw(
        "create index tokens_boxes on tokens (box, state, burned_at) where box is not null and state in ('loaded', 'burned_unverified')",
      )
      .execute(db);
    await sql.raw('create index tokens_box on tokens (box, serial) where box is not null').execute(db);
  },
};
