import { carriedStates, endedStates, type KeptClass } from '../domain/retention.ts';
import type { Db } from './database.ts';
import { forgetLanes } from './tables/lanes.ts';
import { saveToken, tokensBy } from './tables/tokens.ts';

type Facts = { readonly count: number; readonly oldestAt: number | null };
type Due = { readonly before: number; readonly limit: number };

/** Classes of a request's data. Their days count from its last change, whatever state it is in. */
export type OfRequest = 'free-text' | 'health-reason' | 'chat-references' | 'closed-requests';

function requestsWith(db: Db, name: OfRequest) {
  const all = db.selectFrom('requests');
  switch (name) {
    case 'free-text':
      return all.where('has_text', '=', 1);
    case 'health-reason':
      return all.where('has_health_reason', '=', 1);
    case 'chat-references':
      return all.where((eb) => {
        const shown = eb.selectFrom('cards').select('request_id');
        return eb.or([eb('id', 'in', shown), eb('cohort_id', 'in', shown)]);
      });
    case 'closed-requests':
      return all;
  }
}

/** Requests that nobody changed since `before` and that still have data of this class, oldest first. */
export async function dueForDeletion(db: Db, name: OfRequest, { before, limit }: Due): Promise<string[]> {
  const rows = await requestsWith(db, name)
    .select('id')
    .where('updated_at', '<', before)
    .orderBy('updated_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Which chat messages show a request, by itself or among those it was asked for with. */
export async function forgetCards(db: Db, requestId: string): Promise<void> {
  await db
    .deleteFrom('cards')
    .where((eb) =>
      eb.or([
        eb('request_id', '=', requestId),
        eb(
          'request_id',
          '=',
          eb.selectFrom('requests').select('cohort_id').where('requests.id', '=', requestId),
        ),
      ]),
    )
    .execute();
}

/** The request and its jobs; its audit rows stay. */
export async function deleteRequest(db: Db, requestId: string): Promise<void> {
  await forgetCards(db, requestId);
  for (const table of ['outbox', 'notices'] as const)
    await db.deleteFrom(table).where('request_id', '=', requestId).execute();
  await db.deleteFrom('jobs').where('request_id', '=', requestId).execute();
  await db.deleteFrom('requests').where('id', '=', requestId).execute();
}

const personalChats = (db: Db) => db.selectFrom('conversations').where('kind', '=', 'personal');
/** What waits to be done is kept until it is. */
const endedTasks = (db: Db) => db.selectFrom('tasks').where('ended_at', 'is not', null);
const tokenJobs = (db: Db) => db.selectFrom('jobs').where('request_id', 'is', null);
const namedTokens = (db: Db) =>
  db
    .selectFrom('tokens')
    .where((eb) => eb.or([eb('holder_id', 'is not', null), eb('doc', 'like', '%"takenBackFrom":{%')]));

/** Steps that another one followed, or whose token comes back to nobody. */
const pastSteps = (db: Db) =>
  db.selectFrom('custody as step').where((eb) =>
    eb.or([
      eb.exists(
        eb
          .selectFrom('custody as later')
          .select('later.id')
          .whereRef('later.serial', '=', 'step.serial')
          .whereRef('later.at', '>', 'step.at'),
      ),
      eb(
        'step.serial',
        'in',
        eb
          .selectFrom('tokens')
          .select('tokens.serial')
          .where('tokens.state', 'in', [...endedStates]),
      ),
    ]),
  );

/** Classes that belong to no request. Each answers the ids of what it forgot, at most `limit`. */
export const forgetters: Readonly<Record<string, (db: Db, due: Due) => Promise<readonly string[]>>> = {
  async chats(db, { before, limit }) {
    const rows = await personalChats(db)
      .select('id')
      .where('updated_at', '<', before)
      .where('person_id', 'not in', (eb) =>
        eb.selectFrom('requests').select('requester_id').where('updated_at', '>=', before),
      )
      .limit(limit)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [];
    await forgetLanes(db, ids);
    for (const table of ['cards', 'notices'] as const)
      await db.deleteFrom(table).where('conversation_id', 'in', ids).execute();
    await db.deleteFrom('conversations').where('id', 'in', ids).execute();
    return ids;
  },
  async notices(db, { before, limit }) {
    const rows = await db
      .selectFrom('notices')
      .select('id')
      .where('made_at', '<', before)
      .where('state', '<>', 'waiting')
      .limit(limit)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await db.deleteFrom('notices').where('id', 'in', ids).execute();
    return ids;
  },
  async drafts(db, { before, limit }) {
    const rows = await db
      .selectFrom('drafts')
      .select(['person_id', 'kind'])
      .where('updated_at', '<', before)
      .limit(limit)
      .execute();
    for (const { person_id, kind } of rows)
      await db.deleteFrom('drafts').where('person_id', '=', person_id).where('kind', '=', kind).execute();
    return rows.map(({ person_id, kind }) => `${person_id} ${kind}`);
  },
  async joiners(db, { before, limit }) {
    const rows = await db
      .selectFrom('joiners')
      .select('id')
      .where('updated_at', '<', before)
      .limit(limit)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await db.deleteFrom('joiners').where('id', 'in', ids).execute();
    return ids;
  },
  async tasks(db, { before, limit }) {
    const rows = await endedTasks(db).select('id').where('ended_at', '<', before).limit(limit).execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return ids;
    for (const table of ['cards', 'outbox', 'notices'] as const)
      await db.deleteFrom(table).where('request_id', 'in', ids).execute();
    await db.deleteFrom('tasks').where('id', 'in', ids).execute();
    return ids;
  },
  async 'token-jobs'(db, { before, limit }) {
    const rows = await tokenJobs(db).select('id').where('created_at', '<', before).limit(limit).execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await db.deleteFrom('jobs').where('id', 'in', ids).execute();
    return ids;
  },
  async 'token-holders'(db, { before, limit }) {
    const rows = await namedTokens(db)
      .select('serial')
      .where('state', 'not in', [...carriedStates])
      .where('updated_at', '<', before)
      .limit(limit)
      .execute();
    const found = await tokensBy(
      db,
      rows.map(({ serial }) => serial),
    );
    for (const token of found) await saveToken(db, { ...token, holder: null, takenBackFrom: null });
    return found.map(({ serial }) => serial);
  },
  async custody(db, { before, limit }) {
    const rows = await pastSteps(db).select('step.id').where('step.at', '<', before).limit(limit).execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await db.deleteFrom('custody').where('id', 'in', ids).execute();
    return ids;
  },
};

/** Every class, with how many rows of it the store has now and which is the oldest. */
export async function keptFacts(db: Db): Promise<(Facts & { readonly name: KeptClass })[]> {
  const ofRequest = (name: OfRequest) =>
    requestsWith(db, name)
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('updated_at').as('oldestAt')])
      .executeTakeFirstOrThrow();
  const facts: Readonly<Record<KeptClass, () => Promise<Facts>>> = {
    'free-text': async () => {
      const requests = await ofRequest('free-text');
      const notes = await db
        .selectFrom('custody')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('oldestAt')])
        .where('note', 'is not', null)
        .executeTakeFirstOrThrow();
      const known = [requests.oldestAt, notes.oldestAt].filter((at) => at !== null);
      return {
        count: requests.count + notes.count,
        oldestAt: known.length === 0 ? null : Math.min(...known),
      };
    },
    'health-reason': () => ofRequest('health-reason'),
    'closed-requests': () => ofRequest('closed-requests'),
    'chat-references': () => ofRequest('chat-references'),
    chats: () =>
      personalChats(db)
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('updated_at').as('oldestAt')])
        .executeTakeFirstOrThrow(),
    notices: () =>
      db
        .selectFrom('notices')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('made_at').as('oldestAt')])
        .executeTakeFirstOrThrow(),
    drafts: () =>
      db
        .selectFrom('drafts')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('updated_at').as('oldestAt')])
        .executeTakeFirstOrThrow(),
    joiners: () =>
      db
        .selectFrom('joiners')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('updated_at').as('oldestAt')])
        .executeTakeFirstOrThrow(),
    tasks: async () => {
      const all = await db
        .selectFrom('tasks')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      const ending = await endedTasks(db)
        .select((eb) => eb.fn.min('ended_at').as('oldestAt'))
        .executeTakeFirstOrThrow();
      return { ...all, ...ending };
    },
    'token-jobs': () =>
      tokenJobs(db)
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('created_at').as('oldestAt')])
        .executeTakeFirstOrThrow(),
    'token-holders': async () => {
      const all = await namedTokens(db)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      const ending = await namedTokens(db)
        .select((eb) => eb.fn.min('updated_at').as('oldestAt'))
        .where('state', 'not in', [...carriedStates])
        .executeTakeFirstOrThrow();
      return { ...all, ...ending };
    },
    custody: async () => {
      const all = await db
        .selectFrom('custody')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      const ending = await pastSteps(db)
        .select((eb) => eb.fn.min('step.at').as('oldestAt'))
        .executeTakeFirstOrThrow();
      return { ...all, ...ending };
    },
    'sealed-secrets': () =>
      db
        .selectFrom('jobs')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('sealed_at').as('oldestAt')])
        .where('envelope', 'is not', null)
        .executeTakeFirstOrThrow(),
    'pairing-codes': () => counted('pairing_codes'),
    counts: () => counted('spent'),
    audit: () => counted('audit'),
    desks: () => counted('burners'),
    settings: () => counted('settings'),
    'need-days': () => counted('need_days'),
  };
  /** Rows whose end is near or never: no date is told. */
  async function counted(
    table: 'pairing_codes' | 'spent' | 'audit' | 'burners' | 'settings' | 'need_days',
  ): Promise<Facts> {
    const { count } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return { count, oldestAt: null };
  }
  const names = Object.keys(facts) as KeptClass[];
  const found: (Facts & { readonly name: KeptClass })[] = [];
  for (const name of names) found.push({ name, ...(await facts[name]()) });
  return found;
}
