import type { JobView } from '@token-desk/contract/views';
import type { Job } from '../../store/tables/jobs.ts';

/** A job as the tab sees it: never its sealed bytes. */
export function jobView(job: Job): JobView {
  return {
    id: job.offer.jobId,
    attempt: job.offer.attempt,
    kind: job.offer.kind,
    state: job.state,
    offer: job.offer,
    key: job.key,
    phase: job.phase,
    outcome: job.outcome,
    problem: job.problem,
    identified: job.identified,
  };
}
