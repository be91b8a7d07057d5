import type { Request } from '@token-desk/contract/request';
import { decidersOf, isDecider } from '../../domain/approval/deciders.ts';
import type { HashedRow } from '../../domain/audit-chain.ts';
import { afterQuiet } from '../../domain/delivery/quiet-hours.ts';
import { type Duty, dutyFor } from '../../domain/delivery/unheard.ts';
import {
  gatheringMs,
  isDeskNotice,
  isGathered,
  isHolderNews,
  isNoticeFor,
  isToldTo,
  isUrgent,
  type NoticeReader,
  noticeDelayMs,
  topicsOf,
} from '../../domain/requests/notices.ts';
import type { RequestEvent } from '../../domain/requests/request-events.ts';
import { dayMs } from '../../domain/retention.ts';
import type { Db } from '../../store/database.ts';
import type { NoticeTable, OutboxTable } from '../../store/schema.ts';
import { audienceOf, boundChannels, type Conversation } from '../../store/tables/conversations.ts';
import { dutyColumns, insertNotices } from '../../store/tables/notices.ts';
import { insertOutbox, isLineAhead } from '../../store/tables/outbox.ts';
import type { Deps } from './deps.ts';
import { policyNow } from './policy-now.ts';

/** One line to each channel that is told of it, about what happened to a desk or a rule; it belongs to no request. Answers how many. */
export async function tellDesk(deps: Deps, tx: Db, rows: readonly HashedRow[]): Promise<number> {
  const news = rows.flatMap(({ event, seq, data }) => (isDeskNotice(event) ? [{ event, seq, data }] : []));
  if (news.length === 0) return 0;
  const told: OutboxTable[] = [];
  const quietMs = await quietFor(deps, tx);
  for (const channel of await boundChannels(tx)) {
    for (const { event, seq, data } of news) {
      const isItself = data.conversationId === channel.id;
      if (isItself || !topicsOf(event).some((topic) => channel.topics.includes(topic))) continue;
      const where = { conversation_id: channel.id, request_id: '' };
      const row = newRow(deps, { seq, kind: 'desk-notice', event, ...where });
      told.push(later(row, isUrgent(event) ? 0 : quietMs));
    }
  }
  await insertOutbox(tx, told);
  await insertNotices(
    tx,
    told.map((row) => waitingNotice(row, null)),
  );
  return told.length;
}

/** How long what is not urgent waits now. */
async function quietFor(deps: Deps, tx: Db): Promise<number> {
  const now = deps.clock.now();
  return afterQuiet(await policyNow(deps, tx), now) - now;
}

/**
 * Whoever carries a token hears that it became theirs, or is theirs no more, unless they did it themselves. Without a chat they
 * are told by whoever took it from them; of a new one they hear at the desk, or by whoever sends it.
 */
export async function tellHolders(
  deps: Deps,
  tx: Db,
  rows: readonly HashedRow[],
  requests: ReadonlyMap<string, Request>,
): Promise<number> {
  const told: OutboxTable[] = [];
  const notices: NoticeTable[] = [];
  for (const { event, seq, data, actor, requestId } of rows) {
    const isSent = event === 'handed_over' && (data.to === 'mail' || data.to === 'manager');
    if (!isHolderNews(event) && !isSent) continue;
    const request = requestId === null ? undefined : requests.get(requestId);
    const holderId = event === 'bound' || isSent ? request?.subject.id : data.holderId;
    const by = actor.kind === 'person' ? actor.person : null;
    if (typeof holderId !== 'string' || by?.id === holderId) continue;
    const [chat] = await audienceOf(tx, [holderId], 'people');
    const where = { request_id: requestId ?? '', conversation_id: chat?.id ?? '' };
    const row = newRow(deps, { seq, kind: 'holder', event, ...where });
    if (chat !== undefined && !isSent) {
      told.push(row);
      notices.push(waitingNotice(row, holderId));
    } else if (chat === undefined && (isSent || event === 'token_lost') && by !== null) {
      const duty = { of: by, dueAt: deps.clock.now() + dayMs };
      const line = { seq, kind: 'holder', event, request_id: requestId ?? '', personId: holderId };
      notices.push(notHeard(deps, line, duty));
    }
  }
  await insertOutbox(tx, told);
  await insertNotices(tx, notices);
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
    /** Whose one card has its row already, by cohort and conversation. */
    readonly cohortsTold: Set<string>;
  },
): Promise<number> {
  const { request, events, seqs, cohortsTold } = news;
  const rows: OutboxTable[] = [];
  const notices: NoticeTable[] = [];
  const audience = await audienceOf(tx, readersOf(request));
  let quietMs: number | null = null;
  for (const conversation of audience) {
    const where = { conversation_id: conversation.id, request_id: request.id };
    const row = (kind: 'card' | 'notice', index: number) =>
      newRow(deps, { seq: seqs[index] ?? 0, kind, event: events[index]?.kind ?? 'queued', ...where });
    const { personId } = conversation;
    const readers = readersIn(request, conversation);
    const card = row('card', events.length - 1);
    const isShown = personId !== null || readers.includes('technicians');
    const isSent = isShown && needsCard(request, conversation, cohortsTold);
    if (isSent) rows.push(card);
    // their card is what they are told by: it reaches them, or somebody has to
    if (isSent && personId !== null && isAskedBy(events, personId))
      notices.push(waitingNotice(card, personId));
    for (const [index, event] of events.entries()) {
      if (!readers.some((reader) => isToldTo(event, reader))) continue;
      quietMs ??= await quietFor(deps, tx);
      const quiet = isUrgent(event.kind) ? 0 : quietMs;
      const { cohort } = request;
      const isOfMany = cohort !== undefined && isGathered(event.kind);
      const line = later(
        row('notice', index),
        Math.max(noticeDelayMs(event.kind), quiet, isOfMany ? gatheringMs : 0),
      );
      // it will be said of this one too
      if (isOfMany && (await isLineAhead(tx, { ...where, cohort, event: event.kind, now: deps.clock.now() })))
        continue;
      rows.push(line);
      notices.push(waitingNotice(line, conversation.personId));
    }
  }
  const receiver = request.requestedBy.id;
  if (!audience.some(({ personId }) => personId === receiver)) {
    for (const [index, event] of events.entries()) {
      const isNews = isNoticeFor(event.kind, 'requester') && !isBy(event, receiver);
      if (isNews) {
        const line = { seq: seqs[index] ?? 0, kind: 'notice', event: event.kind, request_id: request.id };
        const duty = dutyFor(request, { personId: receiver, now: deps.clock.now() });
        notices.push(notHeard(deps, { ...line, personId: receiver }, duty));
      }
    }
  }
  await insertOutbox(tx, rows);
  await insertNotices(tx, notices);
  return rows.length;
}

