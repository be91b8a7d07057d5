import { type Kysely, type Migration, Migrator } from 'kysely';
import { kept } from './migrations/0011-kept.ts';
import { methodsFound } from './migrations/0012-methods-found.ts';
import { boxes } from './migrations/0013-boxes.ts';
import { needDays } from './migrations/0014-need-days.ts';
import { unenforced } from './migrations/0015-unenforced.ts';
import { secondWay } from './migrations/0016-second-way.ts';
import { burns } from './migrations/0017-burns.ts';
import { sortedRequests } from './migrations/0018-sorted-requests.ts';
import { tokenSites } from './migrations/0019-token-sites.ts';
import { begunFor } from './migrations/0020-begun-for.ts';
import { lanes } from './migrations/0021-lanes.ts';
import { topics } from './migrations/0022-topics.ts';
import { cohorts } from './migrations/0023-cohorts.ts';
import { leftDevices } from './migrations/0024-left-devices.ts';
import { reasonWords } from './migrations/0025-reason-words.ts';
import { tasks } from './migrations/0027-tasks.ts';
import { askedAside } from './migrations/0028-asked-aside.ts';
import { grams } from './migrations/0029-grams.ts';
import { start } from './migrations/first/0001-start.ts';
import { books } from './migrations/first/0002-books.ts';
import { search } from './migrations/first/0003-search.ts';
import { queueOrder } from './migrations/first/0004-queue-order.ts';
import { rowVersions } from './migrations/first/0005-row-versions.ts';
import { shutOut } from './migrations/first/0008-shut-out.ts';
import { spending } from './migrations/first/0010-spending.ts';

/** Imported, not read from a folder: a bundle or a different working directory cannot lose one. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-start': start,
  '0002-books': books,
  '0003-search': search,
  '0004-queue-order': queueOrder,
  '0005-row-versions': rowVersions,
  '0008-shut-out': shutOut,
  '0010-spending': spending,
  '0011-kept': kept,
  '0012-methods-found': methodsFound,
  '0013-boxes': boxes,
  '0014-need-days': needDays,
  '0015-unenforced': unenforced,
  '0016-second-way': secondWay,
  '0017-burns': burns,
  '0018-sorted-requests': sortedRequests,
  '0019-token-sites': tokenSites,
  '0020-begun-for': begunFor,
  '0021-lanes': lanes,
  '0022-topics': topics,
  '0023-cohorts': cohorts,
  '0024-left-devices': leftDevices,
  '0025-reason-words': reasonWords,
  '0027-tasks': tasks,
  '0028-asked-aside': askedAside,
  '0029-grams': grams,
};

/** Brings the database to this version, or only `upTo` one of before; instances that start together wait for each other. */
export async function migrate<T>(db: Kysely<T>, upTo?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo));
  if (error !== undefined) throw new Error('the database could not be migrated', { cause: error });
}
