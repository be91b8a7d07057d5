import { type LiveEvent, liveEvent } from '@token-desk/contract/api';
import * as z from 'zod/mini';
import type { LiveBus } from '../ports.ts';
import type { Db } from '../store/database.ts';
import { findJob } from '../store/jobs.ts';
import type { Notify } from '../store/notify.ts';
import { jobView } from './job-view.ts';

/** A job goes by its id: whole it may be too long for a notification, and the other bot reads the newest state. */
const hint = z.object({
  from: z.string(),
  event: z.nullable(liveEvent),
  jobId: z.nullable(z.string()),
});

export type SharedBusParts = {
  readonly local: LiveBus;
  readonly db: Db;
  /** Which of the bots this is. */
  readonly instanceId: string;
  readonly onFailure: (error: unknown) => void;
};

/** One bus for all bots on one database: what one publishes, the others' listeners hear too, a moment later. */
export async function shareBus(
  { local, db, instanceId, onFailure }: SharedBusParts,
  open: (onText: (text: string) => void) => Promise<Notify>,
): Promise<LiveBus & Pick<Notify, 'close'>> {
  async function hear(text: string): Promise<void> {
    const { from, event, jobId } = z.parse(hint, JSON.parse(text));
    if (from === instanceId) return;
    if (event !== null) local.publish(event);
    const job = jobId === null ? null : await findJob(db, jobId);
    if (job !== null) local.publish({ type: 'job', job: jobView(job) });
  }

  const notify = await open((text) => {
    hear(text).catch(onFailure);
  });
  return {
    publish(event: LiveEvent) {
      local.publish(event);
      const said = event.type === 'job' ? { event: null, jobId: event.job.id } : { event, jobId: null };
      notify.send(JSON.stringify({ from: instanceId, ...said }));
    },
    subscribe: (listener) => local.subscribe(listener),
    close: () => notify.close(),
  };
}
