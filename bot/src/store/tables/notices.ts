import { auditRow } from '@token-desk/contract/audit-row';
import { type NoticeState, noticeState, type UnheardWhy, unheardWhy } from '@token-desk/contract/chat/notice';
import { type Person, person } from '@token-desk/contract/ids';
import * as z from 'zod/mini';
import type { Duty } from '../../domain/delivery/unheard.ts';
import type { Db } from '../database.ts';
import type { PagePlace } from '../page-place.ts';
import type { NoticeTable } from '../schema.ts';

/** One line for one receiver; `store/schema.ts` says what each column is. */
export type StoredNotice = {
  readonly id: string;
  readonly seq: number;
  readonly event: z.infer<typeof auditRow.shape.event>;
  readonly requestId: string;
  readonly personId: string | null;
  readonly madeAt: number;
  readonly state: NoticeState;
  readonly why: UnheardWhy | null;
  readonly tries: number;
  readonly maybeTwice: boolean;
  readonly duty: Duty | null;
};

function read(row: NoticeTable): StoredNotice {
  return {
    id: row.id,
    seq: row.seq,
    event: z.parse(auditRow.shape.event, row.event),
    requestId: row.request_id,
    personId: row.person_id,
    madeAt: row.made_at,
    state: z.parse(noticeState, row.state),
    why: row.why === null ? null : z.parse(unheardWhy, row.why),
    tries: row.tries,
    maybeTwice: row.maybe_twice === 1,
    duty:
      row.duty_of === null || row.duty_due === null
        ? null
        : { of: z.parse(person, JSON.parse(row.duty_of)), dueAt: row.duty_due },
  };
}

export async function insertNotices(db: Db, rows: readonly NoticeTable[]): Promise<void> {
  if (rows.length > 0)
    await db
      .insertInto('notices')
      .values([...rows])
      .execute();
}

export async function findNotice(db: Db, id: string): Promise<StoredNotice | null> {
  const row = await db.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** A card goes in the place of older ones: what the ledger has of them is told with it. Whoever is to decide is asked once. */
export async function takeNotice(db: Db, from: readonly string[], to: string): Promise<void> {
  await db
    .updateTable('notices')
    .set({ id: to })
    .where('id', 'in', [...from])
    .execute();
}

/** Nothing came of it and nobody was to be told: there is no such line. */
export async function dropNotice(db: Db, id: string): Promise<void> {
  await db.deleteFrom('notices').where('id', '=', id).execute();
}

export async function noteDelivered(
  db: Db,
  id: string,
  how: { readonly now: number; readonly tries: number },
): Promise<void> {
  await db
    .updateTable('notices')
    .set({ state: 'delivered', ended_at: how.now, tries: how.tries, why: null })
    .where('id', '=', id)
    .execute();
}

export async function noteTry(
  db: Db,
  id: string,
  how: { readonly tries: number; readonly why: UnheardWhy | null },
): Promise<void> {
  await db.updateTable('notices').set({ tries: how.tries, why: how.why }).where('id', '=', id).execute();
}

export async function noteMaybeTwice(db: Db, id: string): Promise<void> {
  await db.updateTable('notices').set({ maybe_twice: 1 }).where('id', '=', id).execute();
}

/** It reaches nobody: it is somebody's duty now, or, with null, stands on the first page. */
export async function noteUnheard(
  db: Db,
  id: string,
  end: { readonly why: UnheardWhy; readonly duty: Duty | null; readonly tries: number },
): Promise<void> {
  const { why, duty, tries } = end;
  await db
    .updateTable('notices')
    .set({ ...dutyColumns(duty), why, tries })
    .where('id', '=', id)
    .execute();
}

/** A duty that there is begins anew, unless it is open; false: there is none of that id. */
export async function reopenDuty(db: Db, id: string, duty: Duty): Promise<boolean> {
  const found = await findNotice(db, id);
  if (found === null) return false;
  if (found.state === 'done')
    await db
      .updateTable('notices')
      .set({ ...dutyColumns(duty), done_by: null, ended_at: null })
      .where('id', '=', id)
      .execute();
  return true;
}

/** The state a line that reached nobody ends in, and whose it is. */
export const dutyColumns = (duty: Duty | null) => ({
  state: duty === null ? 'red' : 'duty',
  duty_of: duty === null ? null : JSON.stringify(duty.of),
  duty_due: duty === null ? null : duty.dueAt,
});

/** What waited for a channel that is let go is told to nobody there any more. */
export async function noteUnbound(
  db: Db,
  conversationIds: readonly string[],
  why: UnheardWhy,
): Promise<void> {
  await db
    .updateTable('notices')
    .set({ state: 'red', why })
    .where('conversation_id', 'in', [...conversationIds])
    .where('state', '=', 'waiting')
    .execute();
}

type Page = {
  readonly before: number;
  readonly limit: number;
  readonly after: PagePlace<number> | null;
};

const openStates: readonly NoticeState[] = ['duty', 'red'];

/** It reached nobody, and nobody has seen to it. */
export const isOpen = ({ state }: StoredNotice): boolean => openStates.includes(state);

function open(db: Db, { before }: Pick<Page, 'before'>) {
  return db
    .selectFrom('notices')
    .where((eb) =>
      eb.or([
        eb('state', 'in', [...openStates]),
        eb.and([eb('state', '=', 'waiting'), eb('made_at', '<', before)]),
      ]),
    );
}

/** What has not reached its receiver, oldest first; of what still waits only what was made before `before`. */
export async function listUnheard(db: Db, page: Page): Promise<StoredNotice[]> {
  let query = open(db, page).selectAll();
  const { after } = page;
  if (after !== null) {
    query = query.where((eb) =>
      eb.or([
        eb('made_at', '>', after.key),
        eb.and([eb('made_at', '=', after.key), eb('id', '>', after.id)]),
      ]),
    );
  }
  const rows = await query.orderBy('made_at').orderBy('id').limit(page.limit).execute();
  return rows.map(read);
}

/** At most `most`. */
export async function countUnheard(db: Db, before: number, most: number): Promise<number> {
  const rows = await open(db, { before }).select('id').limit(most).execute();
  return rows.length;
}

export async function noteDone(
  db: Db,
  id: string,
  { by, now }: { readonly by: Person; readonly now: number },
): Promise<void> {
  await db
    .updateTable('notices')
    .set({ state: 'done', ended_at: now, done_by: JSON.stringify(by) })
    .where('id', '=', id)
    .execute();
}

/** Lines that reached nobody and that nobody has seen to. */
export async function countOpenNotices(db: Db): Promise<number> {
  const { total } = await db
    .selectFrom('notices')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('state', 'in', [...openStates])
    .executeTakeFirstOrThrow();
  return Number(total);
}
