import {
  decisiveSends,
  mostRemembered,
  type SendLimit,
  type SendLimits,
} from '../../domain/delivery/limits.ts';
import type { Db } from '../database.ts';
import type { LaneTable, OutboxTable } from '../schema.ts';
import { countTry, deleteTried, earliestDue, headOf, newestCard, postponeTried } from './outbox.ts';

/** The lane that counts what all of them send. */
const app = '';
const mostTakenIn = 500;

/**
 * Lets lanes know of rows that commits have left. Apart from those: whoever works in Token Desk never waits for whoever sends.
 * Answers how many conversations there were, at most 500.
 */
export async function takeIn(db: Db): Promise<number> {
  const found = await db
    .selectFrom('outbox')
    .select(['conversation_id', (eb) => eb.fn.min('due_at').as('due_at')])
    .where('in_lane', '=', 0)
    .groupBy('conversation_id')
    .orderBy('conversation_id')
    .limit(mostTakenIn)
    .execute();
  for (const { conversation_id, due_at } of found) {
    await db
      .insertInto('lanes')
      .values(newLane(conversation_id, due_at))
      .onConflict((conflict) =>
        conflict.column('conversation_id').doUpdateSet((eb) => ({
          due_at: eb
            .case()
            .when(eb.or([eb('lanes.due_at', 'is', null), eb('lanes.due_at', '>', due_at)]))
            .then(due_at)
            .else(eb.ref('lanes.due_at'))
            .end(),
        })),
      )
      .execute();
    await db
      .updateTable('outbox')
      .set({ in_lane: 1 })
      .where('in_lane', '=', 0)
      .where('conversation_id', '=', conversation_id)
      .execute();
  }
  return found.length;
}

/** One row, this try included in `attempts`. `wasInFlight`: whoever had it last never said what became of it. */
export type Leased = { readonly row: OutboxTable; readonly wasInFlight: boolean };

type Now = { readonly now: number; readonly until: number; readonly limits: SendLimits };

/**
 * Leases the row that is due first, or null: of each conversation its head, and only as often as Teams allows. The look-up is
 * one by index, however many rows wait.
 */
export async function leaseNext(db: Db, at: Now, skip: readonly string[]): Promise<Leased | null> {
  for (;;) {
    let query = db
      .selectFrom('lanes')
      .selectAll()
      .where('due_at', '<=', at.now)
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', at.now)]));
    if (skip.length > 0) query = query.where('conversation_id', 'not in', [...skip]);
    const lane = await query.orderBy('due_at').orderBy('conversation_id').limit(1).executeTakeFirst();
    if (lane === undefined) return null;
    const place = lane.conversation_id;
    const head = await headOf(db, place, at.now);
    if (head === null || head.due_at > at.now) {
      const dueAt = await turnOf(db, place, head);
      await setLane(db, place, { due_at: dueAt, leased_until: null, in_flight: null });
      continue;
    }
    const allowedAt = await whenAllowed(db, place, { n: lane.sent, limits: at.limits.conversation });
    if (allowedAt > at.now) {
      await setLane(db, place, { due_at: allowedAt });
      continue;
    }
    const ofAll = await laneOf(db, app);
    // The whole app has to wait: so do all lanes.
    if ((await whenAllowed(db, app, { n: ofAll?.sent ?? 0, limits: at.limits.app })) > at.now) return null;
    if (ofAll === null) await db.insertInto('lanes').values(newLane(app, null)).execute();
    await countSend(db, app, { n: ofAll?.sent ?? 0, limits: at.limits.app, now: at.now });
    await countSend(db, place, { n: lane.sent, limits: at.limits.conversation, now: at.now });
    const isCard = head.kind === 'card' || head.kind === 'task';
    const row = isCard ? await newestCard(db, head) : head;
    const attempt = row.attempts + 1;
    await setLane(db, place, { leased_until: at.until, in_flight: row.id });
    await countTry(db, { id: row.id, attempt });
    return { row: { ...row, attempts: attempt }, wasInFlight: lane.in_flight === row.id };
  }
}

/** When a lane is looked at again: for its head, or for a line before it that was meant for later. Null: nothing waits. */
async function turnOf(db: Db, place: string, head: OutboxTable | null): Promise<number | null> {
  const later = await earliestDue(db, place, head);
  if (head === null || later === null) return head?.due_at ?? later;
  return Math.min(head.due_at, later);
}

async function setLane(db: Db, conversationId: string, change: Partial<LaneTable>): Promise<void> {
  await db.updateTable('lanes').set(change).where('conversation_id', '=', conversationId).execute();
}

