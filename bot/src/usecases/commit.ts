import type { DeskEventKind } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import type { SignedReceipt } from '@token-desk/contract/receipt';
import type { Request } from '@token-desk/contract/request';
import type { Actor } from '@token-desk/contract/request-event';
import { type ChainedRow, chain } from '../domain/audit-chain.ts';
import { isNoticeFor } from '../domain/notices.ts';
import { type AuditData, auditDataOf, type RequestEvent } from '../domain/request-events.ts';
import { evolveAll } from '../domain/request-evolve.ts';
import { appendAudit, chainEnd } from '../store/audit.ts';
import { audienceOf } from '../store/conversations.ts';
import { type Db, isLostRace } from '../store/database.ts';
import { insertJob, type Job } from '../store/jobs.ts';
import { insertOutbox } from '../store/outbox.ts';
import { insertRequest, updateRequest } from '../store/requests.ts';
import type { OutboxTable } from '../store/schema.ts';
import type { Deps } from './deps.ts';
import { endJobs } from './end-jobs.ts';
import { sha256Hex } from './hashing.ts';
import { jobView } from './job-view.ts';
import { tellDesk } from './tell-desk.ts';
import { moveTokens } from './token-moves.ts';

/** What a decision does to one request. `before` is the version it was made on. */
export type Change = {
  readonly before: Request | null;
  readonly events: readonly RequestEvent[];
  /** A desk's signed word for the first event. */
  readonly receipt?: SignedReceipt;
  readonly submissionKey?: string;
  /** A job that begins with this change. */
  readonly job?: Job;
};

/** An audit row besides what happened to a request. */
export type DeskRow = {
  readonly event: DeskEventKind;
  readonly actor: Actor;
  readonly data: AuditData;
  /** The request it is about, although it does not change it. */
  readonly requestId?: string | null;
  readonly receipt?: SignedReceipt;
};

export type Written<T> = {
  readonly value: T;
  readonly change?: Change;
  readonly rows?: readonly DeskRow[];
  /** Jobs without a request that ended with this: their desk and the tabs are told. */
  readonly ended?: readonly Job[];
};

export type Committed<T> = { readonly value: T; readonly request: Request | null; readonly seq: number };

const maxTries = 40;
const raceWaitMs = 3;

type Aftermath<T> = Committed<T> & { readonly ended: readonly Job[]; readonly told: number };

/**
 * The only way to write. `work` loads and decides inside the transaction, may write what belongs to the decision
 * (through `tx` only), and answers what happened; state, audit rows and outbox rows are stored with it or not at
 * all. A lost race runs `work` again on what is there now. Live hints go out after the commit.
 */
export async function commit<T>(deps: Deps, work: (tx: Db) => Promise<Written<T>>): Promise<Committed<T>> {
  for (let tries = 1; ; tries += 1) {
    try {
      const done = await deps.store.transaction(async (tx) => store(deps, tx, await work(tx)));
      announce(deps, done);
      return { value: done.value, request: done.request, seq: done.seq };
    } catch (error) {
      if (!isLostRace(error)) throw error;
      if (tries >= maxTries) throw new ProblemError('request-changed', undefined, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * raceWaitMs * tries));
    }
  }
}

async function store<T>(deps: Deps, tx: Db, written: Written<T>): Promise<Aftermath<T>> {
  const { change, value } = written;
  const events = change?.events ?? [];
  const rows: Omit<ChainedRow, 'seq'>[] = (written.rows ?? []).map((row) => ({
    event: row.event,
    actor: row.actor,
    data: row.data,
    at: deps.clock.now(),
    requestId: row.requestId ?? null,
    receipt: row.receipt ?? null,
  }));
  let request = change?.before ?? null;
  let ended: readonly Job[] = written.ended ?? [];
  if (change !== undefined && events.length > 0) {
    const after = evolveAll(change.before, events);
    if (change.before === null) await insertRequest(tx, after, change.submissionKey ?? null);
    else await updateRequest(tx, after, change.before.version);
    await moveTokens(tx, change.before, events);
    ended = [...ended, ...(await endJobs(tx, events))];
    if (change.job !== undefined) await insertJob(tx, change.job);
    for (const [index, event] of events.entries()) {
      const { at, actor, kind } = event;
      const receipt = index === 0 ? (change.receipt ?? null) : null;
      rows.push({ at, actor, event: kind, data: auditDataOf(event), requestId: after.id, receipt });
    }
    request = after;
  }
  const hashed = chain(await chainEnd(tx), rows, sha256Hex);
  await appendAudit(tx, hashed);
  const seq = hashed.at(-1)?.seq ?? 0;
  const toldOfRequest =
    events.length > 0 && request !== null ? await tell(deps, tx, { request, events, seq }) : 0;
  const told = toldOfRequest + (await tellDesk(deps, tx, hashed));
  return { value, request, seq, ended, told };
}

/** One card row per conversation that follows the request, and a notice row for each event worth a line there. */
async function tell(
  deps: Deps,
  tx: Db,
  news: { readonly request: Request; readonly events: readonly RequestEvent[]; readonly seq: number },
): Promise<number> {
  const { request, events, seq } = news;
  const rows: OutboxTable[] = [];
  const firstSeq = seq - events.length + 1;
  for (const conversation of await audienceOf(tx, request.requestedBy.id)) {
    const row = (kind: 'card' | 'notice', index: number): OutboxTable => ({
      id: deps.random.id(),
      seq: firstSeq + index,
      kind,
      conversation_id: conversation.id,
      request_id: request.id,
      event: events[index]?.kind ?? 'queued',
      due_at: deps.clock.now(),
      attempts: 0,
      leased_until: null,
      last_error: null,
      given_up_at: null,
    });
    rows.push(row('card', events.length - 1));
    for (const [index, event] of events.entries()) {
      if (isNoticeFor(event.kind, conversation.kind)) rows.push(row('notice', index));
    }
  }
  await insertOutbox(tx, rows);
  return rows.length;
}

function announce<T>(deps: Deps, done: Aftermath<T>): void {
  const { request, seq } = done;
  for (const job of done.ended) {
    if (job.state !== 'refused') {
      deps.hub.send(job.offer.burnerId, { type: 'cancel', jobId: job.offer.jobId });
    }
    deps.bus.publish({ type: 'job', job: jobView(job) });
  }
  if (request !== null && seq > 0) {
    deps.bus.publish({ type: 'request', seq, requestId: request.id, version: request.version });
  }
  if (done.told > 0) deps.wakeOutbox();
}
