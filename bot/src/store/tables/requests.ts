import { mostPerQuarter } from '@token-desk/contract/approval';
import {
  doneStates,
  finalStates,
  type Request,
  type RequestState,
  request,
  servedStates,
} from '@token-desk/contract/request';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { hasFreeText } from '../../domain/requests/own-words.ts';
import { queueKey } from '../../domain/requests/queue-order.ts';
import { ahead } from '../../domain/requests/request-states.ts';
import { carriedStates } from '../../domain/retention.ts';
import { type Db, LostRace } from '../database.ts';
import { holders, searched } from '../grams.ts';
import { parseColumn } from '../json.ts';
import { like, searchText } from '../like.ts';
import type { PagePlace } from '../page-place.ts';
import type { RequestTable, Schema } from '../schema.ts';
import { isDescending, orderColumn, type RequestOrder, sortKey } from './request-order.ts';

function columnsOf(doc: Request): Omit<RequestTable, 'submission_key'> {
  const { subject, token, form, binding } = doc;
  const found = [token?.serial, form.ticketNumber, binding?.methodId].map((one) => one ?? '');
  return {
    id: doc.id,
    version: doc.version,
    state: doc.state,
    type: doc.form.type,
    subject_id: doc.subject.id,
    requester_id: doc.requestedBy.id,
    site: doc.form.site,
    needed_by: doc.form.neededBy,
    queue_key: queueKey(doc),
    subject_key: sortKey(subject.name),
    requester_key: sortKey(doc.requestedBy.name),
    serial: token?.serial ?? '',
    claim_by: doc.claim?.by.id ?? null,
    search: searchText([subject.name, subject.upn, ...found]),
    created_at: doc.createdAt,
    updated_at: doc.updatedAt,
    has_text: Number(hasFreeText(doc)),
    has_health_reason: Number(doc.form.reasonWords?.isPrivate === true),
    unenforced_since: unenforcedSince(doc),
    without_second: Number(isWithoutSecond(doc)),
    is_spare: Number(doc.spareFor !== undefined),
    aside_by: asideBy(doc),
    cohort_id: doc.cohort ?? null,
    doc: JSON.stringify(doc),
  };
}

/** Microsoft has its token, and nobody has said whether MFA is on for the person. */
function unenforcedSince({ state, binding, enforcement }: Request): number | null {
  return servedStates.includes(state) && enforcement === 'undecided' ? (binding?.at ?? null) : null;
}

/** Microsoft has its token, which is no spare one, and nothing is recorded of a second way in. */
function isWithoutSecond({ state, second, spareFor }: Request): boolean {
  return servedStates.includes(state) && second === undefined && spareFor === undefined;
}

const read = (row: { doc: string } | undefined) => (row === undefined ? null : parseColumn(request, row.doc));

export async function findRequest(db: Db, id: string): Promise<Request | null> {
  return read(await db.selectFrom('requests').select('doc').where('id', '=', id).executeTakeFirst());
}

export async function findBySubmission(db: Db, key: string): Promise<Request | null> {
  return read(
    await db.selectFrom('requests').select('doc').where('submission_key', '=', key).executeTakeFirst(),
  );
}

const asideBy = ({ isAside, requestedBy }: Request): string => (isAside === true ? requestedBy.id : '');

/** A spare token stands beside the request it is for: one of each may be open. What strangers ask for is neither. */
export async function findOpenOfSubject(
  db: Db,
  subjectId: string,
  { isSpare }: { readonly isSpare: boolean } = { isSpare: false },
): Promise<Request | null> {
  return read(
    await db
      .selectFrom('requests')
      .select('doc')
      .where('subject_id', '=', subjectId)
      .where('is_spare', '=', Number(isSpare))
      .where('aside_by', '=', '')
      .where('state', 'not in', [...doneStates])
      .executeTakeFirst(),
  );
}

/** Everything open of a person but spare tokens, with what strangers asked for. */
export async function allOpenOfSubject(db: Db, subjectId: string): Promise<readonly Request[]> {
  const rows = await db
    .selectFrom('requests')
    .select('doc')
    .where('subject_id', '=', subjectId)
    .where('is_spare', '=', 0)
    .where('state', 'not in', [...doneStates])
    .orderBy('id')
    .execute();
  return rows.map(({ doc }) => parseColumn(request, doc));
}

export async function insertRequest(db: Db, doc: Request, submissionKey: string | null): Promise<void> {
  await db
    .insertInto('requests')
    .values({ ...columnsOf(doc), submission_key: submissionKey })
    .execute();
}

