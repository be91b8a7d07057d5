import type { Problem } from '@token-desk/contract/problem';
import type { IdentifiedToken } from './identify.ts';

export type Burned = {
  readonly outcome: 'burned';
  readonly token: IdentifiedToken;
  /** Read back after the clock was set; token minus host, positive is fast. */
  readonly clockDriftAfterSeconds: number;
  /**
   * `token-clock-not-settable`: a first-generation token, which got the secret alone. `token-clock-unsure`: it answers
   * so slowly that its clock may be more than two seconds off.
   */
  readonly note: Problem | null;
  /** From the first command to the last answer. */
  readonly durationMs: number;
};

/**
 * `failed`: the token holds what it held. `settings-changed`: its old secret, perhaps with the new settings and clock.
 * `empty`: no secret. `unknown`: the old one, none or the new one; only the code on its display can tell.
 */
export type NotBurned = {
  readonly outcome: 'failed' | 'settings-changed' | 'empty' | 'unknown';
  readonly problem: Problem;
  /** Null when contact ended before the token said who it is. */
  readonly token: IdentifiedToken | null;
};

export type BurnResult = Burned | NotBurned;
