import { type Kysely, type Migration, sql } from 'kysely';

/** People who were asked for in one go, forms that were begun, and people who have no account yet. */
export const cohorts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const run = (statement: string) => sql.raw(statement).execute(db);
    await run('alter table requests add column cohort_id text');
    await run('create index requests_cohort on requests (cohort_id) where cohort_id is not null');
    // A card shows a request or all of a submission: its id is no longer one of requests alone.
    await run(`create table shown (
      conversation_id text not null, request_id text not null, activity_id text not null, version bigint not null,
      primary key (conversation_id, request_id))`);
    await run('insert into shown select conversation_id, request_id, activity_id, version from cards');
    await run('drop table cards');
    await run('alter table shown rename to cards');
    await run(`create table drafts (
      person_id text not null, kind text not null, version bigint not null, doc text not null, updated_at bigint not null,
      primary key (person_id, kind))`);
    await run(`create table joiners (
      id text primary key, version bigint not null, asked_by text not null, match_key text not null,
      starts_on text not null, updated_at bigint not null, doc text not null)`);
    await run('create index joiners_asked on joiners (asked_by)');
  },
};
