import type { Reply } from '@token-desk/contract/api';
import { sql } from 'kysely';
import type { Token } from '../../domain/tokens/token.ts';
import { countRows } from '../counted.ts';
import type { Db } from '../database.ts';
import { readToken } from './tokens.ts';

type Box = Reply<'listBoxes'>['items'][number];

/** Boxes with loaded tokens, with some that were burned for them or were set aside out of them, the newest first; a token that no desk burned counts from when it was loaded. */
export async function listBoxes(db: Db, limit: number): Promise<Box[]> {
  const rows = await db
    .selectFrom('tokens')
    .select((eb) => [
      'box',
      eb.fn.sum<number>(sql`case when state = 'loaded' then 1 else 0 end`).as('loaded'),
      eb.fn.sum<number>(sql`case when state = 'quarantine' then 1 else 0 end`).as('setAside'),
      eb.fn.countAll<number>().as('all'),
      eb.fn.max(eb.fn.coalesce('burned_at', 'updated_at')).as('lastAt'),
    ])
    .where('box', 'is not', null)
    .where('state', 'in', [sql.lit('loaded'), sql.lit('burned_unverified'), sql.lit('quarantine')])
    .where((eb) => eb.or([eb('state', '<>', sql.lit('quarantine')), eb('is_handed_over', '=', 0)]))
    .groupBy('box')
    .orderBy('lastAt', 'desc')
    .orderBy('box')
    .limit(limit)
    .execute();
  return rows.map(({ box, loaded, setAside, all, lastAt }) => ({
    box: box ?? '',
    loaded: Number(loaded),
    unfinished: Number(all) - Number(loaded) - Number(setAside),
    setAside: Number(setAside),
    lastAt: Number(lastAt ?? 0),
  }));
}

/** By serial. */
export async function tokensWithLeftDevices(db: Db, limit: number): Promise<Token[]> {
  const rows = await db
    .selectFrom('tokens')
    .select(['doc', 'version'])
    .where('has_left_devices', '=', 1)
    .orderBy('serial')
    .limit(limit)
    .execute();
  return rows.map(readToken);
}

/** Tokens of boxes that are neither loaded nor anybody's, and those that left a device at Microsoft. */
export function countLeftOver(db: Db): Promise<number> {
  return countRows(
    db,
    db
      .selectFrom('tokens')
      .select((eb) => eb.val(1).as('one'))
      .where((eb) =>
        eb.or([
          eb('has_left_devices', '=', 1),
          eb.and([
            eb('box', 'is not', null),
            eb('state', 'in', ['burned_unverified', 'quarantine']),
            eb('is_handed_over', '=', 0),
          ]),
        ]),
      ),
  );
}
