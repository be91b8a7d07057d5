import type { FromBurner } from '@token-desk/contract/desk/job';
import type { BurnOutcome, ReceiptBody, SignedReceipt } from '@token-desk/contract/desk/receipt';
import type { Person } from '@token-desk/contract/ids';
import { burnerActor } from '@token-desk/contract/named';
import { isProblemCode, ProblemError } from '@token-desk/contract/problem';
import { doubtOf } from '../../domain/jobs/receipt-doubt.ts';
import type { Command } from '../../domain/requests/request-commands.ts';
import type { Db } from '../../store/database.ts';
import { hasReceipt, isNoted, wholeAudit } from '../../store/tables/audit.ts';
import { advanceReceipt, type Burner, findBurner, isShutOut } from '../../store/tables/burners.ts';
import { findJob, type Job, lastBurn, updateJob } from '../../store/tables/jobs.ts';
import { openReceipt, placeOf } from '../audit/receipts.ts';
import { commit } from '../write/commit.ts';
import { decideIn, loadRequest } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';
import { jobHint } from '../write/hints.ts';
import { isLoad } from '../write/load-moves.ts';
import { recordLoad } from './record-load.ts';
import { recordTokenJob } from './record-token-job.ts';
import { setApart } from './set-apart.ts';

type WireProblem = NonNullable<Extract<FromBurner, { type: 'outcome' }>['problem']>;

export type Report = {
  readonly receipt: SignedReceipt;
  readonly jobId: string;
  /** The frame's own words; the receipt's, being signed, come first. */
  readonly problem: WireProblem | null;
  /** What a person must know although it was written; the receipt signs its code. */
  readonly note?: WireProblem | undefined;
};

/**
 * Stores a signed receipt once, with what it says about the request; one that does not fit is kept apart. Answers its
 * number in the desk's own count.
 */
export async function recordReceipt(deps: Deps, burner: Burner, report: Report): Promise<number> {
  try {
    return await record(deps, burner, report);
  } catch (error) {
    if (error instanceof ProblemError) await noteRefusal(deps, burner, report, error);
    throw error;
  }
}

async function record(deps: Deps, paired: Burner, report: Report): Promise<number> {
  const receipt = openReceipt(report.receipt, paired, deps.practice);
  const { body } = receipt;
  await commit(deps, async (tx) => {
    const signer = await signerOf(tx, paired, body);
    const place = placeOf(receipt, signer);
    if (place === 'known' && (await hasReceipt(tx, receipt.signed))) return { value: null };
    const job = await jobOf(tx, signer, body);
    const doubt =
      (isShutOut(signer) && signer.replacedBy === null ? 'desk-shut-out' : null) ??
      placeDoubt[place] ??
      (report.jobId === body.jobId ? null : 'other-job') ??
      doubtOf(body, { burnerId: signer.id, job, technicians: await holdersOf(tx, job) });
    if (place !== 'known') await advanceReceipt(tx, signer, { seq: body.seq, hash: receipt.hash });
    if (doubt !== null || job === null) {
      return setApart(deps, tx, { signer, receipt, doubt: doubt ?? 'other-job', job });
    }
    if (job.offer.requestId === null) {
      const done = { body, job, now: deps.clock.now() };
      const { row, taken } = isLoad(job)
        ? await recordLoad(tx, signer, done)
        : await recordTokenJob(tx, signer, done);
      const after = await updateJob(tx, job, jobChange(deps, job, { body, note: report.note }));
      return { value: null, rows: [{ ...row, receipt: receipt.signed }], taken, hints: [jobHint(after)] };
    }
    const before = await loadRequest(tx, job.offer.requestId, null);
    const command = await commandOf(tx, job, { body, said: report.problem });
    const actor = burnerActor(signer);
    const change = decideIn(deps, before, command, { actor, roles: [] });
    const after = await updateJob(tx, job, jobChange(deps, job, { body, note: report.note }));
    return { value: null, change: { ...change, receipt: receipt.signed }, hints: [jobHint(after)] };
  });
  return body.seq;
}

const placeDoubt = { next: null, known: 'number-taken', gap: 'one-missing' } as const;

