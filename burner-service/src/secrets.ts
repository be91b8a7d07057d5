import { wipe } from '@token-desk/contract/bytes';
import { type JobOffer, secretLifetimeMs } from '@token-desk/contract/job';
import type { Secret } from '@token-desk/contract/seed/envelope';
import { CodeChecker } from './verify.ts';

export type Held = { readonly offer: JobOffer; readonly secret: Secret; readonly checker: CodeChecker };

/** Secrets kept for the check: in memory only, wiped after it or after ten minutes. The only place that keeps one. */
export class HeldSecrets {
  readonly #held = new Map<string, Held & { readonly timer: NodeJS.Timeout }>();

  hold(offer: JobOffer, secret: Secret): void {
    const { jobId } = offer;
    this.wipe(jobId);
    const timer = setTimeout(() => this.wipe(jobId), secretLifetimeMs);
    timer.unref();
    this.#held.set(jobId, { offer, secret, checker: new CodeChecker(secret), timer });
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
