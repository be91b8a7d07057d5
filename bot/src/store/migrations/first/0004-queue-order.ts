import { type Kysely, type Migration, sql } from 'kysely';
import { queueKey } from '../../../domain/requests/queue-order.ts';

type Old = { requests: { id: string; doc: string; queue_key: string } };

const atOnce = 500;

/** Row by row in code: the rule that orders the queue is there. */
async function fill(db: Kysely<Old>): Promise<void> {
  let id = '';
  for (;;) {
    const rows = await db
      .selectFrom('requests')
      .select(['id', 'doc'])
      .where('id', '>', id)
      .orderBy('id')
      .limit(atOnce)
      .execute();
    for (const row of rows) {
      const key = queueKey(JSON.parse(row.doc) as Parameters<typeof queueKey>[0]);
      await db.updateTable('requests').set({ queue_key: key }).where('id', '=', row.id).execute();
      id = row.id;
    }
    if (rows.length < atOnce) return;
  }
}

/** The queue begins with what is stuck or in hand, whatever day it is needed. */
export const queueOrder: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw("alter table requests add column queue_key text not null default ''").execute(db);
    await fill(db as Kysely<Old>);
    await sql.raw('drop index requests_queue').execute(db);
    await sql
      .raw(
        'create index requests_queue on requests (queue_key, id, state, site, claim_by, needed_by, search)',
      )
      .execute(db);
  },
};
