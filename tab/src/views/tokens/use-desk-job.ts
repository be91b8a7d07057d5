import type { BurnerView, JobView } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { useState } from 'react';
import { problemOf, useLive, useSession } from '../../session.ts';

export type DeskJobKind = 'blank' | 'sync-clock';

export type DeskJob = {
  readonly job: JobView | null;
  readonly problem: Problem | null;
  start(kind: DeskJobKind, desk: BurnerView, serial: string): void;
  cancel(): void;
};

export const isOver = ({ state }: JobView): boolean =>
  state === 'done' || state === 'cancelled' || state === 'expired' || state === 'refused';

/** One order to a desk that belongs to no request, followed until it is over. */
export function useDeskJob(): DeskJob {
  const { api } = useSession();
  const [job, setJob] = useState<JobView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const failed = (error: unknown) => setProblem(problemOf(error));
  useLive((hint) => {
    if (job === null || isOver(job)) return;
    if (hint.type === 'job' && hint.job.id === job.id) setJob(hint.job);
    if (hint.type === 'look') api.call('getJob', { params: { jobId: job.id } }).then(setJob, failed);
  });
  return {
    job,
    problem,
    start(kind, desk, serial) {
      setProblem(null);
      setJob(null);
      const body = { kind, burnerId: desk.id, reader: null, serial };
      api.call('openDeskJob', { body }).then((opened) => {
        setJob(opened);
        // what happened between the order and its answer was told before its id was known here
        api.call('getJob', { params: { jobId: opened.id } }).then(setJob, failed);
      }, failed);
    },
    cancel() {
      if (job !== null) api.call('cancelJob', { params: { jobId: job.id }, body: {} }).then(setJob, failed);
    },
  };
}