/** When message number `n` may be sent there: 0, at any time. */
async function whenAllowed(
  db: Db,
  conversationId: string,
  { n, limits }: { readonly n: number; readonly limits: readonly SendLimit[] },
): Promise<number> {
  const decisive = decisiveSends(limits, n);
  if (decisive.length === 0) return 0;
  const sends = await db
    .selectFrom('lane_sends')
    .select(['n', 'at'])
    .where('conversation_id', '=', conversationId)
    .where(
      'n',
      'in',
      decisive.map((send) => send.n),
    )
    .execute();
  const at = new Map(sends.map((send) => [send.n, send.at]));
  return Math.max(...decisive.map((send) => (at.get(send.n) ?? 0) + send.withinMs));
}

/** Message number `n` goes there now. Without limits nothing has to be remembered. */
async function countSend(
  db: Db,
  conversationId: string,
  { n, limits, now }: { readonly n: number; readonly limits: readonly SendLimit[]; readonly now: number },
): Promise<void> {
  if (limits.length === 0) return;
  await setLane(db, conversationId, { sent: n + 1 });
  await db.insertInto('lane_sends').values({ conversation_id: conversationId, n, at: now }).execute();
  await db
    .deleteFrom('lane_sends')
    .where('conversation_id', '=', conversationId)
    .where('n', '<=', n - mostRemembered(limits))
    .execute();
}

const newLane = (conversation_id: string, due_at: number | null): LaneTable => ({
  ...{ conversation_id, due_at },
  ...{ leased_until: null, in_flight: null, sent: 0 },
});

async function laneOf(db: Db, conversationId: string): Promise<LaneTable | null> {
  const lane = await db
    .selectFrom('lanes')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return lane ?? null;
}

/** When the whole app may send again; 0: now. */
export async function appAllowedAt(db: Db, limits: SendLimits): Promise<number> {
  const lane = await laneOf(db, app);
  return lane === null ? 0 : whenAllowed(db, app, { n: lane.sent, limits: limits.app });
}

type Ended = { readonly id: string; readonly conversationId: string; readonly attempt: number };

/** `again`: it is tried again then. Null: it is not. False: it is not this try any more, and nothing was changed. */
export async function endTry(
  db: Db,
  tried: Ended,
  {
    now,
    again,
  }: { readonly now: number; readonly again: { readonly dueAt: number; readonly error: string } | null },
): Promise<boolean> {
  const isMine = again === null ? await deleteTried(db, tried) : await postponeTried(db, tried, again);
  if (!isMine) return false;
  const { conversationId } = tried;
  // Teams counts when a message comes, which was before it answered.
  await db
    .updateTable('lane_sends')
    .set({ at: now })
    .where('conversation_id', '=', conversationId)
    .where('n', '=', (eb) =>
      eb
        .selectFrom('lanes')
        .select((e) => e('sent', '-', 1).as('n'))
        .where('conversation_id', '=', conversationId),
    )
    .execute();
  const dueAt = await turnOf(db, conversationId, await headOf(db, conversationId, now));
  await setLane(db, conversationId, { due_at: dueAt, leased_until: null, in_flight: null });
  return true;
}

/** When the next row is due or its lease ends; null when nothing waits. Rows that no lane knows of are due now. */
export async function nextDue(db: Db, now: number): Promise<number | null> {
  const fresh = await db
    .selectFrom('outbox')
    .select('id')
    .where('in_lane', '=', 0)
    .limit(1)
    .executeTakeFirst();
  if (fresh !== undefined) return now;
  const free = await db
    .selectFrom('lanes')
    .select((eb) => eb.fn.min('due_at').as('at'))
    .where('leased_until', 'is', null)
    .executeTakeFirstOrThrow();
  const leased = await db
    .selectFrom('lanes')
    .select((eb) => eb.fn.min('leased_until').as('at'))
    .where('leased_until', 'is not', null)
    .executeTakeFirstOrThrow();
  const known = [free.at, leased.at].filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** A person writes from another chat now: what waited for the old one goes to the new one. */
export async function moveLanes(db: Db, from: readonly string[], to: string): Promise<void> {
  // what is on its way to the old one now may be taken there, and is sent to the new one all the same
  await db
    .updateTable('notices')
    .set({ maybe_twice: 1 })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('lanes')
        .select((e) => e.ref('in_flight').$notNull().as('id'))
        .where('conversation_id', 'in', [...from])
        .where('in_flight', 'is not', null),
    )
    .execute();
  for (const table of ['outbox', 'notices'] as const)
    await db
      .updateTable(table)
      .set({ conversation_id: to, ...(table === 'outbox' ? { in_lane: 0 } : {}) })
      .where('conversation_id', 'in', [...from])
      .execute();
  await forgetLanes(db, from);
}

/** The conversation is gone, and what waited for it. */
export async function forgetLanes(db: Db, conversationIds: readonly string[]): Promise<void> {
  for (const table of ['outbox', 'lanes', 'lane_sends'] as const)
    await db
      .deleteFrom(table)
      .where('conversation_id', 'in', [...conversationIds])
      .execute();
}
