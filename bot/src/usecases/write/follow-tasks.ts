import type { Person } from '@token-desk/contract/ids';
import { taskIdStart } from '@token-desk/contract/life/task';
import type { HashedRow } from '../../domain/audit-chain.ts';
import { disableTask, endOf } from '../../domain/life/task.ts';
import type { Db } from '../../store/database.ts';
import { findTask, openTaskOf, type StoredTask, saveTask } from '../../store/life/tasks.ts';
import { findRequest } from '../../store/tables/requests.ts';
import { findToken } from '../../store/tables/tokens.ts';
import type { Deps } from './deps.ts';
import { tellTask } from './tell-task.ts';

/**
 * What the rows of a decision mean for what has to be done: a lost token begins a task, one that is not lost after all ends it.
 * Whoever follows a task is told in the same transaction. Answers how many messages that are.
 */
export async function followTasks(deps: Deps, tx: Db, rows: readonly HashedRow[]): Promise<number> {
  let told = 0;
  for (const row of rows) {
    const stored = await followRow(deps, tx, row);
    if (stored !== null) told += await tellTask(deps, tx, { task: stored.task, row });
  }
  return told;
}

/** The task that a row is about, as it is after it. */
async function followRow(deps: Deps, tx: Db, row: HashedRow): Promise<StoredTask | null> {
  const { event, data } = row;
  switch (event) {
    case 'token_lost':
      return beginTask(deps, tx, row);
    case 'token_loss_undone':
      return endUndone(tx, row);
    case 'task_taken':
    case 'task_escalated':
    case 'task_ended':
    case 'sessions_ended':
      return typeof data.taskId === 'string' ? findTask(tx, data.taskId) : null;
    default:
      return null;
  }
}

async function beginTask(
  deps: Deps,
  tx: Db,
  { at, actor, data, requestId }: HashedRow,
): Promise<StoredTask | null> {
  const token = typeof data.serial === 'string' ? await findToken(tx, data.serial) : null;
  if (token === null || (await openTaskOf(tx, token.serial)) !== null) return null;
  const request = requestId === null ? null : await findRequest(tx, requestId);
  const wasInUse = data.from === 'active' || data.from === 'suspended';
  const task = disableTask(token, wasInUse, {
    id: `${taskIdStart}${deps.random.id()}`,
    by: personOf(actor),
    site: request?.form.site ?? null,
    requestId,
    now: at,
  });
  if (task === null) return null;
  const stored = { version: 0, task };
  await saveTask(tx, stored);
  return stored;
}

async function endUndone(tx: Db, { at, actor, data }: HashedRow): Promise<StoredTask | null> {
  const open = typeof data.serial === 'string' ? await openTaskOf(tx, data.serial) : null;
  if (open === null) return null;
  const { task } = endOf(open.task, { how: 'undone', by: personOf(actor), now: at });
  const stored = { ...open, task };
  await saveTask(tx, stored);
  return stored;
}

const personOf = (actor: HashedRow['actor']): Person | null =>
  actor.kind === 'person' ? actor.person : null;
