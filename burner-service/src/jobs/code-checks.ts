import type { FromBurner, SealedEnvelope, ToBurner } from '@token-desk/contract/desk/job';
import type { Problem } from '@token-desk/contract/problem';
import { sealDrawnSecret } from '@token-desk/contract/seed/envelope';
import { wipe } from '@token-desk/contract/text/bytes';
import type { Receipts } from '../journal/receipts.ts';
import { explainMiss } from '../token/code-check.ts';
import type { Held, HeldSecrets } from './secrets.ts';

type CheckFrame = Extract<ToBurner, { type: 'check' }>;
type Checked = Extract<FromBurner, { type: 'checked' }>;
type Wire = Checked['problem'];

/** A drawn secret leaves for a right code: guessing one must not pay (three of a million fit). */
const maxDrawnMisses = 10;

export type CheckParts = {
  readonly secrets: HeldSecrets;
  readonly receipts: Receipts;
  readonly nowMs: () => number;
};

/** Compares typed codes with the secrets still held, and lets a drawn secret go to the tab once its code was right. */
export class CodeChecks {
  readonly #parts: CheckParts;
  readonly #misses = new Map<string, number>();
  /** Route B: kept until the server has the sealed bytes, so that a cut link costs only the next code. */
  readonly #released = new Map<number, string>();

  constructor(parts: CheckParts) {
    this.#parts = parts;
  }

  /** Once the write has ended. */
  async answer({ jobId, checkId, code, technician }: CheckFrame): Promise<Checked> {
    const { secrets, receipts, nowMs } = this.#parts;
    const held = secrets.of(jobId);
    if (held === null) return secretGone({ jobId, checkId });
    const { offer, secret } = held;
    const { matched, stepOffset, isUsed } = held.checker.check(code, nowMs());
    const problem = matched ? null : explainMiss({ stepOffset, isUsed, stepSeconds: secret.stepSeconds });
    const seen = {
      ...{ matched, stepOffset, problem: problem?.code ?? null, account: secret.account },
      ...(secret.tenant == null ? {} : { tenant: secret.tenant }),
    };
    const sealed = matched ? await sealForTab(held) : null;
    const { frame, seq } = receipts.issue({ kind: 'check', offer, technician, seen }, (receipt) => ({
      type: 'checked' as const,
      jobId,
      checkId,
      matched,
      stepOffset,
      problem: problem as Wire,
      receipt,
    }));
    if (sealed !== null) this.#released.set(seq, jobId);
    else if (matched) secrets.wipe(jobId);
    else this.#countMiss(held);
    // The journal keeps the frame without it.
    return sealed === null ? frame : { ...frame, sealed };
  }

  /** The server has this receipt, and with it what was sealed. */
  stored(seq: number): void {
    const jobId = this.#released.get(seq);
    if (jobId === undefined) return;
    this.#released.delete(seq);
    this.#parts.secrets.wipe(jobId);
  }

  /** After a reconnect receipts are sent again without what was sealed: that they are stored says nothing about it. */
  relinked(): void {
    this.#released.clear();
  }

  #countMiss({ offer }: Held): void {
    if (offer.route !== 'B') return;
    const misses = (this.#misses.get(offer.jobId) ?? 0) + 1;
    this.#misses.set(offer.jobId, misses);
    if (misses < maxDrawnMisses) return;
    this.#misses.delete(offer.jobId);
    this.#parts.secrets.wipe(offer.jobId);
  }
}

async function sealForTab({ offer, secret, key }: Held): Promise<SealedEnvelope | null> {
  const { tabKey } = offer;
  if (offer.route !== 'B' || tabKey === undefined || key === null) return null;
  const { algorithm, stepSeconds } = secret;
  // Its own copy: the ten minutes may end while it is being sealed.
  const seed = Uint8Array.from(secret.seed);
  try {
    return await sealDrawnSecret({ ...offer, tabKey }, key.keyPair, {
      seed,
      algorithm,
      stepSeconds,
      digits: 6,
    });
  } finally {
    wipe(seed);
  }
}

export function secretGone({ jobId, checkId }: Pick<CheckFrame, 'jobId' | 'checkId'>): Checked {
  const problem: Problem = { code: 'secret-gone' };
  return {
    type: 'checked',
    jobId,
    checkId,
    matched: false,
    stepOffset: null,
    problem: problem as Wire,
    receipt: null,
  };
}
