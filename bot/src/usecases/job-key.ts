import type { JobView } from '@token-desk/contract/api';
import { findJob, type Job } from '../store/jobs.ts';
import type { Deps } from './deps.ts';
import { jobView } from './job-view.ts';

/** A desk that began without sending a key says so by what it is doing. */
const hasAnswered = (job: JobView) => job.state !== 'offered' || job.phase !== null;

/** Listens before it asks, so that a quick burner is not missed; after the wait it looks once more in the database. */
export async function awaitJobAnswer(deps: Deps, job: Job, ask: () => void): Promise<JobView> {
  const { jobId } = job.offer;
  let timer: NodeJS.Timeout | undefined;
  let leave = () => {};
  const answered = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, deps.jobKeyWaitMs);
    leave = deps.bus.subscribe((event) => {
      if (event.type === 'job' && event.job.id === jobId && hasAnswered(event.job)) resolve();
    });
  });
  try {
    ask();
    await answered;
  } finally {
    clearTimeout(timer);
    leave();
  }
  return jobView((await findJob(deps.store.db, jobId)) ?? job);
}
