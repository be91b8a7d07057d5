import { type Kysely, type Migration, Migrator } from 'kysely';
import { start } from './migrations/0001-start.ts';
import { books } from './migrations/0002-books.ts';
import { search } from './migrations/0003-search.ts';
import { queueOrder } from './migrations/0004-queue-order.ts';
import { rowVersions } from './migrations/0005-row-versions.ts';
import { shutOut } from './migrations/0008-shut-out.ts';
import { spending } from './migrations/0010-spending.ts';
import { kept } from './migrations/0011-kept.ts';

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
};

/** Brings the database to this version, or only `upTo` one of before; instances that start together wait for each other. */
export async function migrate<T>(db: Kysely<T>, upTo?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo));
  if (error !== undefined) throw new Error('the database could not be migrated', { cause: error });
}
