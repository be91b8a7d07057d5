import { mostCounted } from '@token-desk/contract/lengths';
import { fold } from '@token-desk/contract/text/fold';
import { PostgresAdapter, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { atOnce } from './at-once.ts';
import type { Db } from './database.ts';
import { like } from './like.ts';
import type { Schema } from './schema.ts';

/** Tables with an index of every three letters in a row of their `search` (migration `0029-grams`), and what names a row. */
const keys = { requests: 'id', tokens: 'serial' } as const;
export type Indexed = keyof typeof keys;

const size = 3;
/** A longer text is looked up by its beginning; the substring decides. */
const mostGrams = 40;

function gramsOf(text: string): string[] {
  const letters = [...fold(text)];
  const grams = new Set<string>();
  for (let at = 0; at + size <= letters.length && grams.size < mostGrams; at += 1)
    grams.add(letters.slice(at, at + size).join(''));
  return [...grams];
}

/** One or two letters are in no index: nearly every row holds them. */
export const isIndexed = (text: string): boolean => gramsOf(text).length > 0;

export const isPostgres = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

/** The table's rows that hold this text, by its index, in no order; a `limit` ends the search early. */
export function holders<T extends Indexed>(db: Db, table: T, text: string): RawBuilder<Schema[T]> {
  const grams = gramsOf(text);
  if (isPostgres(db))
    return sql<Schema[T]>`(select * from ${sql.table(table)}
      where token_desk_grams(search) @> ${grams}::text[] and ${like(text)})`;
  const [found, index, key] = [sql.table(`${table}_found`), sql.table(`${table}_grams`), keys[table]];
  const all = grams.map((gram) => `"${gram.replaceAll('"', '""')}"`).join(' AND ');
  // SQLite joins in this order when it is told to.
  return sql<Schema[T]>`(select ${sql.table(table)}.* from ${index}
    cross join ${found} on ${found}.n = ${index}.rowid
    cross join ${sql.table(table)} on ${sql.ref(`${table}.${key}`)} = ${found}.owner
    where ${index} match ${all} and ${like(text)})`;
}

/**
 * How many rows of a list hold this text, as far as it is counted, where a walk in its order tells: the list ends within
 * `atOnce.walked`, or enough of them were met. Null: the index has to tell.
 */
export async function metInOrder(
  db: Db,
  inOrder: SelectQueryBuilder<Schema, Indexed, { readonly search: string }>,
  text: string,
): Promise<number | null> {
  const holds = sql<number>`case when ${like(text)} then 1 else 0 end`;
  const { walked, met } = await db
    .selectFrom(inOrder.limit(atOnce.walked).as('walked'))
    .select((eb) => [eb.fn.countAll<number>().as('walked'), eb.fn.sum<number>(holds).as('met')])
    .executeTakeFirstOrThrow();
  const found = Math.min(Number(met ?? 0), mostCounted + 1);
  return Number(walked) < atOnce.walked || found > mostCounted ? found : null;
}
