import type { Request } from '@token-desk/contract/request';
import type { Job } from '../../store/tables/jobs.ts';
import type { Hint } from './change.ts';
import type { Deps } from './deps.ts';
import { jobView } from './job-view.ts';

/** To every open tab: a job as it is now. */
export function jobHint(job: Job): Hint {
  return { to: 'tabs', event: { type: 'job', job: jobView(job) } };
}

/** A desk that refused knows that its job is over. */
export function endedHints(job: Job): readonly Hint[] {
  const { burnerId, jobId, attempt } = job.offer;
  const told = { to: 'desk', burnerId, frame: { type: 'cancel', jobId, attempt } } as const;
  return job.state === 'refused' ? [jobHint(job)] : [told, jobHint(job)];
}

export function requestHint({ id, version }: Request, seq: number): Hint {
  return { to: 'tabs', event: { type: 'request', seq, requestId: id, version } };
}

/** The one place from which use cases speak to desks and tabs. Never throws, never waits. */
export function sendHints({ hub, bus, peers }: Deps, hints: readonly Hint[]): void {
  for (const hint of hints) {
    switch (hint.to) {
      case 'desk':
        hub.send(hint.burnerId, hint.frame);
        break;
      case 'tabs':
        bus.publish(hint.event);
        break;
      case 'cut':
        hub.drop(hint.burnerId);
        peers?.drop(hint.burnerId);
    }
  }
}
