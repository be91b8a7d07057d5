import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import Database from 'libsql';

const busyTimeoutMs = 2_000;
const synced = 'full';

/** A deferred transaction that reads first and writes later fails at once when another process wrote between. */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite takes back what makes and changes tables like everything else: an upgrade is there whole or not at all. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function openFile(file: string): SqliteDatabase {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file, { timeout: busyTimeoutMs });
  database.pragma('journal_mode = wal');
  // An audit row that was acknowledged must survive a power cut.
  database.pragma(`synchronous = ${synced}`);
  database.pragma('foreign_keys = on');
  database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  return database as SqliteDatabase;
}

export function sqliteDialect(file: string): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => new ImmediateSqliteDriver({ database: async () => openFile(file) }),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** The next commit that is synced brings what was written here to the disk too. */
export async function unsynced<Schema, T>(
  connection: Kysely<Schema>,
  work: (connection: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  await sql`pragma synchronous = normal`.execute(connection);
  try {
    return await work(connection);
  } finally {
    await sql.raw(`pragma synchronous = ${synced}`).execute(connection);
  }
}
