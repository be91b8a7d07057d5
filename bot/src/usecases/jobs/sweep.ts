import { envelopeLifetimeMs } from '@token-desk/contract/desk/job';
import { autoCloseMs } from '../../domain/requests/request-times.ts';
import { dropPairingCodes } from '../../store/tables/burners.ts';
import { dropEnvelopes, expiredOpenJobs, findJob, type Job } from '../../store/tables/jobs.ts';
import { restingRequests } from '../../store/tables/requests.ts';
import { dropSpent } from '../../store/tables/spent.ts';
import { bindJoiners } from '../asking/joiners.ts';
import { watchTasks } from '../life/tasks.ts';
import { makeDigest } from '../people/digest.ts';
import { forgetDue } from '../people/forget.ts';
import { readInHand } from '../requests/in-hand.ts';
import { lookAhead } from '../requests/look-ahead.ts';
import { readWaiting } from '../requests/waiting.ts';
import { commit } from '../write/commit.ts';
import { actingClock, decideIn, loadRequest } from '../write/decide-in.ts';
import type { Deps } from '../write/deps.ts';
import { eachOf } from '../write/each-of.ts';
import { endJob, mayHaveWritten } from '../write/end-jobs.ts';
import { policyNow } from '../write/policy-now.ts';

/** A burner that began in time may still be writing when the job expires. */
const expiryGraceMs = 60_000;

const due = (claimIdleMs: number) =>
  [
    { states: ['in_progress'], afterMs: claimIdleMs },
    { states: ['submitted'], afterMs: 0 },
    { states: ['handed_over'], afterMs: autoCloseMs },
  ] as const;

function expire(deps: Deps, listed: Job): Promise<unknown> {
  return commit(deps, async (tx) => {
    // Its secret may have come since it was listed.
    const job = (await findJob(tx, listed.offer.jobId)) ?? listed;
    const problem = { code: mayHaveWritten(job) ? 'job-stopped' : 'job-expired' };
    return {
      value: null,
      ...(await endJob(deps, tx, job, { because: 'expired', problem, acting: actingClock })),
    };
  });
}

/** Ends jobs whose time is over by more than `graceMs`, so that their reader and token are free again. */
export async function expireJobs(deps: Deps, graceMs = expiryGraceMs): Promise<number> {
  const before = deps.clock.now() - graceMs;
  return eachOf(
    (after, limit) => expiredOpenJobs(deps.store.db, { before, after, limit }),
    (job) => job.offer.jobId,
    (job) => expire(deps, job),
  );
}

/** Lapses idle claims and jobs, closes and expires what is due, drops old envelopes, pairing codes and counts, passes on what has to be done about tokens, notes what is missing at Microsoft before its day, begins what waited for an account, once a day forgets what is kept no longer. Call it every minute. Answers how many it changed. */
export async function sweep(deps: Deps): Promise<number> {
  let changed = await expireJobs(deps);
  const { claimIdleMs } = await policyNow(deps);
  for (const { states, afterMs } of due(claimIdleMs)) {
    const before = deps.clock.now() - afterMs;
    changed += await eachOf(
      (after, limit) => restingRequests(deps.store.db, states, { before, after, limit }),
      (id) => id,
      async (id) => {
        const seen = await loadRequest(deps.store.db, id, null);
        const waits = await readWaiting(deps, seen);
        const inHand = await readInHand(deps, seen);
        const tick = { kind: 'tick', claimIdleMs, inHand, ...(waits === null ? {} : { waits }) } as const;
        return commit(deps, async (tx) => {
          const newest = await loadRequest(tx, id, null);
          return { value: null, change: decideIn(deps, newest, tick, actingClock) };
        });
      },
    );
  }
  changed += await dropEnvelopes(deps.store.db, deps.clock.now() - envelopeLifetimeMs);
  changed += await dropPairingCodes(deps.store.db, deps.clock.now());
  changed += await dropSpent(deps.store.db, deps.clock.now());
  changed += await watchTasks(deps);
  changed += await lookAhead(deps);
  changed += await bindJoiners(deps);
  changed += await makeDigest(deps);
  changed += await forgetDue(deps);
  return changed;
}
