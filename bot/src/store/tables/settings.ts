import { type Db, LostRace } from '../database.ts';

/** `value` null and version 0: never set. */
export type Setting = { readonly name: string; readonly version: number; readonly value: string | null };

export async function findSetting(db: Db, name: string): Promise<Setting> {
  const row = await db.selectFrom('settings').selectAll().where('name', '=', name).executeTakeFirst();
  return row ?? { name, version: 0, value: null };
}

/** Compare-and-set: `LostRace` when it is no longer as it was `seen`. */
export async function saveSetting(db: Db, seen: Setting, value: string): Promise<void> {
  const { name } = seen;
  const version = seen.version + 1;
  if (seen.version === 0) {
    await db.insertInto('settings').values({ name, version, value }).execute();
    return;
  }
  const { numUpdatedRows } = await db
    .updateTable('settings')
    .set({ value, version })
    .where('name', '=', name)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LostRace(name);
}

/** Those whose name begins so; it holds no `%` and no `_`. */
export async function settingsUnder(db: Db, start: string): Promise<readonly Setting[]> {
  return await db.selectFrom('settings').selectAll().where('name', 'like', `${start}%`).execute();
}

export async function dropSetting(db: Db, { name, version }: Setting): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('settings')
    .where('name', '=', name)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numDeletedRows !== 1n) throw new LostRace(name);
}
