import { ProblemError } from '@token-desk/contract/problem';
import type { Db, Store } from './database.ts';
import { findSetting } from './tables/settings.ts';
import { untilWon } from './until-won.ts';

const setting = 'deployment';
type Deployment = 'practice' | 'real';

/**
 * A database belongs to the kind of server that opened it first, for good. Throws `database-of-practice` or
 * `database-of-deployment` for a server of the other kind: stand-ins must not sign into real books, and an invented
 * person's token must not stand in them.
 */
export async function claimDatabase(store: Store, practice: boolean): Promise<void> {
  const mine: Deployment = practice ? 'practice' : 'real';
  const owner = await ownerOf(store, mine);
  if (owner !== mine)
    throw new ProblemError(owner === 'practice' ? 'database-of-practice' : 'database-of-deployment');
}

/** Of servers that start together the first one's word stands; the others look again at what is there then. */
function ownerOf(store: Store, mine: Deployment): Promise<string> {
  return untilWon(store, async (tx) => {
    const { value } = await findSetting(tx, setting);
    if (value !== null) return value;
    const claimed = (await deploymentOfDesks(tx)) ?? mine;
    await tx.insertInto('settings').values({ name: setting, version: 1, value: claimed }).execute();
    return claimed;
  });
}

/** A database of before it knew: the desks that were paired with it do. One of both kinds is a real one. */
async function deploymentOfDesks(db: Db): Promise<Deployment | null> {
  const kinds = await db.selectFrom('burners').select('practice').distinct().execute();
  if (kinds.length === 0) return null;
  return kinds.every(({ practice }) => practice === 1) ? 'practice' : 'real';
}
