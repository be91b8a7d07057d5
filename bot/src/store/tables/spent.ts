import { sql } from 'kysely';
import { costMs, type Limit } from '../../domain/limits.ts';
import type { Db } from '../database.ts';

/**
 * Counts one more for `key`, in one statement, so that servers on one database count together. Answers null, or how
 * long to wait when the limit is spent (a leaky bucket, GCRA of ITU-T I.371: one number a key).
 */
export async function spend(
  db: Db,
  key: string,
  { limit, now }: { readonly limit: Limit; readonly now: number },
): Promise<number | null> {
  const cost = costMs(limit);
  const next = sql<number>`case when spent.free_at > ${now} then spent.free_at else ${now} end + ${cost}`;
  const counted = await db
    .insertInto('spent')
    .values({ key, free_at: now + cost })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ free_at: next })
        .where(sql<boolean>`${next} <= ${now + limit.perMs}`),
    )
    .returning('free_at')
    .executeTakeFirst();
  if (counted !== undefined) return null;
  const full = await db.selectFrom('spent').select('free_at').where('key', '=', key).executeTakeFirst();
  return Math.max(1, (full?.free_at ?? now) + cost - now - limit.perMs);
}

/** Forgets whoever has nothing spent any more. Answers how many. */
export async function dropSpent(db: Db, now: number): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('spent').where('free_at', '<=', now).executeTakeFirst();
  return Number(numDeletedRows);
}