/** Compare-and-set: `LostRace` when the stored version is no longer `seenVersion`. */
export async function updateRequest(db: Db, doc: Request, seenVersion: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('requests')
    .set(columnsOf(doc))
    .where('id', '=', doc.id)
    .where('version', '=', seenVersion)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LostRace(doc.id);
}

/** When the requests for this person since `since` were made, but for those that came to nothing. */
export async function askedTimesOf(db: Db, subjectId: string, since: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('requests')
    .select('created_at')
    .where('subject_id', '=', subjectId)
    .where('created_at', '>=', since)
    .where('state', 'not in', ['withdrawn', 'rejected', 'expired'])
    .limit(mostPerQuarter)
    .execute();
  return rows.map((row) => row.created_at);
}

/** What waits for a yes, the oldest first. */
export async function requestsAwaiting(db: Db): Promise<Request[]> {
  const rows = await db
    .selectFrom('requests')
    .select('doc')
    .where('state', '=', 'submitted')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => parseColumn(request, row.doc));
}

export async function requestsOfPerson(
  db: Db,
  personId: string,
  { limit, text = '' }: { readonly limit: number; readonly text?: string },
): Promise<Request[]> {
  const all = db
    .selectFrom('requests')
    .select('doc')
    .where((eb) => eb.or([eb('requester_id', '=', personId), eb('subject_id', '=', personId)]));
  const rows = await (text === '' ? all : all.where(like(text)))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => parseColumn(request, row.doc));
}

/** Requests in one of these states that nobody changed since `before`; by id, after `after`. */
export async function restingRequests(
  db: Db,
  states: readonly RequestState[],
  where: { readonly before: number; readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('requests')
    .select('id')
    .where('state', 'in', [...states])
    .where('updated_at', '<=', where.before)
    .where('id', '>', where.after)
    .orderBy('id')
    .limit(where.limit)
    .execute();
  return rows.map(({ id }) => id);
}

export type RequestFilter = {
  readonly text: string | null;
  readonly state: RequestState | null;
  readonly site: string | null;
  readonly claimedBy: string | null;
  readonly subjectId: string | null;
  /** Needed before this day and not done. */
  readonly overdueOn: string | null;
  readonly withoutSecond: boolean;
  readonly openOnly: boolean;
  readonly order: RequestOrder;
};

function conditions(eb: ExpressionBuilder<Schema, 'requests'>, filter: RequestFilter) {
  const all: Expression<SqlBool>[] = [];
  if (filter.text !== null) all.push(like(filter.text));
  if (filter.state !== null) all.push(eb('state', '=', filter.state));
  if (filter.site !== null) all.push(eb('site', '=', filter.site));
  if (filter.claimedBy !== null) all.push(eb('claim_by', '=', filter.claimedBy));
  if (filter.subjectId !== null) all.push(eb('subject_id', '=', filter.subjectId));
  if (filter.withoutSecond) all.push(eb('without_second', '=', 1), isCarried(eb));
  if (filter.openOnly) all.push(eb('state', 'not in', [...finalStates]));
  if (filter.overdueOn !== null) {
    all.push(eb('needed_by', '<', filter.overdueOn), eb('state', 'not in', [...doneStates]));
  }
  return eb.and(all);
}

/** Somebody has its token still: it is neither lost nor replaced. */
export const isCarried = (eb: ExpressionBuilder<Schema, 'requests'>) =>
  eb(
    'id',
    'in',
    eb
      .selectFrom('tokens')
      .select('tokens.request_id')
      .where('tokens.state', 'in', [...carriedStates])
      .where('tokens.request_id', 'is not', null),
  );

/** One page of ids from a covering index, then their documents: fast at 10,000 rows however long the documents are. */
export async function searchRequests(
  db: Db,
  filter: RequestFilter,
  page: { readonly after: PagePlace | null; readonly limit: number },
): Promise<{ readonly items: Request[]; readonly total: number }> {
  const key = orderColumn(filter.order);
  const [direction, past] = isDescending(filter.order) ? (['desc', '<'] as const) : (['asc', '>'] as const);
  const { after } = page;
  const withoutText = { ...filter, text: null };
  const { wanted, total } = await searched(db, filter.text, {
    all: db.selectFrom('requests').where((eb) => conditions(eb, filter)),
    inOrder: db
      .selectFrom('requests')
      .select('search')
      .where((eb) => conditions(eb, withoutText))
      .orderBy(key, direction),
    byIndex: (text) =>
      db
        .selectFrom(holders(db, 'requests', text).as('requests'))
        .select(['id', key])
        .where((eb) => conditions(eb, withoutText)),
  });
  let ids = wanted.select('id').orderBy(key, direction).orderBy('id', direction).limit(page.limit);
  if (after !== null) {
    ids = ids.where((eb) =>
      eb.or([eb(key, past, after.key), eb.and([eb(key, '=', after.key), eb('id', past, after.id)])]),
    );
  }
  const found = await ids.execute();
  if (found.length === 0) return { items: [], total };
  const order = new Map(found.map((row, index) => [row.id, index]));
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'doc'])
    .where('id', 'in', [...order.keys()])
    .execute();
  rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return { items: rows.map((row) => parseColumn(request, row.doc)), total };
}

