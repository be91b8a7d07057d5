import type { FromBurner, ToBurner, TokenOnReader } from '@token-desk/contract/job';
import { jobKeyStatement } from '@token-desk/contract/job';
import { isProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { SignedReceipt } from '@token-desk/contract/receipt';
import type { Acting } from '../domain/permissions.ts';
import { type Burner, findBurner } from '../store/burners.ts';
import {
  endedWithoutOutcome,
  findJob,
  type Job,
  openJobStates,
  openJobsOf,
  updateJob,
} from '../store/jobs.ts';
import { setPhase } from '../store/phases.ts';
import { findToken, saveToken } from '../store/tokens.ts';
import { commit } from './commit.ts';
import { decideIn, loadRequest } from './decide-in.ts';
import type { Deps } from './deps.ts';
import { endDeskJob } from './end-desk-job.ts';
import { isSignedBy } from './hashing.ts';
import { jobView } from './job-view.ts';
import { recordReceipt } from './record-receipt.ts';

type Frame<T extends FromBurner['type']> = Extract<FromBurner, { type: T }>;

export function actingBurner(burner: Burner): Acting {
  return { actor: { kind: 'burner', burnerId: burner.id, name: burner.name }, roles: [] };
}

/**
 * One frame from a connected burner, already parsed: job-key, job-refused, progress, outcome, checked
 * (hello and readers: see burners.ts). Answers the frame to send back (`receipt-stored`) or null.
 * A `checked` frame may be given here even when `hub.check` also resolves with it: receipts are stored once.
 * With sealed bytes it is recorded and not acknowledged: whoever hands them on does that (usecases/jobs).
 * Throws `receipt-invalid`, `practice-receipt`, `job-not-open`; the link may stay open.
 */
export async function receiveFrame(
  deps: Deps,
  burnerId: string,
  frame: FromBurner,
): Promise<ToBurner | null> {
  const burner = await findBurner(deps.store.db, burnerId);
  if (burner === null) throw new ProblemError('burner-not-paired');
  if (burner.state === 'revoked') throw new ProblemError('burner-revoked');
  switch (frame.type) {
    case 'job-key':
      await recordJobKey(deps, burner, frame);
      return null;
    case 'job-refused':
      await recordRefused(deps, burner, frame);
      return null;
    case 'progress':
      await recordProgress(deps, burner, frame);
      return null;
    case 'outcome':
      if (frame.receipt !== null) return await recordSigned(deps, burner, frame, frame.receipt);
      // Without a receipt nothing was written: the same as a refusal.
      if (frame.problem !== null) await recordRefused(deps, burner, { ...frame, problem: frame.problem });
      else if (frame.identified !== null) {
        await recordIdentified(deps, burner, { ...frame, identified: frame.identified });
      }
      return null;
    case 'checked':
      return await recordChecked(deps, burner, frame);
    case 'hello':
    case 'readers':
      return null;
  }
}

async function recordSigned(
  deps: Deps,
  burner: Burner,
  frame: Frame<'outcome'> | Frame<'checked'>,
  receipt: SignedReceipt,
): Promise<ToBurner> {
  const seq = await recordReceipt(deps, burner, { receipt, jobId: frame.jobId, problem: frame.problem });
  return { type: 'receipt-stored', seq };
}

/** A desk that hears `receipt-stored` wipes what it drew: nobody may say so before the tab has it. */
async function recordChecked(deps: Deps, burner: Burner, frame: Frame<'checked'>): Promise<ToBurner | null> {
  if (frame.receipt === null) return null;
  const stored = await recordSigned(deps, burner, frame, frame.receipt);
  return frame.sealed === undefined ? stored : null;
}

async function jobOf(deps: Deps, burner: Burner, ref: { jobId: string; attempt: number }): Promise<Job> {
  const job = await findJob(deps.store.db, ref.jobId);
  if (job === null || job.offer.attempt !== ref.attempt) throw new ProblemError('job-not-open');
  if (job.offer.burnerId !== burner.id) throw new ProblemError('job-wrong-burner');
  return job;
}

/** A key whose signature is not the paired identity's never reaches a tab. */
async function recordJobKey(deps: Deps, burner: Burner, frame: Frame<'job-key'>): Promise<void> {
  const { offer } = await jobOf(deps, burner, frame);
  const statement = jobKeyStatement(offer, frame.key.publicKey);
  if (!isSignedBy(burner.identityKey, statement, frame.key.signature)) {
    throw new ProblemError('burner-identity-changed', { burner: burner.name });
  }
  const { value } = await commit(deps, async (tx) => {
    const job = await findJob(tx, offer.jobId);
    if (job === null || (job.state !== 'offered' && job.state !== 'keyed')) {
      throw new ProblemError('job-not-open');
    }
    if (job.key?.publicKey === frame.key.publicKey) return { value: job };
    return { value: await updateJob(tx, job, { state: 'keyed', key: frame.key }) };
  });
  deps.bus.publish({ type: 'job', job: jobView(value) });
}

/** Nothing was written: the job is over, the request waits for another try. */
async function recordRefused(
  deps: Deps,
  burner: Burner,
  frame: Omit<Frame<'job-refused'>, 'type'>,
): Promise<void> {
  const { offer } = await jobOf(deps, burner, frame);
  const { code } = frame.problem;
  const problem = isProblemCode(code) ? code : 'unexpected';
  await commit(deps, async (tx) => {
    const job = await findJob(tx, offer.jobId);
    if (job === null || !['offered', 'keyed', 'sealed'].includes(job.state)) return { value: null };
    if (offer.requestId === null) {
      const ending = { state: 'refused', at: deps.clock.now(), problem: frame.problem } as const;
      return { value: null, ended: await endDeskJob(tx, offer.jobId, ending) };
    }
    const before = await loadRequest(tx, offer.requestId, null);
    const command = { kind: 'cancel-job', jobId: offer.jobId, because: 'refused', problem } as const;
    return { value: null, change: decideIn(deps, before, command, actingBurner(burner)) };
  });
}

/** What lay on the reader; a token of ours keeps the drift that was seen. */
async function recordIdentified(
  deps: Deps,
  burner: Burner,
  frame: { readonly jobId: string; readonly attempt: number; readonly identified: TokenOnReader },
): Promise<void> {
  const { offer } = await jobOf(deps, burner, frame);
  const { identified } = frame;
  const { value } = await commit(deps, async (tx) => {
    if (offer.kind !== 'identify') throw new ProblemError('job-not-open');
    const token = await findToken(tx, identified.serial);
    if (token !== null) await saveToken(tx, { ...token, lastDriftSeconds: identified.clockDriftSeconds });
    return { value: await endDeskJob(tx, offer.jobId, { state: 'done', at: deps.clock.now(), identified }) };
  });
  for (const job of value) deps.bus.publish({ type: 'job', job: jobView(job) });
}

/** A hint, not a fact: kept beside the job for tabs that poll, without a version of its own. */
async function recordProgress(deps: Deps, burner: Burner, frame: Frame<'progress'>): Promise<void> {
  const job = await jobOf(deps, burner, frame);
  if (!openJobStates.includes(job.state)) return;
  const { phase, problem } = frame;
  await setPhase(deps.store.db, job.offer.jobId, { phase, problem });
  deps.bus.publish({ type: 'job', job: { ...jobView(job), phase, problem } });
}

const cancelledLookBackMs = 60 * 60_000;

/**
 * What this burner must be told after it (re)connects, in order: cancellations, then every open job's offer and,
 * where it is sealed, its envelope. A burner that has them already answers from its journal.
 */
export async function pendingFor(deps: Deps, burnerId: string): Promise<readonly ToBurner[]> {
  const now = deps.clock.now();
  const frames: ToBurner[] = [];
  for (const { offer } of await endedWithoutOutcome(deps.store.db, burnerId, now - cancelledLookBackMs)) {
    frames.push({ type: 'cancel', jobId: offer.jobId });
  }
  for (const { offer, envelope } of await openJobsOf(deps.store.db, burnerId)) {
    if (offer.expiresAt <= now) continue;
    frames.push({ type: 'offer', offer });
    if (envelope !== null) {
      frames.push({ type: 'envelope', jobId: offer.jobId, attempt: offer.attempt, envelope });
    }
  }
  return frames;
}
