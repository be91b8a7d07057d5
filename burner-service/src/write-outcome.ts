import type { FromBurner, JobOffer } from '@token-desk/contract/job';
import type { Problem } from '@token-desk/contract/problem';
import { type Receipts, type Seen, seenToken } from './receipts.ts';
import type { HeldSecret } from './secrets.ts';
import type { WriteResult } from './write-order.ts';

type Outcome = Extract<FromBurner, { type: 'outcome' }>;
type Wire = NonNullable<Outcome['problem']>;

export type EndedWrite = {
  readonly offer: JobOffer;
  readonly ended: WriteResult;
  readonly secret: Pick<HeldSecret, 'account' | 'capture'> | null;
  readonly reader: string;
  readonly startedAt: number;
  readonly finishedAt: number;
};

/** Signs how a write ended; the frame is in the journal before anybody hears of it. */
export function outcomeFrame(write: EndedWrite, receipts: Receipts): Outcome {
  const { offer, ended, secret, reader, startedAt, finishedAt } = write;
  const { account = null, capture = null } = secret ?? {};
  const note = ended.outcome === 'burned' ? ended.note : null;
  const problem = ended.outcome === 'burned' ? null : ended.problem;
  const drift = ended.outcome === 'burned' ? { clockDriftAfterSeconds: ended.clockDriftAfterSeconds } : {};
  const seen: Partial<Seen> = {
    ...seenToken(ended.token),
    ...drift,
    ...routeOf(offer),
    outcome: ended.outcome,
    problem: problem?.code ?? null,
    ...(note === null ? {} : { note: note.code }),
    ...{ reader, account, capture, startedAt, finishedAt },
  };
  return issue(offer, receipts, { seen, problem, note });
}

/** A write that an earlier process began and never ended. */
export function interruptedFrame(offer: JobOffer, receipts: Receipts): Outcome {
  const problem: Problem = { code: offer.kind === 'sync-clock' ? 'clock-unknown' : 'burn-unknown' };
  const seen = {
    ...routeOf(offer),
    outcome: 'unknown',
    problem: problem.code,
    serial: offer.serial,
  } as const;
  return issue(offer, receipts, { seen, problem, note: null });
}

type Facts = {
  readonly seen: Partial<Seen>;
  readonly problem: Problem | null;
  readonly note: Problem | null;
};

function issue(offer: JobOffer, receipts: Receipts, { seen, problem, note }: Facts): Outcome {
  const { jobId, attempt } = offer;
  const kind = offer.kind === 'blank' || offer.kind === 'sync-clock' ? offer.kind : 'burn';
  const { frame } = receipts.issue({ kind, offer, seen }, (receipt) => ({
    type: 'outcome' as const,
    jobId,
    attempt,
    receipt,
    problem: problem as Wire | null,
    identified: null,
    ...(note === null ? {} : { note: note as Wire }),
  }));
  return frame;
}

function routeOf({ kind, route = 'A' }: JobOffer): Partial<Seen> {
  return kind === 'burn' ? { route } : {};
}
