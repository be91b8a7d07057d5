import { mostCounted } from '@token-desk/contract/lengths';
import type { SelectQueryBuilder } from 'kysely';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

/** How many rows there are, as far as a list is counted: more than `mostCounted` is one more, however many there are. */
export async function countRows<T extends keyof Schema>(
  db: Db,
  rows: SelectQueryBuilder<Schema, T, { readonly one: number }>,
): Promise<number> {
  const { total } = await db
    .selectFrom(rows.limit(mostCounted + 1).as('counted'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(total);
}
