import type { Db } from '../database.ts';
import { knownSites } from './token-list.ts';

/** Which of these sites a request or a token names. */
export async function sitesNamed(db: Db, sites: readonly string[]): Promise<ReadonlySet<string>> {
  const named = new Set(await knownSites(db, sites));
  for (const site of sites) {
    if (named.has(site)) continue;
    const asked = await db.selectFrom('requests').select('id').where('site', '=', site).limit(1).execute();
    if (asked.length > 0) named.add(site);
  }
  return named;
}
