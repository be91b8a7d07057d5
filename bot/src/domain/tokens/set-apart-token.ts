import type { ReceiptBody } from '@token-desk/contract/desk/receipt';
import { forgetLoad, isEnded, type Token } from './token.ts';
import { isNewer } from './token-machine.ts';
import { asideFor } from './unsaid.ts';

/** A token after a desk wrote to it what it should not have: set apart, with what the desk says it did. */
export function writtenApart(token: Token, { kind, seen, at, burnerId }: ReceiptBody): Token {
  const isSecretNew = kind === 'burn' && (seen.outcome === 'burned' || seen.outcome === 'unknown');
  const burns = token.burns + (isSecretNew ? 1 : 0);
  const writtenAt = seen.finishedAt ?? at;
  // A desk that was cut off tells late: what was written since is what the token holds.
  if (isNewer(token, writtenAt)) return { ...token, burns };
  return {
    ...token,
    burns,
    ...(isEnded(token) ? {} : { state: 'quarantine', holder: null, requestId: null }),
    ...asideFor(token),
    // Whoever it was bound for may still have its method at Microsoft.
    takenBackFrom: token.methodId === null ? token.takenBackFrom : (token.holder ?? token.takenBackFrom),
    ...(isSecretNew
      ? {
          ...forgetLoad(token),
          burnedAt: writtenAt,
          burnerId,
          route: seen.route ?? 'A',
          blankedAt: null,
          unsaid: [],
        }
      : {}),
    lastDriftSeconds: seen.clockDriftAfterSeconds ?? seen.clockDriftBeforeSeconds ?? token.lastDriftSeconds,
    updatedAt: at,
  };
}
