import { fold } from '@token-desk/contract/text/fold';
import { type Kysely, type Migration, sql } from 'kysely';

type Old = {
  requests: { id: string; doc: string; subject_key: string; requester_key: string; serial: string };
};
type Doc = {
  readonly subject: { readonly name: string };
  readonly requestedBy: { readonly name: string };
  readonly token: { readonly serial: string } | null;
};

const atOnce = 500;
/** As `sortKey` cut them when this was written. */
const key = (name: string) => fold(name).slice(0, 60);

/** Row by row in code: names stand in the document, and neither database folds as the other does. */
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
      id = row.id;
      const { subject, requestedBy, token } = JSON.parse(row.doc) as Doc;
      await db
        .updateTable('requests')
        .set({
          subject_key: key(subject.name),
          requester_key: key(requestedBy.name),
          serial: token?.serial ?? '',
        })
        .where('id', '=', id)
        .execute();
    }
    if (rows.length < atOnce) return;
  }
}

/** The list of requests in the order of one of its columns, page after page, and of one person. */
export const sortedRequests: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const column of ['subject_key', 'requester_key', 'serial'])
      await sql.raw(`alter table requests add column ${column} text not null default ''`).execute(db);
    await fill(db as Kysely<Old>);
    for (const column of ['subject_key', 'requester_key', 'serial', 'site', 'needed_by'])
      await sql.raw(`create index requests_by_${column} on requests (${column}, id)`).execute(db);
    await sql.raw('create index requests_of_subject on requests (subject_id, updated_at, id)').execute(db);
  },
};
