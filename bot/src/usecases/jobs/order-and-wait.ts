import type { JobView } from '@token-desk/contract/views';
import type { Db } from '../../store/database.ts';
import { findJob, type Job } from '../../store/tables/jobs.ts';
import type { Written } from '../write/change.ts';
import { commit } from '../write/commit.ts';
import type { Deps } from '../write/deps.ts';
import { jobView } from '../write/job-view.ts';

/** A desk that began without sending a key says so by what it is doing. */
const hasAnswered = (job: JobView) => job.state !== 'offered' || job.phase !== null;

/**
 * Commits a new job, offers it to its desk and waits up to `jobKeyWaitMs` for the desk's answer. Listens before it
 * offers, so that a quick desk is not missed; after the wait it looks once more in the database.
 */
export async function orderAndWait(deps: Deps, work: (tx: Db) => Promise<Written<Job>>): Promise<JobView> {
  const heard = new Set<string>();
  let onHeard = () => {};
  const leave = deps.bus.subscribe((event) => {
    if (event.type !== 'job' || !hasAnswered(event.job)) return;
    heard.add(event.job.id);
    onHeard();
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const { value: job } = await commit(deps, async (tx) => {
      const written = await work(tx);
      const { offer } = written.value;
      const offered = { to: 'desk', burnerId: offer.burnerId, frame: { type: 'offer', offer } } as const;
      return { ...written, hints: [...(written.hints ?? []), offered] };
    });
    const { jobId } = job.offer;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, deps.jobKeyWaitMs);
      onHeard = () => {
        if (heard.has(jobId)) resolve();
      };
      onHeard();
    });
    return jobView((await findJob(deps.store.db, jobId)) ?? job);
  } finally {
    clearTimeout(timer);
    leave();
  }
}
