import { randomBytes } from 'node:crypto';
import { challengeLifetimeMs } from '@token-desk/contract/pairing';
import type { Clock } from '../ports.ts';

const maxOpen = 5_000;

export type Challenges = {
  /** 32 random bytes, base64url; good for 30 s and one use. */
  issue(): string;
  /** True once for a nonce that was issued here and has not run out. */
  take(nonce: string): boolean;
};

export function createChallenges(clock: Clock): Challenges {
  const open = new Map<string, number>();

  const dropOld = () => {
    for (const [nonce, expiresAt] of open) {
      if (expiresAt > clock.now() && open.size < maxOpen) return;
      open.delete(nonce);
    }
  };

  return {
    issue() {
      dropOld();
      const nonce = randomBytes(32).toString('base64url');
      open.set(nonce, clock.now() + challengeLifetimeMs);
      return nonce;
    },
    take(nonce) {
      const expiresAt = open.get(nonce);
      open.delete(nonce);
      return expiresAt !== undefined && expiresAt > clock.now();
    },
  };
}
