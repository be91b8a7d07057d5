import type { Request } from '@token-desk/contract/request';
import type { HashedRow } from '../../domain/audit-chain.ts';
import { isDeskNotice, isNoticeFor, noticeDelayMs } from '../../domain/requests/notices.ts';
import type { RequestEvent } from '../../domain/requests/request-events.ts';
import type { Db } from '../../store/database.ts';
import type { OutboxTable } from '../../store/schema.ts';
import { audienceOf, boundChannels, type Conversation } from '../../store/tables/conversations.ts';
import { insertOutbox } from '../../store/tables/outbox.ts';
import type { Deps } from './deps.ts';

/** One line to every bound channel about what happened to a desk; it belongs to no request. Answers how many. */
export async function tellDesk(deps: Deps, tx: Db, rows: readonly HashedRow[]): Promise<number> {
  const news = rows.filter(({ event }) => isDeskNotice(event));
  if (news.length === 0) return 0;
  const told: OutboxTable[] = [];
  for (const channel of await boundChannels(tx)) {
    for (const { event, seq } of news) {
      const where = { conversation_id: channel.id, request_id: '' };
      told.push(newRow(deps, { seq, kind: 'desk-notice', event, ...where }));
    }
  }
  await insertOutbox(tx, told);
  return told.length;
}

/** One card row per conversation that follows the request, and a notice row for each event worth a line there. */
export async function tellRequest(
  deps: Deps,
  tx: Db,
  news: {
    readonly request: Request;
    readonly events: readonly RequestEvent[];
    /** The audit row of each event. */
    readonly seqs: readonly number[];
  },
): Promise<number> {
  const { request, events, seqs } = news;
  const rows: OutboxTable[] = [];
  for (const conversation of await audienceOf(tx, readersOf(request))) {
    const where = { conversation_id: conversation.id, request_id: request.id };
    const row = (kind: 'card' | 'notice', index: number) =>
      newRow(deps, { seq: seqs[index] ?? 0, kind, event: events[index]?.kind ?? 'queued', ...where });
    rows.push(row('card', events.length - 1));
    for (const [index, event] of events.entries()) {
      if (isTold(request, conversation) && isNoticeFor(event.kind, conversation.kind))
        rows.push(later(row('notice', index), noticeDelayMs(event.kind)));
    }
  }
  await insertOutbox(tx, rows);
  return rows.length;
}

/** Who asked; and the manager who was asked to decide, whose card follows the request without a line. */
const readersOf = ({ requestedBy, approval }: Request): readonly string[] =>
  [requestedBy, approval?.asked].flatMap((person) => person?.id ?? []);

const isTold = ({ requestedBy }: Request, { kind, personId }: Conversation): boolean =>
  kind === 'channel' || personId === requestedBy.id;

type Told = Pick<OutboxTable, 'seq' | 'kind' | 'conversation_id' | 'request_id' | 'event'>;

const later = (row: OutboxTable, ms: number): OutboxTable => ({ ...row, due_at: row.due_at + ms });

/** Due at once, and not tried yet. */
function newRow(deps: Deps, told: Told): OutboxTable {
  const untried = { attempts: 0, leased_until: null, last_error: null, given_up_at: null };
  return { id: deps.random.id(), ...told, due_at: deps.clock.now(), ...untried };
}
