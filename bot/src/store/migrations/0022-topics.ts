import { type Kysely, type Migration, sql } from 'kysely';

/** What a channel is told, and of which team it is. Those that were bound go on with what they were told. */
export const topics: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const run = (statement: string) => sql.raw(statement).execute(db);
    await run("alter table conversations add column topics text not null default ''");
    await run('alter table conversations add column team_id text');
    await run("update conversations set topics = 'technicians security' where kind = 'channel'");
  },
};
