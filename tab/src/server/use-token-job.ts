import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import type { BurnerView, JobView } from '@token-desk/contract/views';
import { useState } from 'react';
import { isOlderJob, isOver } from '../flow/burn/burn-flow.ts';
import type { Api } from './api.ts';
import { jobKey, keepNewer } from './cache.ts';
import { problemOf, useSession } from './session.ts';

export type TokenJobKind = 'blank' | 'sync-clock';

export type TokenJob = {
  readonly job: JobView | null;
  readonly problem: Problem | null;
  start(kind: TokenJobKind, desk: BurnerView, serial: string): void;
  cancel(): void;
};

/** Between the order and the first look at it nobody shows it. */
const keptMs = 60_000;

export function jobOptions(api: Api, jobId: string) {
  return {
    queryKey: jobKey(jobId),
    queryFn: ({ signal }: { signal: AbortSignal }) => api.call('getJob', { params: { jobId }, signal }),
    gcTime: keptMs,
    structuralSharing: keepNewer<JobView>((shown, answer) =>
      shown !== undefined && isOlderJob(shown, answer) ? shown : answer,
    ),
    meta: {
      isMovedBy: (hint: LiveEvent, shown: unknown) =>
        hint.type === 'look' && !isOver((shown as JobView | undefined) ?? null),
    },
  };
}

/** One order to a desk that belongs to no request, followed until it is over. */
export function useTokenJob(): TokenJob {
  const { api } = useSession();
  const cache = useQueryClient();
  const [jobId, setJobId] = useState<string | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  // read at once: what happened between the order and its answer was told before its id was known here
  const answer = useQuery({ ...jobOptions(api, jobId ?? ''), enabled: jobId !== null });
  const show = (job: JobView) => {
    cache.setQueryDefaults(jobKey(job.id), { gcTime: keptMs });
    cache.setQueryData(jobKey(job.id), job);
    setJobId(job.id);
  };
  const failed = (error: unknown) => setRefused(problemOf(error));
  return {
    job: (jobId === null ? null : answer.data) ?? null,
    problem: refused ?? (answer.isError ? problemOf(answer.error) : null),
    start(kind, desk, serial) {
      setRefused(null);
      setJobId(null);
      const body = { kind, burnerId: desk.id, reader: null, serial };
      api.call('openTokenJob', { body }).then(show, failed);
    },
    cancel() {
      if (jobId !== null) api.call('cancelJob', { params: { jobId }, body: {} }).then(show, failed);
    },
  };
}
