import type { Task } from '@token-desk/contract/life/task';
import type { HashedRow } from '../../domain/audit-chain.ts';
import type { Db } from '../../store/database.ts';
import { audienceOf, type Conversation } from '../../store/tables/conversations.ts';
import { insertNotices } from '../../store/tables/notices.ts';
import { insertOutbox } from '../../store/tables/outbox.ts';
import type { Deps } from './deps.ts';
import { newRow, notHeard, waitingNotice } from './tell.ts';

/**
 * One card for each conversation that follows a task, brought to where it stands. What is urgent is never held back by quiet hours.
 * The first card somebody gets is a line of the ledger as well: it reaches them, or stands on the first page.
 */
export async function tellTask(
  deps: Deps,
  tx: Db,
  { task, row }: { readonly task: Task; readonly row: HashedRow },
): Promise<number> {
  const people = [task.openedBy?.id, task.onCall?.id].filter((id) => id !== undefined);
  const audience = (await audienceOf(tx, people)).filter((one) => follows(task, one));
  const cards = audience.map((one) => ({
    personId: one.personId,
    isFirst: isAskedBy(task, row, one),
    card: newRow(deps, {
      seq: row.seq,
      kind: 'task',
      event: row.event,
      conversation_id: one.id,
      request_id: task.id,
    }),
  }));
  const asked = cards.filter(({ isFirst }) => isFirst);
  const called = row.event === 'task_escalated' && task.stage === 'on-call' ? task.onCall : null;
  const isUnreached = called !== null && !audience.some(({ personId }) => personId === called.id);
  const noLine = { seq: row.seq, kind: 'task', event: row.event, request_id: task.id };
  await insertOutbox(
    tx,
    cards.map(({ card }) => card),
  );
  await insertNotices(tx, [
    ...asked.map(({ card, personId }) => waitingNotice(card, personId)),
    ...(isUnreached ? [notHeard(deps, { ...noLine, personId: called.id }, null)] : []),
  ]);
  return cards.length;
}

function follows({ stage, openedBy, onCall }: Task, { personId, topics }: Conversation): boolean {
  if (personId !== null) return personId === openedBy?.id || personId === onCall?.id;
  return topics.includes('technicians') || (topics.includes('security') && stage === 'security');
}

/** By this very row somebody here is asked to do something. */
function isAskedBy(task: Task, { event }: HashedRow, { personId, topics }: Conversation): boolean {
  if (event === 'token_lost') return personId === null && topics.includes('technicians');
  if (event !== 'task_escalated') return false;
  return task.stage === 'on-call'
    ? personId !== null && personId === task.onCall?.id
    : topics.includes('security');
}
