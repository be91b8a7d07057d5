import { type JobOffer, maxClockOffsetMs } from '@token-desk/contract/desk/job';
import type { Problem } from '@token-desk/contract/problem';

export type RefusalFacts = {
  readonly burnerId: string;
  readonly burnerName: string;
  readonly nowMs: number;
  /** Server's clock minus ours; null until it has said. */
  readonly clockOffsetMs: number | null;
  /** This job's key was made before, by a process that is gone. */
  readonly hasKeyed: boolean;
  /** Null: the reader is there. */
  readonly readerProblem: Problem | null;
  readonly isReaderBusy: boolean;
};

const writingKinds: readonly JobOffer['kind'][] = ['burn', 'blank', 'sync-clock'];

/** Why this desk does not take an offer, or null. */
export function refusalOf(offer: JobOffer, facts: RefusalFacts): Problem | null {
  if (offer.burnerId !== facts.burnerId) return { code: 'job-wrong-burner' };
  if (facts.nowMs > offer.expiresAt) return { code: 'job-expired' };
  // The key died with the process that held it; had that one begun to write, its outcome would have been told instead.
  if (facts.hasKeyed) return { code: offer.route === 'B' ? 'secret-gone-drawn' : 'secret-unopened' };
  if (offer.kind === 'identify') return facts.readerProblem;
  if (!writingKinds.includes(offer.kind)) return { code: 'job-not-open' };
  const missing = missingPart(offer);
  if (missing !== null) return { code: 'bad-request', detail: { where: missing } };
  if (facts.readerProblem !== null) return facts.readerProblem;
  if (facts.isReaderBusy) return busy(facts.burnerName);
  return clockProblem(facts.clockOffsetMs);
}

export function busy(burner: string): Problem {
  return { code: 'burner-busy', detail: { burner } };
}

/** A token's clock is set from ours: only when ours agrees with the server's. Not compared is not agreed. */
export function clockProblem(offsetMs: number | null): Problem | null {
  if (offsetMs === null) return { code: 'clock-not-compared' };
  if (Math.abs(offsetMs) <= maxClockOffsetMs) return null;
  return { code: 'clock-not-trusted', detail: { offsetSeconds: Math.round(-offsetMs / 100) / 10 } };
}

/** What destroys a secret, or sets a clock, names the token it means. */
function missingPart(offer: JobOffer): string | null {
  if (offer.kind !== 'burn' && offer.serial === null) return 'serial';
  if (offer.route === 'B' && offer.tabKey === undefined) return 'tabKey';
  return null;
}