/** These requests by their ids; one that is deleted is not among them. */
export async function requestsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Request>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('requests')
    .select('doc')
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(
    rows.map(({ doc }) => {
      const found = parseColumn(request, doc);
      return [found.id, found];
    }),
  );
}

/** Those whose token is bound while nobody has said whether MFA is on, the longest first. */
/** Each person once, however many tokens they have: by the one that waits longest. */
export async function unenforcedRequests(
  db: Db,
  page: { readonly after: PagePlace<number> | null; readonly limit: number },
): Promise<Request[]> {
  const { after } = page;
  let ids = db
    .selectFrom('requests')
    .select('id')
    .where('unenforced_since', 'is not', null)
    .where(isFirstOfPerson)
    .orderBy('unenforced_since')
    .orderBy('id')
    .limit(page.limit);
  if (after !== null)
    ids = ids.where((eb) =>
      eb.or([
        eb('unenforced_since', '>', after.key),
        eb.and([eb('unenforced_since', '=', after.key), eb('id', '>', after.id)]),
      ]),
    );
  const rows = await db
    .selectFrom('requests')
    .select('doc')
    .where('id', 'in', ids)
    .orderBy('unenforced_since')
    .orderBy('id')
    .execute();
  return rows.map((row) => parseColumn(request, row.doc));
}

const isFirstOfPerson = (eb: ExpressionBuilder<Schema, 'requests'>) =>
  eb.not(
    eb.exists(
      eb
        .selectFrom('requests as other')
        .select('other.id')
        .whereRef('other.subject_id', '=', 'requests.subject_id')
        .where('other.unenforced_since', 'is not', null)
        .where((or) =>
          or.or([
            or('other.unenforced_since', '<', or.ref('requests.unenforced_since')),
            or.and([
              or('other.unenforced_since', '=', or.ref('requests.unenforced_since')),
              or('other.id', '<', or.ref('requests.id')),
            ]),
          ]),
        ),
    ),
  );

/** Of one person, all of them. */
export async function unenforcedOf(db: Db, subjectId: string): Promise<Request[]> {
  const rows = await db
    .selectFrom('requests')
    .select('doc')
    .where('subject_id', '=', subjectId)
    .where('unenforced_since', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => parseColumn(request, row.doc));
}

/** How many people. */
export async function countUnenforced(db: Db): Promise<number> {
  const { total } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.count<number>('subject_id').distinct().as('total'))
    .where('unenforced_since', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(total);
}

export async function countWithoutSecond(db: Db): Promise<number> {
  const { total } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('without_second', '=', 1)
    .where(isCarried)
    .executeTakeFirstOrThrow();
  return Number(total);
}

export async function countInState(db: Db, state: RequestState): Promise<number> {
  const { total } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** Those whose person has no token yet, and will get one by them. */
export async function countOpen(db: Db): Promise<number> {
  const { total } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('state', 'not in', [...doneStates])
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** Of them those that are needed by a day, or were before, and are not ready. */
export async function countAtRisk(db: Db, day: string): Promise<number> {
  const { total } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('state', 'not in', [...doneStates, 'bound'])
    .where('needed_by', '<=', day)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** Nobody works on them yet: those asked for since, or those that are needed on these days. */
export type Ahead =
  | { readonly askedSince: number }
  | { readonly neededAfter: string; readonly neededUntil: string };

export async function requestsAhead(
  db: Db,
  which: Ahead,
  page: { readonly after: string; readonly limit: number },
): Promise<Request[]> {
  const all = db
    .selectFrom('requests')
    .select('doc')
    .where('state', 'in', [...ahead])
    .where('id', '>', page.after);
  const meant =
    'askedSince' in which
      ? all.where('created_at', '>', which.askedSince)
      : all.where('needed_by', '>', which.neededAfter).where('needed_by', '<=', which.neededUntil);
  const rows = await meant.orderBy('id').limit(page.limit).execute();
  return rows.map((row) => parseColumn(request, row.doc));
}
