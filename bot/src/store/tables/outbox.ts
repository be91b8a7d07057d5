import type { Db } from '../database.ts';
import type { OutboxTable } from '../schema.ts';

export async function insertOutbox(db: Db, rows: readonly OutboxTable[]): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('outbox')
      .values([...rows])
      .execute();
}

/** In `last_error`: the chat is there and refuses this very row. It goes on being tried, and holds nobody back. */
export const refusedRow = 'refused';

/**
 * What each conversation is to be told next: a row that still waits for another try holds back the later ones, so that
 * nobody reads “handed over” before “ready”. One that was meant for later, and not tried yet, holds nobody back. A card goes
 * before the line about the same event.
 */
function heads(db: Db, now: number) {
  return db
    .selectFrom('outbox')
    .where('given_up_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.conversation_id', '=', 'outbox.conversation_id')
            .where('earlier.given_up_at', 'is', null)
            .where((e) =>
              e.or([e('earlier.last_error', 'is', null), e('earlier.last_error', '<>', refusedRow)]),
            )
            .where((e) => e.or([e('earlier.attempts', '>', 0), e('earlier.due_at', '<=', now)]))
            .where((e) =>
              e(
                e.refTuple('earlier.seq', 'earlier.kind', 'earlier.id'),
                '<',
                e.refTuple('outbox.seq', 'outbox.kind', 'outbox.id'),
              ),
            ),
        ),
      ),
    );
}

/**
 * Leases one due row, or null: per conversation the oldest, and only when its turn has come. Of several cards for one
 * request in one conversation only the newest is worth sending; the older ones go. A row leased to a worker that died
 * is due again after its lease.
 */
export async function leaseNext(
  db: Db,
  at: { readonly now: number; readonly until: number },
  skip: readonly string[],
): Promise<OutboxTable | null> {
  let query = heads(db, at.now)
    .selectAll('outbox')
    .where('due_at', '<=', at.now)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', at.now)]));
  if (skip.length > 0) query = query.where('conversation_id', 'not in', [...skip]);
  const row = await query.orderBy('due_at').orderBy('seq').orderBy('id').limit(1).executeTakeFirst();
  if (row === undefined) return null;
  const newest = row.kind === 'card' ? await coalesce(db, row) : row;
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ leased_until: at.until, attempts: newest.attempts + 1 })
    .where('id', '=', newest.id)
    .where('attempts', '=', newest.attempts)
    .executeTakeFirst();
  // Another worker was quicker: look again.
  if (numUpdatedRows !== 1n) return leaseNext(db, at, skip);
  return { ...newest, attempts: newest.attempts + 1 };
}

/** The newest free card row to the same place takes the others' turn. */
async function coalesce(db: Db, row: OutboxTable): Promise<OutboxTable> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('conversation_id', '=', row.conversation_id)
    .where('request_id', '=', row.request_id)
    .where('kind', '=', 'card')
    .orderBy('seq', 'desc')
    .execute();
  const newest = rows.find((candidate) => candidate.leased_until === null && candidate.given_up_at === null);
  if (newest === undefined || newest.seq <= row.seq) return row;
  // `row` is among them; one that another worker sends just now is left to it.
  await db
    .deleteFrom('outbox')
    .where('conversation_id', '=', row.conversation_id)
    .where('request_id', '=', row.request_id)
    .where('kind', '=', 'card')
    .where('seq', '<', newest.seq)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('id', '=', row.id)]))
    .execute();
  return newest;
}

export async function deleteOutbox(db: Db, id: string): Promise<void> {
  await db.deleteFrom('outbox').where('id', '=', id).execute();
}

/** Only while it is this very try: who comes back after the lease leaves the row to whoever has it now. */
export async function postponeOutbox(
  db: Db,
  { id, attempt }: { readonly id: string; readonly attempt: number },
  change: { readonly dueAt: number; readonly error: string; readonly givenUpAt: number | null },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({
      due_at: change.dueAt,
      leased_until: null,
      last_error: change.error,
      given_up_at: change.givenUpAt,
    })
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .execute();
}

/** When the next row is due or its lease ends; null when nothing waits. */
export async function nextDue(db: Db, now: number): Promise<number | null> {
  const rows = await heads(db, now).select(['due_at', 'leased_until']).execute();
  return rows.length === 0
    ? null
    : Math.min(...rows.map((row) => Math.max(row.due_at, row.leased_until ?? 0)));
}
