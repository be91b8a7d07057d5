import { type DeskNotice, isDeskNotice } from '../../domain/requests/notices.ts';
import { auditAfter } from '../../store/tables/audit.ts';
import type { Deps } from '../write/deps.ts';

/** What the audit row `seq` says about a desk, for a line in a channel; null when there is nothing to tell. */
export async function findDeskNews(
  deps: Deps,
  seq: number,
): Promise<{ readonly event: DeskNotice; readonly desk: string; readonly by: string } | null> {
  const [row] = await auditAfter(deps.store.db, { after: seq - 1, limit: 1 });
  if (row?.seq !== seq || !isDeskNotice(row.event)) return null;
  const by = row.actor.kind === 'person' ? row.actor.person.name : 'Token Desk';
  return { event: row.event, desk: String(row.data.name ?? ''), by };
}
