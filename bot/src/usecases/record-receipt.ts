import type { FromBurner } from '@token-desk/contract/job';
import { isProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { BurnOutcome, ReceiptBody, SignedReceipt } from '@token-desk/contract/receipt';
import type { Command } from '../domain/request-commands.ts';
import { hasReceipt, isNoted } from '../store/audit.ts';
import { advanceReceipt, type Burner, findBurner } from '../store/burners.ts';
import type { Db } from '../store/database.ts';
import { findJob, type Job, updateJob } from '../store/jobs.ts';
import { commit } from './commit.ts';
import { decideIn, loadRequest } from './decide-in.ts';
import type { Deps } from './deps.ts';
import { jobView } from './job-view.ts';
import { lastBurn } from './last-burn.ts';
import { invalid, mustMatchJob, openReceipt, placeOf } from './receipts.ts';
import { recordDeskJob } from './record-desk-job.ts';

type WireProblem = NonNullable<Extract<FromBurner, { type: 'outcome' }>['problem']>;

export type Report = {
  readonly receipt: SignedReceipt;
  readonly jobId: string;
  /** The frame's own words; the receipt's, being signed, come first. */
  readonly problem: WireProblem | null;
};

/** Stores a signed receipt once, with what it says about the request. Answers its number in the desk's own count. */
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
  if (body.jobId !== report.jobId) throw invalid('other-job');
  const { value } = await commit<Job | null>(deps, async (tx) => {
    const burner = await findBurner(tx, paired.id);
    if (burner === null || burner.state === 'revoked') throw new ProblemError('burner-revoked');
    if (placeOf(receipt, burner) === 'known') {
      if (!(await hasReceipt(tx, receipt.signed))) {
        throw invalid('number-taken');
      }
      return { value: null };
    }
    const job = await findJob(tx, body.jobId);
    if (job === null || job.offer.burnerId !== burner.id) {
      throw invalid('other-job');
    }
    mustMatchJob(body, job.offer);
    if (job.offer.requestId === null) {
      const row = await recordDeskJob(tx, burner, { body, job });
      await advanceReceipt(tx, burner, { seq: body.seq, hash: receipt.hash });
      const after = await updateJob(tx, job, jobChange(deps, job, body));
      return { value: after, rows: [{ ...row, receipt: receipt.signed }] };
    }
    const before = await loadRequest(tx, job.offer.requestId, null);
    const command = await commandOf(tx, job, { body, said: report.problem });
    const actor = { kind: 'burner', burnerId: burner.id, name: burner.name } as const;
    const change = decideIn(deps, before, command, { actor, roles: [] });
    await advanceReceipt(tx, burner, { seq: body.seq, hash: receipt.hash });
    const after = await updateJob(tx, job, jobChange(deps, job, body));
    return { value: after, change: { ...change, receipt: receipt.signed } };
  });
  if (value !== null) deps.bus.publish({ type: 'job', job: jobView(value) });
  return body.seq;
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
  throw invalid('says-nothing');
}

/** A burn stays one: a later word about the same job never makes it undone. */
const rank: Record<BurnOutcome, number> = { failed: 0, empty: 1, unknown: 2, burned: 3 };

function jobChange(deps: Deps, job: Job, body: ReceiptBody): Partial<Job> {
  if (body.kind === 'check') return body.seen.matched === true ? { envelope: null } : {};
  const { outcome, problem } = body.seen;
  if (outcome === null || (job.outcome !== null && rank[job.outcome] > rank[outcome])) return {};
  return {
    state: 'done',
    outcome,
    problem: problem === null ? null : { code: problem },
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
    const actor = { kind: 'burner', burnerId: burner.id, name: burner.name } as const;
    return { value: null, rows: [{ event: 'receipt_refused', actor, data }] };
  });
}
