import type { api, Reply } from '@token-desk/contract/api';
import type { AuditRow } from '@token-desk/contract/audit-row';
import { pageSize } from '@token-desk/contract/routes/route';
import type * as z from 'zod/mini';
import { type DeskNotice, isDeskNotice } from '../../domain/requests/notices.ts';
import { auditAfter } from '../../store/tables/audit.ts';
import { requestsOf } from '../../store/tables/requests.ts';
import type { Deps } from '../write/deps.ts';
import { auditWalkOf } from './audit-walk.ts';

export type AuditQuery = z.infer<(typeof api)['listAudit']['query']>;

const dayMs = 24 * 60 * 60_000;
const startOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Oldest first unless asked otherwise; days are UTC, `to` included. */
export async function listAudit(deps: Deps, query: AuditQuery): Promise<Reply<'listAudit'>> {
  const { after, from, to, order, ...same } = query;
  const rows = await auditAfter(deps.store.db, {
    ...same,
    after: Number(after ?? 0),
    newestFirst: order === 'newest',
    fromAt: from === undefined ? undefined : startOf(from),
    toAt: to === undefined ? undefined : startOf(to) + dayMs,
    limit: pageSize + 1,
  });
  const items = rows
    .slice(0, pageSize)
    .map(({ previousHash: _previous, receipt: _receipt, filedUnder: _serial, ...row }): AuditRow => row);
  const requests = await requestsOf(
    deps.store.db,
    items.flatMap(({ requestId }) => requestId ?? []),
  );
  return {
    items: items.map((row) => ({ ...row, subject: requests.get(row.requestId ?? '')?.subject ?? null })),
    next: rows.length > pageSize ? (items.at(-1)?.seq ?? null) : null,
  };
}

/** Walks the whole chain and every receipt. */
export async function verifyAudit(deps: Deps): Promise<Reply<'verifyAudit'>> {
  const { walkedAt: _at, ...walked } = await auditWalkOf(deps).whole(deps);
  return walked;
}

/** What the audit row `seq` says about a desk, for a line in a channel; null when there is nothing to tell. */
export async function findDeskNews(
  deps: Deps,
  seq: number,
): Promise<{
  readonly event: DeskNotice;
  readonly desk: string;
  readonly by: string;
  readonly data: AuditRow['data'];
} | null> {
  const [row] = await auditAfter(deps.store.db, { after: seq - 1, limit: 1 });
  if (row?.seq !== seq || !isDeskNotice(row.event)) return null;
  const by = row.actor.kind === 'person' ? row.actor.person.name : 'Token Desk';
  return { event: row.event, desk: String(row.data.name ?? ''), by, data: row.data };
}
