import { type Kysely, type Migration, sql } from 'kysely';

/** Which tokens have left a device at Microsoft: they are counted and listed by it. */
export const leftDevices: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const run = (statement: string) => sql.raw(statement).execute(db);
    await run('alter table tokens add column has_left_devices bigint not null default 0');
    await run(`update tokens set has_left_devices = 1 where doc like '%"leftDevices":["%'`);
    await run('create index tokens_left_devices on tokens (serial) where has_left_devices = 1');
  },
};
