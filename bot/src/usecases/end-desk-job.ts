import type { JobState } from '@token-desk/contract/job';
import type { Db } from '../store/database.ts';
import { findJob, type Job, openJobStates, updateJob } from '../store/jobs.ts';

type Ending = {
  readonly state: Extract<JobState, 'cancelled' | 'expired' | 'refused' | 'done'>;
  readonly at: number;
  readonly problem?: Job['problem'];
  readonly identified?: Job['identified'];
};

/** Ends a job that belongs to no request: a list of it, empty when it was over before. */
export async function endDeskJob(tx: Db, jobId: string, ending: Ending): Promise<readonly Job[]> {
  const job = await findJob(tx, jobId);
  if (job === null || !openJobStates.includes(job.state)) return [];
  const { state, at, problem = null, identified = null } = ending;
  return [await updateJob(tx, job, { state, problem, identified, finishedAt: at })];
}
