import { liveEvent } from '@token-desk/contract/api';
import * as z from 'zod/mini';
import type { LiveBus, Peers } from '../ports.ts';
import type { Db } from '../store/database.ts';
import type { Notify } from '../store/notify.ts';
import { findJob } from '../store/tables/jobs.ts';
import { jobView } from '../usecases/write/job-view.ts';
import { createPeers, deskHint, type PeersParts } from './peers.ts';

/** A job goes by its id: whole it may be too long for a notification, and the other bot reads the newest state. */
const hint = z.object({
  from: z.string(),
  event: z.nullable(liveEvent),
  jobId: z.nullable(z.string()),
  desk: z.optional(deskHint),
});

export type SharedBusParts = {
  readonly local: LiveBus;
  readonly db: Db;
  /** Which of the bots this is. */
  readonly instanceId: string;
  readonly onFailure: (error: unknown) => void;
  readonly hub: PeersParts['hub'];
};

type Heard = { readonly onText: (text: string) => void; readonly onReturn: () => void };

/** One bus for all bots on one database: what one publishes, the others' listeners hear too, a moment later. */
export async function shareBus(
  { local, db, instanceId, onFailure, hub }: SharedBusParts,
  open: (heard: Heard) => Promise<Notify>,
): Promise<{ readonly bus: LiveBus; readonly peers: Peers; close(): Promise<void> }> {
  async function hear(text: string): Promise<void> {
    const { from, event, jobId, desk } = z.parse(hint, JSON.parse(text));
    if (from === instanceId) return;
    if (desk !== undefined) peers.hear(desk);
    if (event?.type === 'burner') {
      const burner = peers.asSeenHere(event.burner);
      if (burner !== null) local.publish({ type: 'burner', burner });
    } else if (event !== null) local.publish(event);
    const job = jobId === null ? null : await findJob(db, jobId);
    if (job !== null) local.publish({ type: 'job', job: jobView(job) });
  }

  const say = (said: Omit<z.infer<typeof hint>, 'from'>) =>
    notify?.send(JSON.stringify({ from: instanceId, ...said })) ?? true;
  const peers = createPeers({ hub, send: (desk) => say({ event: null, jobId: null, desk }) });
  let notify: Notify | null = null;
  const bus: LiveBus = {
    publish(event) {
      local.publish(event);
      const isSaid = say(
        event.type === 'job' ? { event: null, jobId: event.job.id } : { event, jobId: null },
      );
      if (!isSaid) say({ event: { type: 'look' }, jobId: null });
    },
    subscribe: (listener) => local.subscribe(listener),
  };
  notify = await open({
    onText: (text) => {
      hear(text).catch(onFailure);
    },
    onReturn: () => bus.publish({ type: 'look' }),
  });
  const opened = notify;
  peers.start();
  return {
    bus,
    peers,
    close: () => {
      peers.close();
      return opened.close();
    },
  };
}
