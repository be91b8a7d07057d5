import { envelopeLifetimeMs } from '@token-desk/contract/job';
import { ProblemError } from '@token-desk/contract/problem';
import { approvalLifetimeMs, autoCloseMs } from '../domain/request-times.ts';
import { dropEnvelopes, expiredOpenJobs, type Job } from '../store/jobs.ts';
import { restingRequests } from '../store/requests.ts';
import { commit } from './commit.ts';
import { actingClock, decideIn, loadRequest } from './decide-in.ts';
import type { Deps } from './deps.ts';
import { endDeskJob } from './end-desk-job.ts';
import { forgetDue } from './forget.ts';

/** A burner that began in time may still be writing when the job expires. */
const expiryGraceMs = 60_000;
const batch = 200;

const due = (claimIdleMs: number) =>
  [
    { states: ['in_progress'], afterMs: claimIdleMs },
    { states: ['submitted'], afterMs: approvalLifetimeMs },
    { states: ['handed_over'], afterMs: autoCloseMs },
  ] as const;

/** False when somebody was quicker and nothing is due any more. */
async function attempt(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

function expire(deps: Deps, job: Job): Promise<unknown> {
  const { jobId, requestId } = job.offer;
  return commit(deps, async (tx) => {
    if (requestId === null) {
      const problem = { code: 'job-expired' };
      return {
        value: null,
        ended: await endDeskJob(tx, jobId, { state: 'expired', at: deps.clock.now(), problem }),
      };
    }
    const before = await loadRequest(tx, requestId, null);
    const command = { kind: 'cancel-job', jobId, because: 'expired', problem: 'job-expired' } as const;
    return { value: null, change: decideIn(deps, before, command, actingClock) };
  });
}

/** Ends jobs whose time is over by more than `graceMs`, so that their reader and token are free again. */
export async function expireJobs(deps: Deps, graceMs = expiryGraceMs): Promise<number> {
  let changed = 0;
  for (const job of await expiredOpenJobs(deps.store.db, deps.clock.now() - graceMs, batch)) {
    if (await attempt(expire(deps, job))) changed += 1;
  }
  return changed;
}

/** Lapses idle claims and jobs, closes and expires what is due, drops old envelopes, once a day forgets what is kept no longer. Call it every minute. Answers how many it changed. */
export async function sweep(deps: Deps): Promise<number> {
  let changed = await expireJobs(deps);
  const { claimIdleMs } = deps.policy;
  for (const { states, afterMs } of due(claimIdleMs)) {
    const before = deps.clock.now() - afterMs;
    for (const request of await restingRequests(deps.store.db, states, { before, limit: batch })) {
      const ticking = commit(deps, async (tx) => {
        const newest = await loadRequest(tx, request.id, null);
        return { value: null, change: decideIn(deps, newest, { kind: 'tick', claimIdleMs }, actingClock) };
      });
      if (await attempt(ticking)) changed += 1;
    }
  }
  changed += await dropEnvelopes(deps.store.db, deps.clock.now() - envelopeLifetimeMs);
  changed += await forgetDue(deps);
  return changed;
}
