import { wipe } from '@token-desk/contract/bytes';
import { type JobOffer, secretLifetimeMs } from '@token-desk/contract/job';
import type { CaptureKind } from '@token-desk/contract/request';
import type { JobKeyPair } from '@token-desk/contract/seed/envelope';
import type { Algorithm, StepSeconds } from '@token-desk/contract/token-config';
import { CodeChecker } from './verify.ts';

export type HeldSecret = {
  readonly seed: Uint8Array;
  readonly algorithm: Algorithm;
  readonly stepSeconds: StepSeconds;
  /** From the envelope; null for a typed or a drawn key. */
  readonly account: string | null;
  readonly capture: CaptureKind | null;
};

export type Held = {
  readonly offer: JobOffer;
  readonly secret: HeldSecret;
  readonly checker: CodeChecker;
  /** The job's one-use key; route B seals with it. */
  readonly key: JobKeyPair | null;
};

/** Secrets kept for the check: in memory only, wiped after it or after ten minutes. The only place that keeps one. */
export class HeldSecrets {
  readonly #held = new Map<string, Held & { readonly timer: NodeJS.Timeout }>();

  hold(offer: JobOffer, secret: HeldSecret, key: JobKeyPair | null): void {
    const { jobId } = offer;
    this.wipe(jobId);
    const timer = setTimeout(() => this.wipe(jobId), secretLifetimeMs);
    timer.unref();
    this.#held.set(jobId, { offer, secret, checker: new CodeChecker(secret), key, timer });
  }

  of(jobId: string): Held | null {
    return this.#held.get(jobId) ?? null;
  }

  wipe(jobId: string): void {
    const held = this.#held.get(jobId);
    if (held === undefined) return;
    clearTimeout(held.timer);
    wipe(held.secret.seed);
    this.#held.delete(jobId);
  }

  close(): void {
    for (const jobId of [...this.#held.keys()]) this.wipe(jobId);
  }
}
