import { type Kysely, type Migration, sql } from 'kysely';

/** What has to be done about a token, by a time: at most one is open for each token. */
export const tasks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const run = (statement: string) => sql.raw(statement).execute(db);
    await run(`create table tasks (
      id text primary key, version bigint not null, serial text not null, subject_id text not null, is_open bigint not null,
      opened_at bigint not null, ended_at bigint, doc text not null)`);
    await run('create unique index tasks_open_serial on tasks (serial) where is_open = 1');
    await run('create index tasks_open on tasks (opened_at, id) where is_open = 1');
    await run('create index tasks_ended on tasks (ended_at) where ended_at is not null');
  },
};
