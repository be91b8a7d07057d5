import type { Reply } from '@token-desk/contract/api';
import { longWaitMs, type Unheard } from '@token-desk/contract/chat/notice';
import { id, instant, type Person } from '@token-desk/contract/ids';
import { mostCounted } from '@token-desk/contract/lengths';
import { personActor } from '@token-desk/contract/named';
import { ProblemError } from '@token-desk/contract/problem';
import { doneStates, type Request } from '@token-desk/contract/request';
import * as z from 'zod/mini';
import { requestsOfCohort } from '../../store/asked/cohorts.ts';
import type { Db } from '../../store/database.ts';
import { readPlace, writePlace } from '../../store/page-place.ts';
import { withoutChat } from '../../store/tables/conversations.ts';
import {
  countUnheard,
  findNotice,
  isOpen,
  listUnheard as list,
  noteDone,
  type StoredNotice,
} from '../../store/tables/notices.ts';
import { requestsOf } from '../../store/tables/requests.ts';
import { commit } from '../write/commit.ts';
import type { Caller, Deps } from '../write/deps.ts';

const pageSize = 50;
const place = z.tuple([instant, id]);

/** Who has not heard what, and why: oldest first. */
export async function listUnheard(
  deps: Deps,
  { cursor }: { readonly cursor?: string | undefined },
): Promise<Reply<'listUnheard'>> {
  const { db } = deps.store;
  const before = deps.clock.now() - longWaitMs;
  const found = await list(db, { before, after: readPlace(cursor, place), limit: pageSize + 1 });
  const shown = found.slice(0, pageSize);
  const requests = await requestsOf(
    db,
    shown.map(({ requestId }) => requestId),
  );
  const last = shown.at(-1);
  return {
    items: await Promise.all(
      shown.map(async (notice) => {
        const request = requests.get(notice.requestId) ?? null;
        const list = request?.cohort === notice.id ? await listOf(db, notice.id) : null;
        return { ...viewOf(notice, request), ...(list === null ? {} : { list }) };
      }),
    ),
    next:
      found.length > pageSize && last !== undefined ? writePlace({ key: last.madeAt, id: last.id }) : null,
    total: await countUnheard(db, before, mostCounted + 1),
  };
}

/** Who of a list still waits, and how many of them no message reaches. */
export async function listOf(db: Db, cohortId: string): Promise<NonNullable<Unheard['list']>> {
  const waiting = (await requestsOfCohort(db, cohortId)).filter(({ state }) => !doneStates.includes(state));
  const unreached = await withoutChat(
    db,
    waiting.map(({ subject }) => subject.id),
  );
  return { id: cohortId, unreached: unreached.size, people: waiting.length };
}

function viewOf(notice: StoredNotice, request: Request | null): Unheard {
  const { id: noticeId, event, state, why, madeAt, tries, maybeTwice, duty, personId } = notice;
  return {
    ...{ id: noticeId, event, why, madeAt, tries, maybeTwice, duty },
    state: state === 'duty' || state === 'red' ? state : 'waiting',
    requestId: request?.id ?? null,
    subject: request?.subject ?? null,
    receiver: personId === null ? null : receiverOf(request, personId),
  };
}

/** Of a request that was written down for somebody it is they who wait for an answer. */
function receiverOf(request: Request | null, personId: string): Person {
  if (request?.call !== undefined) return { id: personId, name: request.call.by ?? '', upn: '' };
  const known = [request?.requestedBy, request?.subject].find((person) => person?.id === personId);
  return known ?? { id: personId, name: '', upn: '' };
}

export async function unheardTotal({ store, clock }: Deps): Promise<Reply<'countUnheard'>> {
  return { total: await countUnheard(store.db, clock.now() - longWaitMs, mostCounted + 1) };
}

/** Somebody has told them, or has seen to it; the ledger keeps who. */
export async function settleNotice(deps: Deps, caller: Caller, noticeId: string): Promise<void> {
  await commit(deps, async (tx) => {
    const notice = await findNotice(tx, noticeId);
    if (notice === null || !isOpen(notice)) throw new ProblemError('not-found');
    await noteDone(tx, noticeId, { by: caller.person, now: deps.clock.now() });
    const { event, personId, requestId } = notice;
    const actor = personActor(caller.person);
    const data = { told: event, receiverId: personId };
    return {
      value: null,
      rows: [{ event: 'notice_settled', actor, data, requestId: requestId === '' ? null : requestId }],
    };
  });
}
