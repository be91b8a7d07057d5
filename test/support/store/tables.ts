import type { Db } from '@token-desk/bot/store/database';

/** What SQLite keeps for the search, by triggers and from other rows alone. */
const isOfSearch = (name: string) => /_(found|grams(_[a-z]+)?)$/.test(name);

/** The tables that somebody writes, with their columns. */
export async function writtenTables(
  db: Db,
  options?: { readonly withInternalKyselyTables: boolean },
): Promise<{ readonly name: string; readonly columns: readonly { readonly name: string }[] }[]> {
  const tables = await db.introspection.getTables(options);
  return tables.filter(({ name }) => !isOfSearch(name));
}

/** Takes away what the search keeps, which goes with no other table. */
export async function dropSearch(db: Db): Promise<void> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  for (const name of names.filter((one) => /_(found|grams)$/.test(one)))
    await db.schema.dropTable(name).execute();
}
