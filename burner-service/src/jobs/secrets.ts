import { randomBytes } from 'node:crypto';
import { isSameAccount, isSameTenant } from '@token-desk/contract/account';
import { type JobOffer, secretLifetimeMs } from '@token-desk/contract/desk/job';
import { longest } from '@token-desk/contract/lengths';
import type { Problem } from '@token-desk/contract/problem';
import type { CaptureKind } from '@token-desk/contract/request';
import { drawnSeedBytes, type JobKeyPair, type SecretFacts } from '@token-desk/contract/seed/envelope';
import { wipe } from '@token-desk/contract/text/bytes';
import type { Algorithm, StepSeconds } from '@token-desk/contract/token/config';
import { CodeChecker } from '../token/code-check.ts';

export type HeldSecret = {
  readonly seed: Uint8Array;
  readonly algorithm: Algorithm;
  readonly stepSeconds: StepSeconds;
  /** From the envelope; null for a typed or a drawn key. */
  readonly account: string | null;
  readonly tenant?: string | null | undefined;
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

/** A fresh random secret, for route B and for blanking; with the offer's settings, no account, never from outside. */
export function drawSecret({ config }: Pick<JobOffer, 'config'>): HeldSecret {
  const { algorithm, stepSeconds } = config;
  return {
    seed: randomBytes(drawnSeedBytes[algorithm]),
    algorithm,
    stepSeconds,
    account: null,
    capture: null,
  };
}

/**
 * What speaks against writing this secret for this order: the tab has looked too, but a browser can be made to say
 * anything. A key without an account, or without an organisation, may be anybody's: that stays possible and is recorded.
 */
export function misfitOf(
  { subject, tenant, config }: JobOffer,
  secret: Omit<SecretFacts, 'capture'>,
): Problem | null {
  if (secret.tenant != null && tenant !== undefined && !isSameTenant(secret.tenant, tenant)) {
    return { code: 'wrong-tenant', detail: { tenant: secret.tenant.slice(0, longest.detail) } };
  }
  const { account } = secret;
  if (account !== null && !isSameAccount(account, subject?.upn ?? '')) {
    return {
      code: 'wrong-account',
      detail: { account: account.slice(0, longest.detail), subject: subject?.name ?? '–' },
    };
  }
  // What is written beside the secret is what the server said; it must be what the secret was made for.
  const isSame = secret.algorithm === config.algorithm && secret.stepSeconds === config.stepSeconds;
  return isSame ? null : { code: 'envelope-tampered' };
}
