import type { Request } from '@token-desk/contract/request';
import type { RequestEvent } from '../../domain/requests/request-events.ts';
import { dayMs } from '../../domain/retention.ts';
import type { Db } from '../../store/database.ts';
import { withoutChat } from '../../store/tables/conversations.ts';
import { insertNotices, reopenDuty } from '../../store/tables/notices.ts';
import type { Deps } from './deps.ts';
import { notHeard } from './tell.ts';

type News = { readonly request: Request; readonly events: readonly RequestEvent[]; readonly seq: number };

/**
 * Whoever waits for a token and has no chat is told by whoever asked for them: one duty for a whole list, under the list's own
 * id, which begins anew when somebody else of it is approved later.
 */
export async function tellLists(deps: Deps, tx: Db, news: readonly News[]): Promise<void> {
  const lists = new Map<string, News[]>();
  for (const one of news) {
    const { cohort } = one.request;
    if (cohort === undefined || !one.events.some(({ kind }) => kind === 'queued')) continue;
    lists.set(cohort, [...(lists.get(cohort) ?? []), one]);
  }
  for (const [cohort, all] of lists) {
    const [first] = all;
    const unreached = await withoutChat(
      tx,
      all.map(({ request }) => request.subject.id),
    );
    if (first === undefined || unreached.size === 0) continue;
    const { request, seq } = first;
    const duty = { of: request.requestedBy, dueAt: deps.clock.now() + dayMs };
    if (await reopenDuty(tx, cohort, duty)) continue;
    const line = { id: cohort, seq, kind: 'notice', event: 'queued', request_id: request.id };
    await insertNotices(tx, [notHeard(deps, { ...line, personId: null }, duty)]);
  }
}
