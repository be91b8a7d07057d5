import { mostCounted } from '@token-desk/contract/lengths';
import { fold } from '@token-desk/contract/text/fold';
import { PostgresAdapter, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { atOnce } from './at-once.ts';
import { countRows } from './counted.ts';
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

type Rows<T extends Indexed> = SelectQueryBuilder<Schema, T, object>;

/**
 * Which rows of a list hold a text, as a query that is still to be ordered, and how many they are as far as a list is counted: met
 * in the list's order where a stretch of it holds enough, or is all there is; else by the index. `all` are those that fit in
 * everything; `inOrder` and `byIndex` leave the text out, and `byIndex` selects what the list is ordered by.
 */
export async function searched<T extends Indexed>(
  db: Db,
  text: string | null,
  list: {
    readonly all: Rows<T>;
    readonly inOrder: SelectQueryBuilder<Schema, T, { readonly search: string }>;
    readonly byIndex: (text: string) => Rows<T>;
  },
): Promise<{ readonly wanted: Rows<T>; readonly total: number }> {
  const count = (rows: Rows<T>) =>
    countRows(
      db,
      rows.select((eb) => eb.val(1).as('one')),
    );
  const { all, inOrder, byIndex } = list;
  if (text === null || !isIndexed(text)) return { wanted: all, total: await count(all) };
  const met = await metInOrder(db, inOrder, text);
  if (met !== null) return { wanted: all, total: met };
  const hits = byIndex(text).limit(mostCounted + 1);
  const few = db.selectFrom(hits.as('hits')) as unknown as Rows<T>;
  const total = await count(few);
  return { wanted: total > mostCounted ? all : few, total };
}

/** Null: the list goes on beyond `atOnce.walked`, and what was met so far is too little to stop. */
async function metInOrder<T extends Indexed>(
  db: Db,
  inOrder: SelectQueryBuilder<Schema, T, { readonly search: string }>,
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
