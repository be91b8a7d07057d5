import type { Db } from '../store/database.ts';
import { type Job, jobsOfRequest } from '../store/jobs.ts';

const lookBack = 50;

/** The burn whose secret the token carries now. */
export async function lastBurn(db: Db, requestId: string): Promise<Job | null> {
  const jobs = await jobsOfRequest(db, requestId, lookBack);
  return jobs.find((job) => job.outcome === 'burned' || job.outcome === 'unknown') ?? null;
}
