import { type Task, task } from '@token-desk/contract/life/task';
import { countRows } from '../counted.ts';
import { type Db, LostRace } from '../database.ts';
import { parseColumn } from '../json.ts';
import type { TaskTable } from '../schema.ts';

/** `version` 0: not stored yet. */
export type StoredTask = { readonly version: number; readonly task: Task };

type Row = Pick<TaskTable, 'doc' | 'version'>;

const read = ({ doc, version }: Row): StoredTask => ({ version, task: parseColumn(task, doc) });

export async function findTask(db: Db, id: string): Promise<StoredTask | null> {
  const row = await db.selectFrom('tasks').select(['doc', 'version']).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** What is still to be done about a token; null: nothing. */
export async function openTaskOf(db: Db, serial: string): Promise<StoredTask | null> {
  const row = await db
    .selectFrom('tasks')
    .select(['doc', 'version'])
    .where('serial', '=', serial)
    .where('is_open', '=', 1)
    .executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** Oldest first: what was asked first is due first. */
export async function openTasks(db: Db, limit: number): Promise<StoredTask[]> {
  const rows = await db
    .selectFrom('tasks')
    .select(['doc', 'version'])
    .where('is_open', '=', 1)
    .orderBy('opened_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(read);
}

/** Page by page, whatever happens to them meanwhile. */
export async function openTasksById(
  db: Db,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Task[]> {
  const rows = await db
    .selectFrom('tasks')
    .select(['doc', 'version'])
    .where('is_open', '=', 1)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => read(row).task);
}

export const countOpenTasks = (db: Db): Promise<number> =>
  countRows(
    db,
    db
      .selectFrom('tasks')
      .select((eb) => eb.val(1).as('one'))
      .where('is_open', '=', 1),
  );

/** Compare-and-set on the version that was seen. */
export async function saveTask(db: Db, { version, task: after }: StoredTask): Promise<void> {
  const columns = {
    version: version + 1,
    serial: after.serial,
    subject_id: after.subject.id,
    is_open: after.ended === null ? 1 : 0,
    opened_at: after.openedAt,
    ended_at: after.ended?.at ?? null,
    doc: JSON.stringify(after),
  };
  if (version === 0) {
    await db
      .insertInto('tasks')
      .values({ id: after.id, ...columns })
      .execute();
    return;
  }
  const { numUpdatedRows } = await db
    .updateTable('tasks')
    .set(columns)
    .where('id', '=', after.id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LostRace(`task ${after.id}`);
}
