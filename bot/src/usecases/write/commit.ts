import { ProblemError } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';
import { type ChainedRow, chain } from '../../domain/audit-chain.ts';
import { auditDataOf, type RequestEvent } from '../../domain/requests/request-events.ts';
import { evolveAll } from '../../domain/requests/request-evolve.ts';
import { spareEnded } from '../../domain/requests/second-method.ts';
import { type Db, isLostRace } from '../../store/database.ts';
import { appendAudit, chainEnd } from '../../store/tables/audit.ts';
import { insertJob, type Job } from '../../store/tables/jobs.ts';
import { findRequest, insertRequest, updateRequest } from '../../store/tables/requests.ts';
import { keepSetApart } from '../../store/tables/set-apart.ts';
import { untilWon } from '../../store/until-won.ts';
import type { Change, Hint, TakenToken, Written } from './change.ts';
import type { Deps } from './deps.ts';
import { closeCancelled } from './end-jobs.ts';
import { followTasks } from './follow-tasks.ts';
import { sha256Hex } from './hashing.ts';
import { endedHints, requestHint, sendHints } from './hints.ts';
import { tellDesk, tellHolders, tellRequest } from './tell.ts';
import { tellLists } from './tell-lists.ts';
import { endOfRequest, moveTokens } from './token-moves.ts';

export type Committed<T> = { readonly value: T; readonly request: Request | null; readonly seq: number };

/** A request as it is now, and the audit rows that tell of it. */
type News = {
  readonly request: Request;
  readonly events: readonly RequestEvent[];
  readonly firstRow: number;
};

type Aftermath<T> = Committed<T> & { readonly hints: readonly Hint[]; readonly told: number };

/**
 * The only way to write. `work` loads and decides inside the transaction, may write what belongs to the decision
 * (through `tx` only), and answers what happened; state, audit rows and outbox rows are stored with it or not at
 * all. A lost race runs `work` again on what is there now. Live hints go out after the commit.
 */
export async function commit<T>(deps: Deps, work: (tx: Db) => Promise<Written<T>>): Promise<Committed<T>> {
  const done = await untilWon(deps.store, async (tx) => store(deps, tx, await work(tx))).catch(
    (cause: unknown) => {
      throw isLostRace(cause) ? new ProblemError('request-changed', undefined, { cause }) : cause;
    },
  );
  sendHints(deps, done.hints);
  if (done.told > 0) deps.wakeOutbox();
  return { value: done.value, request: done.request, seq: done.seq };
}

async function store<T>(deps: Deps, tx: Db, written: Written<T>): Promise<Aftermath<T>> {
  const { change, others = [], value } = written;
  const rows: NewRow[] = (written.rows ?? []).map((row) => ({
    event: row.event,
    actor: row.actor,
    data: row.data,
    at: deps.clock.now(),
    requestId: row.requestId ?? null,
    receipt: row.receipt ?? null,
  }));
  const ended: Job[] = [...(written.ended ?? [])];
  const news: News[] = [];
  const taken: TakenToken[] = [];
  const apply = async (one: Change) => {
    if (one.events.length === 0) return;
    const done = await storeRequest(tx, one);
    taken.push(...done.taken);
    news.push({ request: done.request, events: one.events, firstRow: rows.length });
    ended.push(...(await closeCancelled(tx, one.events)));
    if (one.job !== undefined) await insertJob(tx, one.job);
    rows.push(...rowsOf(one, done.request.id));
    const first = await endOfSpare(tx, done.request, one.events);
    if (first !== null) await apply(first);
  };
  // What makes room for this one comes before it: a person has one open request.
  for (const one of others) await apply(one);
  const ownAt = news.length;
  if (change !== undefined) await apply(change);
  taken.push(...(written.taken ?? []));
  for (const one of taken) {
    const end = await endOfRequest(tx, one, deps.clock.now());
    if (end !== null) await apply(end);
  }
  // Whoever adds no row to the chain stands in nobody's way there.
  const hashed = rows.length === 0 ? [] : chain(await chainEnd(tx), rows, sha256Hex);
  await appendAudit(tx, hashed);
  await keepSetApart(tx, hashed);
  let told = await tellDesk(deps, tx, hashed);
  told += await tellHolders(deps, tx, hashed, new Map(news.map(({ request }) => [request.id, request])));
  told += await followTasks(deps, tx, hashed);
  const hints: Hint[] = ended.flatMap(endedHints);
  const cohortsTold = new Set<string>();
  for (const { request, events, firstRow } of news) {
    const seqs = hashed.slice(firstRow, firstRow + events.length).map((row) => row.seq);
    told += await tellRequest(deps, tx, { request, events, seqs, cohortsTold });
    hints.push(requestHint(request, seqs.at(-1) ?? 0));
  }
  const seqOf = (at: number) => hashed[at]?.seq ?? 0;
  await tellLists(
    deps,
    tx,
    news.map(({ request, events, firstRow }) => ({ request, events, seq: seqOf(firstRow) })),
  );
  const own = change === undefined || change.events.length === 0 ? change?.before : news[ownAt]?.request;
  // What it took from itself came after.
  const request = news.findLast((one) => one.request.id === own?.id)?.request ?? own ?? null;
  hints.push(...(written.hints ?? []));
  return { value, request, seq: hashed.at(-1)?.seq ?? 0, hints, told };
}

async function storeRequest(
  tx: Db,
  { before, events, submissionKey }: Change,
): Promise<{ readonly request: Request; readonly taken: readonly TakenToken[] }> {
  const after = evolveAll(before, events);
  if (before === null) await insertRequest(tx, after, submissionKey ?? null);
  else await updateRequest(tx, after, before.version);
  return { request: after, taken: await moveTokens(tx, before, events) };
}

type NewRow = Omit<ChainedRow, 'seq'>;

function rowsOf({ events, receipt }: Change, requestId: string): NewRow[] {
  return events.map((event, index) => ({
    at: event.at,
    actor: event.actor,
    event: event.kind,
    data: auditDataOf(event),
    requestId,
    receipt: index === 0 ? (receipt ?? null) : null,
  }));
}

/** What these events of a spare token's request do to the one that it was asked for; null: nothing. */
async function endOfSpare(tx: Db, spare: Request, events: readonly RequestEvent[]): Promise<Change | null> {
  const last = events.at(-1);
  if (spare.spareFor === undefined || last === undefined) return null;
  const before = await findRequest(tx, spare.spareFor);
  if (before === null) return null;
  const { at, actor } = last;
  const ended = spareEnded(before, spare).map((body) => ({ ...body, at, actor }));
  return ended.length === 0 ? null : { before, events: ended };
}
