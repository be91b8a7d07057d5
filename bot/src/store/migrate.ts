import { type Kysely, type Migration, Migrator } from 'kysely';
import { start } from './migrations/0001-start.ts';
import { books } from './migrations/0002-books.ts';
import { search } from './migrations/0003-search.ts';
import { queueOrder } from './migrations/0004-queue-order.ts';

/** Imported, not read from a folder: a bundle or a different working directory cannot lose one. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-start': start,
  '0002-books': books,
  '0003-search': search,
  '0004-queue-order': queueOrder,
};

/** Brings the database to this version; instances that start together wait for each other. */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('the database could not be migrated', { cause: error });
}
