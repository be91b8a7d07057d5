import {
  type FromBurner,
  jobKeyStatement,
  openJobStates,
  type ToBurner,
  type TokenOnReader,
} from '@token-desk/contract/desk/job';
import type { SignedReceipt } from '@token-desk/contract/desk/receipt';
import { burnerActor } from '@token-desk/contract/named';
import { isProblemCode, type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { Acting } from '../../domain/permissions.ts';
import type { Db } from '../../store/database.ts';
import { type Burner, findBurner, isShutOut } from '../../store/tables/burners.ts';
import { endedWithoutOutcome, findJob, type Job, openJobsOf, updateJob } from '../../store/tables/jobs.ts';
import { setPhase } from '../../store/tables/phases.ts';
import { findToken, saveToken } from '../../store/tables/tokens.ts';
import type { Written } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import { decideIn, loadRequest } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';
import { closeJob, endJob } from '../write/end-jobs.ts';
import { isSignedBy } from '../write/hashing.ts';
import { jobHint, sendHints } from '../write/hints.ts';
import { isLoad } from '../write/load-moves.ts';
import { loadNotWritten } from './record-load.ts';
import { recordReceipt } from './record-receipt.ts';

type Frame<T extends FromBurner['type']> = Extract<FromBurner, { type: T }>;

export function actingBurner(burner: Burner): Acting {
  return { actor: burnerActor(burner), roles: [] };
}

/**
 * One frame from a connected burner, already parsed: job-key, job-refused, progress, outcome, checked
 * (hello and readers: see burners.ts). Answers the frame to send back (`receipt-stored`) or null.
 * With sealed bytes a `checked` frame's answer is owed, not sent: a desk that hears it wipes what it drew, so whoever
 * hands the bytes on says it (usecases/jobs).
 * Throws `receipt-invalid`, `practice-receipt`, `job-not-open`; the link may stay open.
 */
export async function receiveFrame(
  deps: Deps,
  burnerId: string,
  frame: FromBurner,
): Promise<ToBurner | null> {
  // What it signed is kept, also where it crossed with the end of its desk.
  if ('receipt' in frame && frame.receipt !== null) {
    return await recordSigned(deps, await known(deps.store.db, burnerId), frame, frame.receipt);
  }
  const burner = await standing(deps.store.db, burnerId);
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
      // Without a receipt nothing was written: the same as a refusal.
      if (frame.problem !== null) await recordRefused(deps, burner, { ...frame, problem: frame.problem });
      else if (frame.identified !== null) {
        await recordIdentified(deps, burner, { ...frame, identified: frame.identified });
      }
      return null;
    case 'checked':
    case 'hello':
    case 'readers':
      return null;
  }
}

async function known(db: Db, burnerId: string): Promise<Burner> {
  const burner = await findBurner(db, burnerId);
  if (burner === null) throw new ProblemError('burner-not-paired');
  return burner;
}

/** Asked again in the transaction of every frame: what a desk says after its end counts for nothing. */
async function standing(db: Db, burnerId: string): Promise<Burner> {
  const burner = await known(db, burnerId);
  if (isShutOut(burner)) throw new ProblemError('burner-revoked');
  return burner;
}

async function recordSigned(
  deps: Deps,
  burner: Burner,
  frame: Frame<'outcome'> | Frame<'checked'>,
  receipt: SignedReceipt,
): Promise<ToBurner | null> {
  const { jobId, problem } = frame;
  const note = frame.type === 'outcome' ? frame.note : undefined;
  return {
    type: 'receipt-stored',
    seq: await recordReceipt(deps, burner, { receipt, jobId, problem, note }),
  };
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
  await commit(deps, async (tx) => {
    await standing(tx, burner.id);
    const job = await findJob(tx, offer.jobId);
    if (job === null || (job.state !== 'offered' && job.state !== 'keyed')) {
      throw new ProblemError('job-not-open');
    }
    const isKnown = job.key?.publicKey === frame.key.publicKey;
    const keyed = isKnown ? job : await updateJob(tx, job, { state: 'keyed', key: frame.key });
    return { value: null, hints: [jobHint(keyed)] };
  });
}

/** Nothing was written: the job is over, the request waits for another try. */
async function recordRefused(
  deps: Deps,
  burner: Burner,
  frame: Omit<Frame<'job-refused'>, 'type'>,
): Promise<void> {
  const { offer } = await jobOf(deps, burner, frame);
  // In the books a problem is one of ours; what a job without a request met is shown as it came.
  const code = isProblemCode(frame.problem.code) ? frame.problem.code : 'unexpected';
  const problem = offer.requestId === null ? frame.problem : { code };
  await commit(deps, async (tx) => {
    await standing(tx, burner.id);
    const job = await findJob(tx, offer.jobId);
    if (job === null) return { value: null };
    if (!openJobStates.includes(job.state)) {
      const word = { acting: actingBurner(burner), problem: code };
      return { value: null, ...(await nothingWritten(deps, tx, job, word)) };
    }
    const ending = { because: 'refused', problem, acting: actingBurner(burner) } as const;
    return { value: null, ...(await endJob(deps, tx, job, ending)) };
  });
}

/** Of an order that ended before: only where its token lies aside for want of this word does it say anything new. */
async function nothingWritten(
  deps: Deps,
  tx: Db,
  job: Job,
  { acting, problem }: { readonly acting: Acting; readonly problem: ProblemCode },
): Promise<Pick<Written<null>, 'change' | 'rows'>> {
  const { jobId, requestId, serial, technician } = job.offer;
  if (serial === null || problem === 'job-replayed') return {};
  const token = await findToken(tx, serial);
  if (!token?.unsaid.some((one) => one.jobId === jobId)) return {};
  if (isLoad(job)) {
    return { rows: [await loadNotWritten(tx, job, { actor: acting.actor, problem, now: deps.clock.now() })] };
  }
  if (requestId === null) return {};
  const command = { kind: 'nothing-written', jobId, serial, technicianId: technician.id, problem } as const;
  return { change: decideIn(deps, await loadRequest(tx, requestId, null), command, acting) };
}

/** What lay on the reader; a token of ours keeps the drift that was seen. */
async function recordIdentified(
  deps: Deps,
  burner: Burner,
  frame: { readonly jobId: string; readonly attempt: number; readonly identified: TokenOnReader },
): Promise<void> {
  const { offer } = await jobOf(deps, burner, frame);
  const { identified } = frame;
  await commit(deps, async (tx) => {
    await standing(tx, burner.id);
    if (offer.kind !== 'identify') throw new ProblemError('job-not-open');
    const change = { state: 'done', identified, finishedAt: deps.clock.now() } as const;
    const ended = await closeJob(tx, offer.jobId, change);
    const token = ended.length === 0 ? null : await findToken(tx, identified.serial);
    if (token !== null) await saveToken(tx, { ...token, lastDriftSeconds: identified.clockDriftSeconds });
    // The desk that said so need not hear that its job is over.
    return { value: null, hints: ended.map(jobHint) };
  });
}

/** A hint, not a fact: kept beside the job for tabs that poll, without a version of its own. */
async function recordProgress(deps: Deps, burner: Burner, frame: Frame<'progress'>): Promise<void> {
  const job = await jobOf(deps, burner, frame);
  if (!openJobStates.includes(job.state)) return;
  const { phase, problem } = frame;
  await setPhase(deps.store.db, job.offer.jobId, { phase, problem });
  sendHints(deps, [jobHint({ ...job, phase, problem })]);
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
    frames.push({ type: 'cancel', jobId: offer.jobId, attempt: offer.attempt });
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
