import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';

/** The database or a transaction in it. */
export type Db = Kysely<Schema>;

export type Store = {
  readonly db: Db;
  /** Runs `work` in one write transaction. Inside it use `tx` only: SQLite has one connection and would wait for itself. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export type StorePlace = { readonly file: string } | { readonly url: string };

const int8 = 20;
const poolSize = 8;
const connectTimeoutMs = 5_000;
const statementTimeoutMs = 15_000;

function openPool(url: string): pg.Pool {
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

/** SQLite file, or PostgreSQL when `url` is given. Migrates before it resolves. */
export async function openStore(place: StorePlace): Promise<Store> {
  const db: Db = new Kysely<Schema>({
    dialect: 'file' in place ? sqliteDialect(place.file) : new PostgresDialect({ pool: openPool(place.url) }),
  });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    db,
    transaction: (work) => db.transaction().execute(work),
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
