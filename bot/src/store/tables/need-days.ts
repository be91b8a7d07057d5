import { type NeedDay, needDay } from '@token-desk/contract/entra/needs';
import type { Db } from '../database.ts';
import { parseColumn } from '../json.ts';

/** Of two readings of a day the later one stays, whichever server is the last to write. */
export async function saveNeedDay(db: Db, { day, totals }: NeedDay, readAt: number): Promise<void> {
  const row = { read_at: readAt, totals: JSON.stringify(totals) };
  await db
    .insertInto('need_days')
    .values({ day, ...row })
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet(row).where('need_days.read_at', '<=', readAt),
    )
    .execute();
}

/** The newest so many, oldest first. */
export async function lastNeedDays(db: Db, limit: number): Promise<NeedDay[]> {
  const rows = await db
    .selectFrom('need_days')
    .select(['day', 'totals'])
    .orderBy('day', 'desc')
    .limit(limit)
    .execute();
  return rows
    .map(({ day, totals }) => ({ day, totals: parseColumn(needDay.shape.totals, totals) }))
    .reverse();
}
