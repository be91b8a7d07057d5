import type { Db } from './database.ts';

export async function findSetting(db: Db, name: string): Promise<string | null> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value ?? null;
}

export async function saveSetting(db: Db, name: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** The names that begin so; a name holds no `%` and no `_`. */
export async function settingsBelow(db: Db, start: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('settings').select('name').where('name', 'like', `${start}%`).execute();
  return rows.map(({ name }) => name);
}
