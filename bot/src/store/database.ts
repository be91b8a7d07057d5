import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect, unsynced } from './sqlite.ts';

/** The database or a transaction in it. */
export type Db = Kysely<Schema>;

export type Store = {
  readonly db: Db;
  /**
   * Runs `work` in one write transaction, as if no other ran beside it: SQLite lets one begin, PostgreSQL ends all but
   * one with `LostRace` (serializable: what was only read counts as well). Inside it use `tx` only: SQLite has one
   * connection and would wait for itself.
   */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /** One statement that a power cut may take back: nobody waits until it is on the disk. */
  lightly<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type StorePlace = { readonly file: string } | { readonly url: string };

const int8 = 20;
const poolSize = 8;
const connectTimeoutMs = 5_000;
export type Timeouts = { readonly statementMs: number; readonly migrationMs: number };
/** A query that takes longer is a fault; a statement over a whole large table is not. */
const standardTimeouts: Timeouts = { statementMs: 15_000, migrationMs: 60 * 60_000 };

function openPool(url: string, statementTimeoutMs: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    types: {
      // Everything counted here stays far below 2^53.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format ?? 'text'),
    } as pg.CustomTypesConfig,
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

const onPostgres = (url: string, timeoutMs: number): Db =>
  new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPool(url, timeoutMs) }) });

/** SQLite file, or PostgreSQL when `url` is given. Migrates before it resolves, on PostgreSQL with a time-out of its own. */
export async function openStore(place: StorePlace, timeouts: Partial<Timeouts> = {}): Promise<Store> {
  const { statementMs, migrationMs } = { ...standardTimeouts, ...timeouts };
  if ('file' in place) {
    const db: Db = new Kysely<Schema>({ dialect: sqliteDialect(place.file) });
    await migrate(db).catch(async (error: unknown) => {
      await db.destroy();
      throw error;
    });
    return storeOf(db, (work) => db.connection().execute((one) => unsynced(one, work)));
  }
  const upgrading = onPostgres(place.url, migrationMs);
  await migrate(upgrading).finally(() => upgrading.destroy());
  const db = onPostgres(place.url, statementMs);
  return storeOf(db, (work) => work(db));
}

function storeOf(db: Db, lightly: Store['lightly']): Store {
  return {
    db,
    lightly,
    transaction: (work) => db.transaction().setIsolationLevel('serializable').execute(work),
    close: () => db.destroy(),
  };
}

const conflictCodes = new Set(['23505', '40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);

/** Somebody else wrote first: worth deciding again on what is there now. */
export class LostRace extends Error {
  override readonly name = 'LostRace';
}

export function isLostRace(error: unknown): boolean {
  if (error instanceof LostRace) return true;
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  const code = String(error.code);
  return (
    conflictCodes.has(code) || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  );
}
