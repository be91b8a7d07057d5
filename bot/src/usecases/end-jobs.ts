import type { JobState } from '@token-desk/contract/job';
import type { EndedBecause, RequestEvent } from '../domain/request-events.ts';
import type { Db } from '../store/database.ts';
import { findJob, type Job, openJobStates, updateJob } from '../store/jobs.ts';

function endState(because: EndedBecause): JobState {
  if (because === 'expired' || because === 'refused') return because;
  return 'cancelled';
}

/** Closes the job rows behind `job_cancelled` events and forgets their sealed bytes. Answers the closed jobs. */
export async function endJobs(tx: Db, events: readonly RequestEvent[]): Promise<readonly Job[]> {
  const ended: Job[] = [];
  for (const event of events) {
    if (event.kind !== 'job_cancelled') continue;
    const job = await findJob(tx, event.jobId);
    if (job === null || !openJobStates.includes(job.state)) continue;
    const problem = event.problem === null ? null : { code: event.problem };
    ended.push(
      await updateJob(tx, job, {
        state: endState(event.because),
        envelope: null,
        problem,
        finishedAt: event.at,
      }),
    );
  }
  return ended;
}
