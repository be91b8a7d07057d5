import type { HashedRow } from '../domain/audit-chain.ts';
import { isDeskNotice } from '../domain/notices.ts';
import { boundChannels } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { insertOutbox } from '../store/outbox.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Deps } from './deps.ts';

/** One line to every bound channel about what happened to a desk; it belongs to no request. Answers how many. */
export async function tellDesk(deps: Deps, tx: Db, rows: readonly HashedRow[]): Promise<number> {
  const news = rows.filter(({ event }) => isDeskNotice(event));
  if (news.length === 0) return 0;
  const told: OutboxTable[] = [];
  for (const channel of await boundChannels(tx)) {
    for (const { event, seq } of news) {
      told.push({
        id: deps.random.id(),
        seq,
        kind: 'desk-notice',
        conversation_id: channel.id,
        request_id: '',
        event,
        due_at: deps.clock.now(),
        attempts: 0,
        leased_until: null,
        last_error: null,
        given_up_at: null,
      });
    }
  }
  await insertOutbox(tx, told);
  return told.length;
}
