import type { Db } from '../database.ts';
import type { OutboxTable } from '../schema.ts';
import { takeNotice } from './notices.ts';

export async function insertOutbox(db: Db, rows: readonly OutboxTable[]): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('outbox')
      .values([...rows])
      .execute();
}

/** Whether a line about the same thing, of somebody of the same submission, is meant for later there: nobody has it in hand yet. */
export async function isLineAhead(
  db: Db,
  line: {
    readonly conversation_id: string;
    readonly cohort: string;
    readonly event: string;
    readonly now: number;
  },
): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .innerJoin('requests', 'requests.id', 'outbox.request_id')
    .select('outbox.id')
    .where('outbox.conversation_id', '=', line.conversation_id)
    .where('outbox.kind', '=', 'notice')
    .where('outbox.event', '=', line.event)
    .where('outbox.attempts', '=', 0)
    .where('outbox.due_at', '>', line.now)
    .where('requests.cohort_id', '=', line.cohort)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * What a conversation is to be told next. A row that was tried and waits for another try holds back the later ones, so that
 * nobody reads “handed over” before “ready”. One that was meant for later, and not tried yet, holds nobody back. A card goes
 * before the line about the same event.
 */
export async function headOf(db: Db, conversationId: string, now: number): Promise<OutboxTable | null> {
  const row = await db
    .selectFrom('outbox')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where((eb) => eb.or([eb('attempts', '>', 0), eb('due_at', '<=', now)]))
    .orderBy('seq')
    .orderBy('kind')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** When the first row that was meant for later is due, of those before `head` where there is one; null: there is none. */
export async function earliestDue(
  db: Db,
  conversationId: string,
  head: OutboxTable | null,
): Promise<number | null> {
  let query = db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('due_at').as('due'))
    .where('conversation_id', '=', conversationId);
  if (head !== null) query = query.where('seq', '<', head.seq);
  const { due } = await query.executeTakeFirstOrThrow();
  return due;
}

/**
 * Of several cards for one request or task in one conversation only the newest is worth sending: it takes the others' turn, and they
 * go. Call it with the conversation's lane in hand.
 */
export async function newestCard(db: Db, row: OutboxTable): Promise<OutboxTable> {
  const newest = await db
    .selectFrom('outbox')
    .selectAll()
    .where('conversation_id', '=', row.conversation_id)
    .where('request_id', '=', row.request_id)
    .where('kind', '=', row.kind)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined || newest.seq <= row.seq) return row;
  const gone = await db
    .deleteFrom('outbox')
    .where('conversation_id', '=', row.conversation_id)
    .where('request_id', '=', row.request_id)
    .where('kind', '=', row.kind)
    .where('seq', '<', newest.seq)
    .returning('id')
    .execute();
  await takeNotice(
    db,
    gone.map(({ id }) => id),
    newest.id,
  );
  return newest;
}

type Try = { readonly id: string; readonly attempt: number };

export async function countTry(db: Db, { id, attempt }: Try): Promise<void> {
  await db.updateTable('outbox').set({ attempts: attempt }).where('id', '=', id).execute();
}

/** False: it is not this try any more. Who comes back after its lease has nothing more to say about the row. */
export async function deleteTried(db: Db, { id, attempt }: Try): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** The same of a row that is tried again. */
export async function postponeTried(
  db: Db,
  { id, attempt }: Try,
  change: { readonly dueAt: number; readonly error: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ due_at: change.dueAt, last_error: change.error })
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