/** The desk that is connected, or its older self: what that one wrote before it was paired again is brought by this one. */
async function signerOf(tx: Db, paired: Burner, body: ReceiptBody): Promise<Burner> {
  const sender = await findBurner(tx, paired.id);
  // Its newer self brings what it wrote.
  if (sender === null || sender.replacedBy !== null) throw new ProblemError('burner-revoked');
  const named = body.burnerId === sender.id ? sender : await findBurner(tx, body.burnerId);
  return named?.identityKey === sender.identityKey ? named : sender;
}

/** A desk speaks of its own orders only. */
async function jobOf(tx: Db, signer: Burner, body: ReceiptBody): Promise<Job | null> {
  const job = await findJob(tx, body.jobId);
  return job?.offer.burnerId === signer.id ? job : null;
}

/** Everybody who ever held the request: a receipt may arrive after they have given it away. */
async function holdersOf(tx: Db, job: Job | null): Promise<readonly Person[]> {
  const requestId = job?.offer.requestId ?? null;
  if (requestId === null) return [];
  const rows = await wholeAudit(tx, { requestId, events: ['claimed', 'taken_over'] });
  return rows.flatMap(({ actor }) => (actor.kind === 'person' ? [actor.person] : []));
}

function problemOf(body: ReceiptBody, said: WireProblem | null): string | null {
  const code = body.seen.problem ?? said?.code ?? null;
  return code === null || isProblemCode(code) ? code : 'unexpected';
}

async function commandOf(
  tx: Db,
  job: Job,
  told: { readonly body: ReceiptBody; readonly said: WireProblem | null },
): Promise<Command> {
  const { body, said } = told;
  const { seen, jobId } = body;
  const problem = problemOf(body, said);
  if (body.kind === 'burn' && seen.outcome !== null) {
    return {
      kind: 'record-burn',
      jobId,
      outcome: seen.outcome,
      technicianId: job.offer.technician.id,
      token: {
        serial: seen.serial,
        model: seen.model,
        burnedAt: seen.finishedAt ?? body.at,
        clockDriftBeforeSeconds: seen.clockDriftBeforeSeconds,
        ...(seen.clockDriftAfterSeconds === null
          ? {}
          : { clockDriftAfterSeconds: seen.clockDriftAfterSeconds }),
        accountSeen: seen.account !== null,
        burnerId: body.burnerId,
        ...(seen.route === 'B' ? { route: seen.route } : {}),
      },
      problem,
    };
  }
  if (body.kind === 'check' && seen.matched !== null) {
    const newest = await lastBurn(tx, job.offer.requestId ?? '');
    return {
      kind: 'record-check',
      jobId,
      isCurrent: newest?.offer.jobId === jobId,
      matched: seen.matched,
      stepOffset: seen.stepOffset,
      problem,
    };
  }
  throw new TypeError(`a receipt that says nothing about a ${body.kind}`); // doubtOf has looked
}

/** A burn stays one: a later word about the same job never makes it undone. */
const rank: Record<BurnOutcome, number> = {
  failed: 0,
  'settings-changed': 1,
  empty: 2,
  unknown: 3,
  burned: 4,
};

function jobChange(
  deps: Deps,
  job: Job,
  { body, note }: { readonly body: ReceiptBody; readonly note: WireProblem | undefined },
): Partial<Job> {
  if (body.kind === 'check') return body.seen.matched === true ? { envelope: null } : {};
  const { outcome } = body.seen;
  const code = body.seen.problem ?? body.seen.note ?? null;
  if (outcome === null || (job.outcome !== null && rank[job.outcome] > rank[outcome])) return {};
  return {
    state: 'done',
    outcome,
    problem: code === null ? null : code === note?.code ? note : { code },
    finishedAt: deps.clock.now(),
  };
}

/** A record that does not check is itself worth a record: somebody should look at that desk. */
async function noteRefusal(deps: Deps, burner: Burner, report: Report, error: ProblemError): Promise<void> {
  const { code, detail } = error.problem;
  if (code !== 'receipt-invalid' && code !== 'practice-receipt') return;
  const data = { burnerId: burner.id, jobId: report.jobId, problem: code, why: detail?.why ?? null };
  await commit(deps, async (tx) => {
    if (await isNoted(tx, 'receipt_refused', data)) return { value: null };
    const actor = burnerActor(burner);
    return { value: null, rows: [{ event: 'receipt_refused', actor, data }] };
  });
}
