import { auditRow } from '@token-desk/contract/audit-row';
import type { SignedReceipt } from '@token-desk/contract/desk/receipt';
import { actor } from '@token-desk/contract/request-event';
import * as z from 'zod/mini';
import { type ChainEnd, chainStart, type HashedRow } from '../../domain/audit-chain.ts';
import { atOnce } from '../at-once.ts';
import type { Db } from '../database.ts';
import { parseColumn } from '../json.ts';
import { like, searchText } from '../like.ts';
import type { AuditTable } from '../schema.ts';

const eventName = auditRow.shape.event;
const data = auditRow.shape.data;

/** `filedUnder`: the serial it is found by. The hash covers what the row says, not where it is filed. */
export type FiledRow = HashedRow & { readonly filedUnder: string | null };

export function serialOfRow({ data }: Pick<HashedRow, 'data'>): string | null {
  return typeof data.serial === 'string' ? data.serial : null;
}

/** A row says a reason in somebody's own words, and names people behind it. */
const maxSearchLength = 2_000;

/** The people a row names, and whatever else it says in words. */
export function searchOfRow({ actor, data }: Pick<HashedRow, 'actor' | 'data'>): string {
  const who = actor.kind === 'person' ? [actor.person.name, actor.person.upn] : [];
  const desk = actor.kind === 'burner' ? [actor.name] : [];
  const said = Object.values(data).filter((value) => typeof value === 'string');
  return searchText([...who, ...desk, ...said], maxSearchLength);
}

export function readRow(row: AuditTable): FiledRow {
  const { receipt_body: body, receipt_signature: signature } = row;
  return {
    seq: row.seq,
    previousHash: row.previous_hash,
    hash: row.hash,
    requestId: row.request_id,
    at: row.at,
    actor: parseColumn(actor, row.actor),
    event: z.parse(eventName, row.event),
    data: parseColumn(data, row.data),
    receipt: body === null || signature === null ? null : { body, signature },
    filedUnder: row.serial,
  };
}

export async function chainEnd(db: Db): Promise<ChainEnd> {
  const row = await db
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? chainStart;
}

/** How often something happened from one instant to another, which is left out. */
export async function countEvents(
  db: Db,
  event: HashedRow['event'],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  const { total } = await db
    .selectFrom('audit')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('event', '=', event)
    .where('at', '>=', from)
    .where('at', '<', to)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** A statement holds a limited number of values (SQLite 32,766, PostgreSQL 65,535). */
const rowsAtOnce = 500;

/** `seq` is the primary key: of two writers that saw the same end, one fails and decides again. */
export async function appendAudit(db: Db, rows: readonly HashedRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await insertRows(db, rows.slice(from, from + rowsAtOnce));
  }
}

async function insertRows(db: Db, rows: readonly HashedRow[]): Promise<void> {
  await db
    .insertInto('audit')
    .values(
      rows.map((row) => ({
        seq: row.seq,
        previous_hash: row.previousHash,
        hash: row.hash,
        request_id: row.requestId,
        at: row.at,
        actor: JSON.stringify(row.actor),
        event: row.event,
        data: JSON.stringify(row.data),
        receipt_body: row.receipt?.body ?? null,
        receipt_signature: row.receipt?.signature ?? null,
        serial: serialOfRow(row),
        search: searchOfRow(row),
      })),
    )
    .execute();
}

export type AuditFilter = {
  readonly after: number;
  readonly limit: number;
  readonly newestFirst?: boolean;
  readonly requestId?: string | undefined;
  readonly serial?: string | undefined;
  readonly event?: string | undefined;
  /** Any of these. */
  readonly events?: readonly string[] | undefined;
  /** Part of a person's name or UPN, as actor or subject; case and accents do not count. */
  readonly who?: string | undefined;
  readonly fromAt?: number | undefined;
  /** Exclusive. */
  readonly toAt?: number | undefined;
};

/** By `seq` upwards, or from the newest down: then `after` 0 is the top. */
export async function auditAfter(db: Db, where: AuditFilter): Promise<FiledRow[]> {
  const { after, limit, newestFirst, requestId, serial, event, events, who, fromAt, toAt } = where;
  let query = db.selectFrom('audit').selectAll().limit(limit);
  if (newestFirst !== true) query = query.where('seq', '>', after).orderBy('seq');
  else {
    query = query.orderBy('seq', 'desc');
    if (after > 0) query = query.where('seq', '<', after);
  }
  if (requestId !== undefined) query = query.where('request_id', '=', requestId);
  if (event !== undefined) query = query.where('event', '=', event);
  if (events !== undefined) query = query.where('event', 'in', [...events]);
  if (fromAt !== undefined) query = query.where('at', '>=', fromAt);
  if (toAt !== undefined) query = query.where('at', '<', toAt);
  if (serial !== undefined) query = query.where('serial', '=', serial);
  if (who !== undefined) query = query.where(like(who));
  return (await query.execute()).map(readRow);
}

/** Every row that fits, oldest first, however many there are. */
export async function wholeAudit(
  db: Db,
  where: Omit<AuditFilter, 'after' | 'limit' | 'newestFirst'>,
): Promise<FiledRow[]> {
  const rows: FiledRow[] = [];
  for (;;) {
    const page = await auditAfter(db, { ...where, after: rows.at(-1)?.seq ?? 0, limit: atOnce.audit });
    rows.push(...page);
    if (page.length < atOnce.audit) return rows;
  }
}

/** What was recorded in that time of this person's requests and of these tokens, in no order. */
export async function auditAbout(
  db: Db,
  about: {
    readonly subjectId: string;
    readonly serials: readonly string[];
    readonly fromAt: number;
    readonly toAt: number;
  },
): Promise<FiledRow[]> {
  const within = db
    .selectFrom('audit')
    .selectAll()
    .where('at', '>=', about.fromAt)
    .where('at', '<=', about.toAt)
    .limit(atOnce.audit);
  const ofRequests = within.where('request_id', 'in', (eb) =>
    eb.selectFrom('requests').select('requests.id').where('subject_id', '=', about.subjectId),
  );
  const rows = await ofRequests.execute();
  if (about.serials.length > 0)
    rows.push(...(await within.where('serial', 'in', [...about.serials]).execute()));
  return rows.map(readRow);
}

/** The rows of these numbers that are there, in no order. */
export async function auditRows(db: Db, seqs: readonly number[]): Promise<FiledRow[]> {
  const rows: FiledRow[] = [];
  for (let from = 0; from < seqs.length; from += atOnce.audit) {
    const some = seqs.slice(from, from + atOnce.audit);
    rows.push(...(await db.selectFrom('audit').selectAll().where('seq', 'in', some).execute()).map(readRow));
  }
  return rows;
}

/** Whether this very receipt stands in the books. Ed25519 signatures are deterministic, so the index is on them. */
export async function hasReceipt(db: Db, receipt: SignedReceipt): Promise<boolean> {
  const row = await db
    .selectFrom('audit')
    .select('receipt_body')
    .where('receipt_signature', '=', receipt.signature)
    .executeTakeFirst();
  return row?.receipt_body === receipt.body;
}

/** Whether the same thing was noted before: what repeats with every reconnect is worth one row. */
export async function isNoted(db: Db, event: string, said: HashedRow['data']): Promise<boolean> {
  const row = await db
    .selectFrom('audit')
    .select('seq')
    .where('event', '=', event)
    .where('data', '=', JSON.stringify(said))
    .executeTakeFirst();
  return row !== undefined;
}
