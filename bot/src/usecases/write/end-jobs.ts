import { type JobState, openJobStates } from '@token-desk/contract/desk/job';
import type { Acting } from '../../domain/permissions.ts';
import type { EndedBecause, RequestEvent } from '../../domain/requests/request-events.ts';
import type { Db } from '../../store/database.ts';
import { findJob, type Job, updateJob } from '../../store/tables/jobs.ts';
import type { Written } from './change.ts';
import { decideIn, loadRequest } from './decide-in.ts';
import type { Deps } from './deps.ts';
import { isLoad, leaveLoad } from './load-moves.ts';

/** A desk that could write and has not said how that ended may have written. */
export function mayHaveWritten({ state, phase, offer }: Pick<Job, 'state' | 'phase' | 'offer'>): boolean {
  return state === 'sealed' || phase !== null || offer.route === 'B';
}

type Ending = {
  readonly because: Extract<EndedBecause, 'asked' | 'expired' | 'refused'>;
  readonly problem: Job['problem'];
  readonly acting: Acting;
};

/**
 * How every job ends whose desk has told of no write: cancelled, expired, refused, its desk shut out. Answers what to commit.
 * Throws `job-not-open` when its request has gone on without it.
 */
export async function endJob(
  deps: Deps,
  tx: Db,
  { offer }: Pick<Job, 'offer'>,
  { because, problem, acting }: Ending,
): Promise<Pick<Written<null>, 'change' | 'ended'>> {
  const { jobId, requestId } = offer;
  if (requestId === null) {
    const change = { state: endState(because), problem, finishedAt: deps.clock.now() };
    return { ended: await closeJob(tx, jobId, change) };
  }
  const before = await loadRequest(tx, requestId, null);
  const command = { kind: 'cancel-job', jobId, because, problem: problem?.code ?? null } as const;
  return { change: decideIn(deps, before, command, acting) };
}

type Closing = Partial<Job> & { readonly state: JobState; readonly finishedAt: number };

/** A list of the closed job; empty when it was over before. */
export async function closeJob(tx: Db, jobId: string, change: Closing): Promise<readonly Job[]> {
  const job = await findJob(tx, jobId);
  if (job === null || !openJobStates.includes(job.state)) return [];
  const closed = await updateJob(tx, job, change);
  if (closed.state !== 'done' && isLoad(closed)) await leaveLoad(tx, closed, change.finishedAt);
  return [closed];
}

/** Closes the job rows behind `job_cancelled` events and forgets their sealed bytes. Answers the closed jobs. */
export async function closeCancelled(tx: Db, events: readonly RequestEvent[]): Promise<readonly Job[]> {
  const closed: Job[] = [];
  for (const event of events) {
    if (event.kind !== 'job_cancelled') continue;
    const problem = event.problem === null ? null : { code: event.problem };
    const change = { state: endState(event.because), envelope: null, problem, finishedAt: event.at };
    closed.push(...(await closeJob(tx, event.jobId, change)));
  }
  return closed;
}

function endState(because: EndedBecause): JobState {
  return because === 'expired' || because === 'refused' ? because : 'cancelled';
}
