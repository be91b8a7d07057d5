import type { Reply } from '@token-desk/contract/api';
import type { NeedMethod } from '@token-desk/contract/entra/needs';
import type { Task, TaskCommand, TaskDetail } from '@token-desk/contract/life/task';
import { personActor, personFacts } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { numbered } from '../../domain/entra/answer-number.ts';
import { onCallAt } from '../../domain/life/on-call.ts';
import { decideTask, endOf, escalated, type TaskStep } from '../../domain/life/task.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Db } from '../../store/database.ts';
import {
  countOpenTasks,
  findTask,
  openTasks,
  openTasksById,
  type StoredTask,
  saveTask,
} from '../../store/life/tasks.ts';
import { hardwareOf, methodsOf, waysOf } from '../people/directory.ts';
import type { OtherRow, Written } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { demandRight } from '../write/decide-in.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { eachOf } from '../write/each-of.ts';
import { policyNow } from '../write/policy-now.ts';

const mostListed = 50;
/** Beside a password. What waits to be activated, or is over, lets nobody in. */
const letsIn: readonly NeedMethod[] = ['app', 'code', 'hello', 'passkey', 'phone', 'token', 'pass'];

export async function listTasks({ store: { db } }: Deps): Promise<Reply<'listTasks'>> {
  const [found, total] = await Promise.all([openTasks(db, mostListed), countOpenTasks(db)]);
  return { items: found.map(({ task }) => task), total };
}

export async function getTask(deps: Deps, taskId: string): Promise<TaskDetail> {
  return detailOf(deps, (await mustFind(deps.store.db, taskId)).task);
}

/** As it is stored, for a card; null: there is none any more. */
export const readTask = ({ store: { db } }: Deps, taskId: string): Promise<StoredTask | null> =>
  findTask(db, taskId);

async function mustFind(db: Db, taskId: string): Promise<StoredTask> {
  const found = await findTask(db, taskId);
  if (found === null) throw new ProblemError('not-found');
  return found;
}

/** Of both kinds a token may be at Microsoft; null: nobody can tell, or nobody recorded which it is. */
async function isStillThere(deps: Deps, { subject, methodId, route }: Task): Promise<boolean | null> {
  if (methodId === null) return null;
  const listed =
    route === 'B'
      ? ((await hardwareOf(deps, subject.id))?.map(({ id }) => id) ?? null)
      : await methodsOf(deps, subject.id);
  return listed === null ? null : listed.includes(methodId);
}

async function detailOf(deps: Deps, task: Task, known?: boolean | null): Promise<TaskDetail> {
  const [isThere, ways] = await Promise.all([
    known === undefined ? isStillThere(deps, task) : known,
    waysOf(deps, task.subject.id),
  ]);
  const others = ways?.filter(({ id, kind }) => id !== task.methodId && letsIn.includes(kind)) ?? null;
  return { ...task, isStillThere: isThere, otherWays: others?.length ?? null };
}

/** A technician's order about one task. */
export async function commandTask(
  deps: Deps,
  caller: Caller,
  { taskId, command }: { readonly taskId: string; readonly command: TaskCommand },
): Promise<TaskDetail> {
  demandRight(caller, 'keep-books');
  const seen = await mustFind(deps.store.db, taskId);
  // Asked before the transaction: nothing waits for Microsoft inside one.
  const isThere = await isStillThere(deps, seen.task);
  const { value } = await commit<Task>(deps, async (tx) => {
    const stored = await mustFind(tx, taskId);
    const by = personFacts(caller.person);
    const decided = decideTask(stored.task, command, { by, isThere }, deps.clock.now());
    if (!decided.ok) throw new ProblemError(decided.problem.code, decided.problem.detail);
    const { step } = decided;
    if (step === null) return { value: stored.task };
    const number = 'graphRequestId' in command ? numbered(command) : {};
    return writeStep(tx, stored, { ...step, data: { ...step.data, ...number } }, personActor(by));
  });
  return detailOf(deps, value, isThere);
}

async function writeStep(
  tx: Db,
  stored: StoredTask,
  { task, event, data }: TaskStep,
  actor: OtherRow['actor'],
): Promise<Written<Task>> {
  await saveTask(tx, { ...stored, task });
  const row: OtherRow = { event, actor, data, requestId: task.requestId };
  // what no request moves is read again by every open tab
  return { value: task, rows: [row], hints: [{ to: 'tabs', event: { type: 'look' } }] };
}

/**
 * Every minute: what Microsoft says is gone is done, whoever did it; what nobody has done in time is told to more people. Answers
 * how many changed.
 */
export async function watchTasks(deps: Deps): Promise<number> {
  const policy = await policyNow(deps);
  return eachOf(
    (after, limit) => openTasksById(deps.store.db, { after, limit }),
    ({ id }) => id,
    (task) => watchTask(deps, policy, task),
  );
}

async function watchTask(deps: Deps, policy: Policy, seen: Task): Promise<boolean> {
  const isThere = await isStillThere(deps, seen);
  const { value } = await commit(deps, async (tx) => {
    const stored = await findTask(tx, seen.id);
    if (stored === null || stored.task.ended !== null) return { value: false };
    const now = deps.clock.now();
    const onCall = onCallAt(policy, stored.task.site ?? '', now);
    const step =
      isThere === false
        ? endOf(stored.task, { how: 'gone', by: null, now })
        : escalated(stored.task, onCall, now);
    if (step === null) return { value: false };
    return { ...(await writeStep(tx, stored, step, { kind: 'clock' })), value: true };
  });
  return value;
}
