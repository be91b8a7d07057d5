import type { Reports } from '@token-desk/contract/report';
import { doneStates, servedStates } from '@token-desk/contract/request';
import * as z from 'zod/mini';
import type { Db } from '../database.ts';
import { parseColumn } from '../json.ts';
import { isCarried } from './requests.ts';

type Where = { readonly site: string | null };
type Since = Where & { readonly since: number };

/** When each request that is still open was asked for. */
export async function bornOpen(db: Db, { site }: Where): Promise<number[]> {
  let query = db
    .selectFrom('requests')
    .select('created_at')
    .where('state', 'not in', [...doneStates]);
  if (site !== null) query = query.where('site', '=', site);
  return (await query.execute()).map((row) => row.created_at);
}

export async function handOvers(
  db: Db,
  { site, since }: Since,
): Promise<{ readonly askedAt: number; readonly handedOverAt: number }[]> {
  let query = db
    .selectFrom('audit')
    .innerJoin('requests', 'requests.id', 'audit.request_id')
    .select(['requests.created_at as askedAt', 'audit.at as handedOverAt'])
    .where('audit.event', '=', 'handed_over')
    .where('audit.at', '>=', since)
    .orderBy('audit.at', 'desc');
  if (site !== null) query = query.where('requests.site', '=', site);
  return query.execute();
}

const wrongInput = z.object({ kind: z.string() });

/** Most frequent first. */
export async function wrongInputCounts(db: Db, { site, since }: Since): Promise<Reports['wrongInputs']> {
  let query = db
    .selectFrom('audit')
    .select((eb) => ['audit.data', eb.fn.countAll<number>().as('count')])
    .where('audit.event', '=', 'input_refused')
    .where('audit.at', '>=', since)
    .groupBy('audit.data')
    .orderBy('count', 'desc')
    .limit(40);
  if (site !== null) {
    query = query.where('audit.request_id', 'in', (eb) =>
      eb.selectFrom('requests').select('id').where('site', '=', site),
    );
  }
  const rows = await query.execute();
  return rows.map(({ data, count }) => ({ ...parseColumn(wrongInput, data), count }));
}

const burned = z.object({
  model: z.nullable(z.string()),
  clockDriftBeforeSeconds: z.nullable(z.number()),
});

/** Newest first. */
export async function driftsSeen(
  db: Db,
  { site, since }: Since,
): Promise<{ readonly model: string; readonly seconds: number }[]> {
  let query = db
    .selectFrom('audit')
    .select('audit.data')
    .where('audit.event', 'in', ['burned', 'token_written', 'token_clock_set'])
    .where('audit.at', '>=', since)
    .orderBy('audit.at', 'desc');
  if (site !== null) {
    query = query.where('audit.request_id', 'in', (eb) =>
      eb.selectFrom('requests').select('id').where('site', '=', site),
    );
  }
  const found: { model: string; seconds: number }[] = [];
  for (const row of await query.execute()) {
    const { model, clockDriftBeforeSeconds } = parseColumn(burned, row.data);
    if (clockDriftBeforeSeconds !== null) {
      found.push({ model: model ?? 'unknown', seconds: clockDriftBeforeSeconds });
    }
  }
  return found;
}

export async function secondWayCounts(db: Db, { site }: Where): Promise<Reports['secondWays']> {
  let query = db
    .selectFrom('requests')
    .select((eb) => ['without_second', eb.fn.countAll<number>().as('count')])
    .where('state', 'in', [...servedStates])
    .where('is_spare', '=', 0)
    .where(isCarried)
    .groupBy('without_second');
  if (site !== null) query = query.where('site', '=', site);
  const rows = await query.execute();
  const countOf = (without: number) => rows.find((row) => row.without_second === without)?.count ?? 0;
  return { recorded: countOf(0), open: countOf(1) };
}

export async function stockCounts(db: Db, { site }: Where): Promise<Reports['stock']> {
  let query = db
    .selectFrom('tokens')
    .select((eb) => ['model', 'state', eb.fn.countAll<number>().as('count')])
    .groupBy(['model', 'state']);
  if (site !== null) query = query.where('site', '=', site);
  const models = new Map<string, Reports['stock'][number]>();
  for (const { model, state, count } of await query.execute()) {
    const name = model ?? 'unknown';
    const sum = models.get(name) ?? { model: name, inStock: 0, active: 0, quarantine: 0, other: 0 };
    if (state === 'in_stock') sum.inStock += count;
    else if (state === 'active') sum.active += count;
    else if (state === 'quarantine') sum.quarantine += count;
    else sum.other += count;
    models.set(name, sum);
  }
  return [...models.values()].sort((a, b) => (a.model < b.model ? -1 : 1));
}
