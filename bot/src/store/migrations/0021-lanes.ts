import { type Kysely, type Migration, sql } from 'kysely';

/**
 * What waits to be told gets one lane per conversation: when its turn comes, who has it, and what was sent lately. Each line
 * that is told gets a row in the ledger, which stays when the line has gone. What waits now stands in it as well, and what was given
 * up before as unheard, with nobody whose duty it is.
 */
export const lanes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const run = (statement: string) => sql.raw(statement).execute(db);
    await run(`create table notices (
      id text primary key, seq bigint not null, kind text not null, event text not null, request_id text not null,
      conversation_id text, person_id text, made_at bigint not null, state text not null, why text, ended_at bigint,
      tries bigint not null, maybe_twice bigint not null, duty_of text, duty_due bigint, done_by text)`);
    await run(`insert into notices
      select outbox.id, outbox.seq, outbox.kind, outbox.event, outbox.request_id, outbox.conversation_id, conversations.person_id,
        coalesce(outbox.given_up_at, outbox.due_at), case when outbox.given_up_at is null then 'waiting' else 'red' end,
        case when outbox.given_up_at is null then null else 'no-answer' end, null, outbox.attempts, 0, null, null, null
      from outbox left join conversations on conversations.id = outbox.conversation_id
      where outbox.kind <> 'card'`);
    await run('delete from outbox where given_up_at is not null');
    await run('create index notices_open on notices (state, made_at, id)');
    await run('create index notices_request on notices (request_id)');
    await run('create index notices_made on notices (made_at)');

    await run('alter table outbox drop column given_up_at');
    await run('alter table outbox drop column leased_until');
    await run('alter table outbox add column in_lane bigint not null default 0');
    await run('drop index outbox_due');
    await run('create index outbox_new on outbox (conversation_id, due_at) where in_lane = 0');
    await run('create index outbox_lane on outbox (conversation_id, seq, kind, id)');

    await run(`create table lanes (
      conversation_id text primary key, due_at bigint, leased_until bigint, in_flight text, sent bigint not null)`);
    await run('create index lanes_due on lanes (due_at) where due_at is not null');
    await run(`create table lane_sends (
      conversation_id text not null, n bigint not null, at bigint not null, primary key (conversation_id, n))`);
  },
};
