import type { Db } from '@token-desk/bot/store/database';
import { migrate } from '@token-desk/bot/store/migrate';
import { dropSearch, writtenTables } from './tables.ts';

type Anything = Record<string, Record<string, unknown>>;

/** Before those that point at them. */
const first = ['requests'];

/** The same rows in a database of the first version: whatever came later is not there. */
export async function downgrade(store: Db): Promise<void> {
  const db = store.withTables<Anything>();
  const held = new Map<string, Record<string, unknown>[]>();
  const tables = await writtenTables(store, { withInternalKyselyTables: true });
  // What points at another table goes before it.
  const names = tables.map(({ name }) => name).sort((a, b) => first.indexOf(a) - first.indexOf(b));
  for (const name of names) {
    if (!name.startsWith('kysely_')) held.set(name, await db.selectFrom(name).selectAll().execute());
    await db.schema.dropTable(name).execute();
  }
  await dropSearch(store);
  await migrate(db, '0001-start');
  const made = await db.introspection.getTables();
  for (const { name, columns } of made.sort((a, b) => first.indexOf(b.name) - first.indexOf(a.name))) {
    const kept = columns.map((column) => column.name);
    for (const row of held.get(name) ?? []) {
      const old = Object.fromEntries(Object.entries(row).filter(([column]) => kept.includes(column)));
      await db.insertInto(name).values(old).execute();
    }
  }
}