/** Who asked; and whoever was asked to decide, whose card follows the request. */
const readersOf = (request: Request): readonly string[] => [
  request.requestedBy.id,
  ...decidersOf(request).map(({ person }) => person.id),
];

/** What a conversation is to a request. */
function readersIn(request: Request, { kind, personId, topics }: Conversation): readonly NoticeReader[] {
  if (kind === 'channel' || personId === null) return topics;
  return [
    ...(personId === request.requestedBy.id ? (['requester'] as const) : []),
    ...(isDecider(request, personId) ? (['decider'] as const) : []),
  ];
}

/** They are asked to decide by one of these events. */
const isAskedBy = (events: readonly RequestEvent[], personId: string): boolean =>
  events.some(
    (event) =>
      (event.kind === 'submitted' && isDecider(event, personId)) ||
      (event.kind === 'approval_passed_on' && event.to?.person.id === personId),
  );

/** The people of one submission share a card in each conversation: whose they are, or who decides about them. */
function needsCard(request: Request, conversation: Conversation, cohortsTold: Set<string>): boolean {
  if (request.cohort === undefined) return true;
  const key = `${request.cohort} ${conversation.id}`;
  const isFirst = !cohortsTold.has(key);
  cohortsTold.add(key);
  return isFirst;
}

const isBy = ({ actor }: RequestEvent, personId: string) =>
  actor.kind === 'person' && actor.person.id === personId;

type Row = Pick<OutboxTable, 'seq' | 'kind' | 'conversation_id' | 'request_id' | 'event'>;

const later = (row: OutboxTable, ms: number): OutboxTable => ({ ...row, due_at: row.due_at + ms });

/** Due at once, and not tried yet. */
export function newRow(deps: Deps, told: Row): OutboxTable {
  const untried = { attempts: 0, last_error: null, in_lane: 0 };
  return { id: deps.random.id(), ...told, due_at: deps.clock.now(), ...untried };
}

/** Nothing came of it yet. */
const open = { ended_at: null, tries: 0, maybe_twice: 0, done_by: null };

/** What stands in the ledger until its row is told. */
export function waitingNotice(row: OutboxTable, personId: string | null): NoticeTable {
  const { id, seq, kind, event, request_id, conversation_id, due_at } = row;
  return {
    ...{ id, seq, kind, event, request_id, conversation_id, person_id: personId, made_at: due_at },
    ...open,
    ...{ state: 'waiting', why: null, duty_of: null, duty_due: null },
  };
}

type Unheard = Pick<NoticeTable, 'seq' | 'kind' | 'event' | 'request_id'> & {
  /** Null: more than one person. */
  readonly personId: string | null;
  /** A fresh one unless given. */
  readonly id?: string;
};

/** No chat with the bot is there to tell it in: it is somebody's duty, or, with null, stands on the first page. */
export function notHeard(
  deps: Deps,
  { personId, id = deps.random.id(), ...row }: Unheard,
  duty: Duty | null,
): NoticeTable {
  return {
    ...{ id, ...row, conversation_id: null, person_id: personId, made_at: deps.clock.now() },
    ...open,
    ...dutyColumns(duty),
    why: 'not-installed',
  };
}
