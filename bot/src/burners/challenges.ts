import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { challengeLifetimeMs } from '@token-desk/contract/desk/pairing';
import type { Clock } from '../ports.ts';

export type Challenges = {
  /** 32 bytes, base64url; good for 30 s and one use. */
  issue(): string;
  /** True for a nonce that was issued here, has not run out and was not used. */
  isGood(nonce: string): boolean;
  /** From now on it is used; false when it was before. Only for whoever has answered it rightly. */
  use(nonce: string): boolean;
};

const timeBytes = 6;
const drawnBytes = 10;
const sealBytes = 16;

/**
 * A nonce carries its own time under a seal of this process, and only those that a paired desk has answered are
 * remembered: however many a stranger asks for, none of a desk's is pushed out.
 */
export function createChallenges(clock: Clock): Challenges {
  const key = randomBytes(32);
  const used = new Map<string, number>();

  const sealOf = (head: Buffer) => createHmac('sha256', key).update(head).digest().subarray(0, sealBytes);

  return {
    issue() {
      const time = Buffer.alloc(timeBytes);
      time.writeUIntBE(clock.now() + challengeLifetimeMs, 0, timeBytes);
      const head = Buffer.concat([time, randomBytes(drawnBytes)]);
      return Buffer.concat([head, sealOf(head)]).toString('base64url');
    },
    isGood(nonce) {
      const bytes = Buffer.from(nonce, 'base64url');
      // One text for one nonce: another spelling of the same bytes would be another use.
      if (bytes.length !== timeBytes + drawnBytes + sealBytes || bytes.toString('base64url') !== nonce)
        return false;
      const head = bytes.subarray(0, timeBytes + drawnBytes);
      if (!timingSafeEqual(sealOf(head), bytes.subarray(head.length))) return false;
      return head.readUIntBE(0, timeBytes) > clock.now() && !used.has(nonce);
    },
    use(nonce) {
      for (const [old, until] of used) {
        if (until > clock.now()) break;
        used.delete(old);
      }
      if (used.has(nonce)) return false;
      used.set(nonce, clock.now() + challengeLifetimeMs);
      return true;
    },
  };
}
