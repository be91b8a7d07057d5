import {
  burnPhase,
  jobKey,
  jobOffer,
  jobState,
  openJobStates,
  sealedEnvelope,
  tokenOnReader,
  wireProblem,
} from '@token-desk/contract/desk/job';
import { type BurnOutcome, burnOutcome } from '@token-desk/contract/desk/receipt';
import { sql } from 'kysely';
import * as z from 'zod/mini';
import { type Db, LostRace } from '../database.ts';
import { parseColumn, parseNullable } from '../json.ts';
import type { JobTable } from '../schema.ts';

const job = z.object({
  version: z.number(),
  state: jobState,
  offer: jobOffer,
  readerKey: z.string(),
  key: z.nullable(jobKey),
  envelope: z.nullable(sealedEnvelope),
  sealedAt: z.nullable(z.number()),
  phase: z.nullable(burnPhase),
  outcome: z.nullable(burnOutcome),
  problem: z.nullable(wireProblem),
  identified: z.nullable(tokenOnReader),
  accountSeen: z.nullable(z.boolean()),
  finishedAt: z.nullable(z.number()),
  createdAt: z.number(),
});
/** A job as it is kept. `envelope` is ciphertext for the burner alone. */
export type Job = z.infer<typeof job>;

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

function columnsOf(doc: Job): JobTable {
  return {
    id: doc.offer.jobId,
    version: doc.version,
    state: doc.state,
    kind: doc.offer.kind,
    request_id: doc.offer.requestId,
    burner_id: doc.offer.burnerId,
    reader_key: doc.readerKey,
    serial: doc.offer.serial,
    offer: JSON.stringify(doc.offer),
    job_key: json(doc.key),
    envelope: json(doc.envelope),
    sealed_at: doc.sealedAt,
    phase: doc.phase,
    outcome: doc.outcome,
    problem: json(doc.problem),
    identified: json(doc.identified),
    account_seen: doc.accountSeen === null ? null : Number(doc.accountSeen),
    finished_at: doc.finishedAt,
    created_at: doc.createdAt,
    expires_at: doc.offer.expiresAt,
  };
}

function read(row: JobTable): Job {
  return {
    version: row.version,
    state: z.parse(jobState, row.state),
    offer: parseColumn(jobOffer, row.offer),
    readerKey: row.reader_key,
    key: parseNullable(jobKey, row.job_key),
    envelope: parseNullable(sealedEnvelope, row.envelope),
    sealedAt: row.sealed_at,
    phase: z.parse(z.nullable(burnPhase), row.phase),
    outcome: z.parse(z.nullable(burnOutcome), row.outcome),
    problem: parseNullable(wireProblem, row.problem),
    identified: parseNullable(tokenOnReader, row.identified),
    accountSeen: row.account_seen === null ? null : row.account_seen === 1,
    finishedAt: row.finished_at,
    createdAt: row.created_at,
  };
}

export async function findJob(db: Db, id: string): Promise<Job | null> {
  const row = await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : read(row);
}

export async function insertJob(db: Db, doc: Job): Promise<void> {
  await db.insertInto('jobs').values(columnsOf(doc)).execute();
}

/** Compare-and-set on the version of `before`; answers the job as stored. */
export async function updateJob(db: Db, before: Job, change: Partial<Job>): Promise<Job> {
  const after: Job = { ...before, ...change, version: before.version + 1 };
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set(columnsOf(after))
    .where('id', '=', before.offer.jobId)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LostRace(before.offer.jobId);
  return after;
}

export async function openJobsOf(db: Db, burnerId: string): Promise<Job[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('burner_id', '=', burnerId)
    .where('state', 'in', [...openJobStates])
    .orderBy('created_at')
    .execute();
  return rows.map(read);
}

export async function openJobOfSerial(db: Db, serial: string): Promise<Job | null> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('serial', '=', serial)
    .where('state', 'in', [...openJobStates])
    .executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** Route B: whether any job was ever opened with this key. */
export async function isTabKeyUsed(db: Db, tabKey: string): Promise<boolean> {
  const pattern = `%"tabKey":"${tabKey.replaceAll('_', '\\_')}"%`;
  const row = await db
    .selectFrom('jobs')
    .select('id')
    .where(sql<boolean>`${sql.ref('offer')} like ${pattern} escape '\\'`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest job of a request with one of these outcomes. */
export async function newestJobOf(
  db: Db,
  requestId: string,
  outcomes: readonly BurnOutcome[],
): Promise<Job | null> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('outcome', 'in', [...outcomes])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** The burn whose secret the token carries now. */
export async function lastBurn(db: Db, requestId: string): Promise<Job | null> {
  return newestJobOf(db, requestId, ['burned', 'unknown']);
}

/** The newest order that wrote a secret to this token, or may have; null: none that is still kept. */
export async function newestBurnOf(db: Db, serial: string): Promise<Job | null> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('serial', '=', serial)
    .where('kind', '=', 'burn')
    .where('outcome', 'in', ['burned', 'unknown'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : read(row);
}

/** Jobs that ended lately on this burner without its word: it may still hold them. */
export async function endedWithoutOutcome(db: Db, burnerId: string, since: number): Promise<Job[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('burner_id', '=', burnerId)
    .where('state', 'in', ['cancelled', 'expired'])
    .where('outcome', 'is', null)
    .where('created_at', '>=', since)
    .orderBy('created_at')
    .execute();
  return rows.map(read);
}

/** By id, after `after`. */
export async function expiredOpenJobs(
  db: Db,
  where: { readonly before: number; readonly after: string; readonly limit: number },
): Promise<Job[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('state', 'in', [...openJobStates])
    .where('expires_at', '<', where.before)
    .where('id', '>', where.after)
    .orderBy('id')
    .limit(where.limit)
    .execute();
  return rows.map(read);
}

/** Forgets sealed bytes older than `sealedBefore`. Answers how many. */
export async function dropEnvelopes(db: Db, sealedBefore: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set((eb) => ({ envelope: null, version: eb('version', '+', 1) }))
    .where('envelope', 'is not', null)
    .where('sealed_at', '<', sealedBefore)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Forgets everything sealed to one burner. */
export async function dropEnvelopesFor(db: Db, burnerId: string): Promise<void> {
  await db
    .updateTable('jobs')
    .set((eb) => ({ envelope: null, version: eb('version', '+', 1) }))
    .where('burner_id', '=', burnerId)
    .where('envelope', 'is not', null)
    .execute();
}
