import type { Retention } from '@token-desk/contract/report';
import type { RequestState } from '@token-desk/contract/request';
import type { Db } from './database.ts';

export type KeptClass = Retention['classes'][number]['name'];
type Facts = { readonly count: number; readonly oldestAt: number | null };

const finished: readonly RequestState[] = ['closed', 'withdrawn', 'rejected', 'expired'];

/** Whose rows can be deleted once their request is finished. */
export type Deletable = 'free-text' | 'health-reason' | 'chat-references' | 'closed-requests';

function finishedRequests(db: Db, name: Deletable) {
  const all = db.selectFrom('requests').where('state', 'in', [...finished]);
  switch (name) {
    case 'free-text':
      return all.where('has_text', '=', 1);
    case 'health-reason':
      return all.where('has_health_reason', '=', 1);
    case 'chat-references':
      return all.where('id', 'in', (eb) => eb.selectFrom('cards').select('request_id'));
    case 'closed-requests':
      return all;
  }
}

/** Requests that were finished before `before` and still have data of this class, oldest first. */
export async function dueForDeletion(
  db: Db,
  name: Deletable,
  where: { readonly before: number; readonly limit: number },
): Promise<string[]> {
  const rows = await finishedRequests(db, name)
    .select('id')
    .where('updated_at', '<', where.before)
    .orderBy('updated_at')
    .limit(where.limit)
    .execute();
  return rows.map(({ id }) => id);
}

async function factsOf(db: Db, name: Deletable): Promise<Facts> {
  return finishedRequests(db, name)
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('updated_at').as('oldestAt')])
    .executeTakeFirstOrThrow();
}

/** Every class, with how many rows it has now; of requests only the finished ones count. */
export async function keptFacts(db: Db): Promise<(Facts & { readonly name: KeptClass })[]> {
  const sealed = await db
    .selectFrom('jobs')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('sealed_at').as('oldestAt')])
    .where('envelope', 'is not', null)
    .executeTakeFirstOrThrow();
  const audit = await db
    .selectFrom('audit')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('oldestAt')])
    .executeTakeFirstOrThrow();
  const custody = await db
    .selectFrom('custody')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('oldestAt')])
    .executeTakeFirstOrThrow();
  return [
    { name: 'free-text', ...(await factsOf(db, 'free-text')) },
    { name: 'health-reason', ...(await factsOf(db, 'health-reason')) },
    { name: 'closed-requests', ...(await factsOf(db, 'closed-requests')) },
    { name: 'sealed-secrets', ...sealed },
    { name: 'audit', ...audit },
    { name: 'custody', ...custody },
    { name: 'chat-references', ...(await factsOf(db, 'chat-references')) },
  ];
}

/** Which chat messages show a request. */
export async function forgetCards(db: Db, requestId: string): Promise<void> {
  await db.deleteFrom('cards').where('request_id', '=', requestId).execute();
}

/** The request and its jobs; its audit rows stay. */
export async function deleteRequest(db: Db, requestId: string): Promise<void> {
  await forgetCards(db, requestId);
  await db.deleteFrom('outbox').where('request_id', '=', requestId).execute();
  await db.deleteFrom('jobs').where('request_id', '=', requestId).execute();
  await db.deleteFrom('requests').where('id', '=', requestId).execute();
}
