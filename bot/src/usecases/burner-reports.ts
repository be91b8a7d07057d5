import type { FromBurner, ToBurner } from '@token-desk/contract/job';
import type { Deps } from './deps.ts';

/**
 * One frame from a connected burner, already parsed: job-key, job-refused, progress, outcome, checked
 * (hello and readers: see burners.ts). Answers the frame to send back (`receipt-stored`) or null.
 * A `checked` frame may be given here even when `hub.check` also resolves with it: receipts are stored once.
 * Throws `receipt-invalid`, `practice-receipt`, `job-not-open`; the link may stay open.
 */
export async function receiveFrame(
  deps: Deps,
  burnerId: string,
  frame: FromBurner,
): Promise<ToBurner | null> {
  throw new Error(`not yet ${deps.practice}${burnerId}${frame.type}`);
}

/** What this burner must be told after it (re)connects, in order: offers without a key, envelopes without an outcome, cancellations. */
export async function pendingFor(deps: Deps, burnerId: string): Promise<readonly ToBurner[]> {
  throw new Error(`not yet ${deps.practice}${burnerId}`);
}
