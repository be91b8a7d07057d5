import type { Reply } from '@token-desk/contract/api';
import { sql } from 'kysely';
import type { Db } from '../database.ts';

type Box = Reply<'listBoxes'>['items'][number];

/** Boxes with loaded tokens or with some that were burned for them, the newest first; a token that no desk burned counts from when it was loaded. */
export async function listBoxes(db: Db, limit: number): Promise<Box[]> {
  const rows = await db
    .selectFrom('tokens')
    .select((eb) => [
      'box',
      eb.fn.sum<number>(sql`case when state = 'loaded' then 1 else 0 end`).as('loaded'),
      eb.fn.countAll<number>().as('all'),
      eb.fn.max(eb.fn.coalesce('burned_at', 'updated_at')).as('lastAt'),
    ])
    .where('box', 'is not', null)
    .where('state', 'in', [sql.lit('loaded'), sql.lit('burned_unverified')])
    .groupBy('box')
    .orderBy('lastAt', 'desc')
    .orderBy('box')
    .limit(limit)
    .execute();
  return rows.map(({ box, loaded, all, lastAt }) => ({
    box: box ?? '',
    loaded: Number(loaded),
    unfinished: Number(all) - Number(loaded),
    lastAt: Number(lastAt ?? 0),
  }));
}
