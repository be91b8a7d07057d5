import type { HashedRow } from '../../domain/audit-chain.ts';
import type { Db } from '../database.ts';
import { type FiledRow, readRow } from './audit.ts';

/** Rows that wait for somebody to look at them. */
const waiting = ['receipt_set_apart', 'incident_reported'] as const;
type Waiting = (typeof waiting)[number];

/** From now on these rows wait for somebody to look at them. */
export async function keepSetApart(db: Db, rows: readonly HashedRow[]): Promise<void> {
  const seqs = rows.filter(({ event }) => waiting.some((one) => one === event)).map(({ seq }) => seq);
  if (seqs.length === 0) return;
  const values = seqs.map((seq) => ({ seq, acknowledged_at: null }));
  await db.insertInto('set_apart').values(values).execute();
}

/** Those nobody has looked at, oldest first. */
export async function openSetApart(
  db: Db,
  event: Waiting,
  limit: number,
): Promise<{ readonly rows: readonly FiledRow[]; readonly total: number }> {
  const open = db
    .selectFrom('set_apart')
    .innerJoin('audit', 'audit.seq', 'set_apart.seq')
    .where('audit.event', '=', event)
    .where('acknowledged_at', 'is', null);
  const { total } = await open.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await open.selectAll('audit').orderBy('audit.seq').limit(limit).execute();
  return { rows: rows.map(readRow), total: Number(total) };
}

/** `unknown`: there is no such record. `before`: somebody has looked at it already. */
export async function acknowledgeSetApart(
  db: Db,
  seq: number,
  now: number,
): Promise<'now' | 'before' | 'unknown'> {
  const { numUpdatedRows } = await db
    .updateTable('set_apart')
    .set({ acknowledged_at: now })
    .where('seq', '=', seq)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return 'now';
  const row = await db.selectFrom('set_apart').select('seq').where('seq', '=', seq).executeTakeFirst();
  return row === undefined ? 'unknown' : 'before';
}
