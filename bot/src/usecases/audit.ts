import { type AuditRow, type api, type LiveEvent, pageSize, type Reply } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import type * as z from 'zod/mini';
import { breakOf, type ChainEnd, chainStart, type HashedRow } from '../domain/audit-chain.ts';
import { auditAfter, chainEnd, changedSince } from '../store/audit.ts';
import { allBurners, type Burner } from '../store/burners.ts';
import type { Deps } from './deps.ts';
import { sha256Hex } from './hashing.ts';
import { openReceipt } from './receipts.ts';

const maxMissed = 500;
const walkPage = 500;

export type AuditQuery = z.infer<(typeof api)['listAudit']['query']>;

const dayMs = 24 * 60 * 60_000;
const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Oldest first; days are UTC, `to` included. */
export async function listAudit(deps: Deps, query: AuditQuery): Promise<Reply<'listAudit'>> {
  const { after, from, to, ...same } = query;
  const rows = await auditAfter(deps.store.db, {
    ...same,
    after: Number(after ?? 0),
    fromAt: from === undefined ? undefined : startOf(from),
    toAt: to === undefined ? undefined : startOf(to) + dayMs,
    limit: pageSize + 1,
  });
  const items = rows
    .slice(0, pageSize)
    .map(({ previousHash: _previous, receipt: _receipt, ...row }): AuditRow => row);
  return { items, next: rows.length > pageSize ? (items.at(-1)?.seq ?? null) : null };
}

/** Each desk's own count of receipts, followed while the chain is walked. */
type ReceiptWalk = { readonly burners: ReadonlyMap<string, Burner>; readonly ends: Map<string, ChainEnd> };

/** Why a row's receipt is not what its desk signed, in the order it signed; null when it is. */
function receiptBreak(deps: Deps, walk: ReceiptWalk, row: HashedRow): string | null {
  if (row.receipt === null) return null;
  const burner = row.actor.kind === 'burner' ? walk.burners.get(row.actor.burnerId) : undefined;
  if (burner === undefined) return 'its receipt names no desk that was ever paired';
  try {
    const { body, hash } = openReceipt(row.receipt, burner, deps.practice);
    const before = walk.ends.get(burner.id);
    walk.ends.set(burner.id, { seq: body.seq, hash });
    const follows =
      before === undefined || (body.seq === before.seq + 1 && body.previousHash === before.hash);
    return follows ? null : 'its receipt does not follow the one before it';
  } catch (error) {
    if (error instanceof ProblemError) return 'its receipt does not check';
    throw error;
  }
}

/** Walks the whole chain and every receipt. */
export async function verifyAudit(deps: Deps): Promise<Reply<'verifyAudit'>> {
  const burners = new Map((await allBurners(deps.store.db)).map((burner) => [burner.id, burner]));
  const walk: ReceiptWalk = { burners, ends: new Map() };
  let end = chainStart;
  let receipts = 0;
  for (;;) {
    const rows = await auditAfter(deps.store.db, { after: end.seq, limit: walkPage });
    if (rows.length === 0) return { ok: true, rows: end.seq, receipts, brokenAt: null };
    for (const row of rows) {
      const why = breakOf(end, row, sha256Hex) ?? receiptBreak(deps, walk, row);
      if (why !== null) return { ok: false, rows: end.seq, receipts, brokenAt: { seq: row.seq, why } };
      end = { seq: row.seq, hash: row.hash };
      if (row.receipt !== null) receipts += 1;
    }
  }
}

/** What a reconnecting event stream missed, oldest first, at most 500: newest version of each request changed after `after`. */
export async function liveEventsAfter(deps: Deps, after: number): Promise<readonly LiveEvent[]> {
  const changed = await changedSince(deps.store.db, after, maxMissed);
  return changed.map((row) => ({ type: 'request', ...row }));
}

/** Sequence of the newest audit row, 0 when there is none: where a fresh event stream starts. */
export async function lastSeq(deps: Deps): Promise<number> {
  return (await chainEnd(deps.store.db)).seq;
}
