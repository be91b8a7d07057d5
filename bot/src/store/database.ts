import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** The database or a transaction in it. */
export type Db = Kysely<Schema>;

export type Store = {
  readonly db: Db;
  /** Runs `work` in one write transaction. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** SQLite file, or PostgreSQL when `url` is given. Migrates before it resolves. */
export async function openStore(where: { readonly file: string } | { readonly url: string }): Promise<Store> {
  throw new Error(`not yet ${Object.keys(where)}`);
}
