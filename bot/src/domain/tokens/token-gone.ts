import type { ProblemCode } from '@token-desk/contract/problem';
import type { Request } from '@token-desk/contract/request';

/** Why a request no longer has the token it was burned on: a problem code, so that everybody reads it in their language. */
export const tokenGone = [
  'its-token-lost',
  'its-token-taken-back',
  'its-token-set-aside',
  'its-token-overwritten',
] as const satisfies readonly ProblemCode[];
export type TokenGone = (typeof tokenGone)[number];

/** How the token of a request that failed went another way; null where it failed for another reason. */
export function whyTokenGone({ state, attention }: Pick<Request, 'state' | 'attention'>): TokenGone | null {
  return state === 'failed' ? (tokenGone.find((code) => code === attention) ?? null) : null;
}
