import { person } from '@token-desk/contract/ids';
import { type CustodyEntry, custodyEntry } from '@token-desk/contract/token/record';
import type { Db } from '../database.ts';
import { parseColumn, parseNullable } from '../json.ts';

/** One step of a token from hand to hand; the same step told twice is one. */
export async function addCustody(db: Db, serial: string, entry: CustodyEntry): Promise<void> {
  const { at, kind, by, holder, note } = entry;
  await db
    .insertInto('custody')
    .values({
      id: `${serial}:${at}:${kind}`,
      serial,
      at,
      kind,
      by_person: JSON.stringify(by),
      holder: holder === null ? null : JSON.stringify(holder),
      note,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Oldest first. */
export async function custodyOf(db: Db, serial: string): Promise<CustodyEntry[]> {
  const rows = await db
    .selectFrom('custody')
    .selectAll()
    .where('serial', '=', serial)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    kind: custodyEntry.shape.kind.parse(row.kind),
    by: parseColumn(person, row.by_person),
    holder: parseNullable(person, row.holder),
    note: row.note,
  }));
}

/** Forgets what people wrote about tokens before `at`. Answers how many notes. */
export async function forgetCustodyNotes(db: Db, at: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('custody')
    .set({ note: null })
    .where('note', 'is not', null)
    .where('at', '<', at)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
