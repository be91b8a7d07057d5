import { type MethodSeen, methodProblems, methodSeen } from '@token-desk/contract/method-seen';
import { fail, type Result } from '@token-desk/contract/problem';

type Found = { readonly how: 'seen' | 'said'; readonly methodId: string | null };

/**
 * Microsoft's word that the token is bound. Looking needs both pictures of the person's methods; saying is only
 * for where one of them could not be taken, so that a readable tenant never records a belief.
 */
export function decideBinding(
  before: readonly string[] | null,
  now: readonly string[] | null,
  kind: 'look-for-method' | 'say-bound',
): Result<Found> {
  if (before === null || now === null) {
    return kind === 'say-bound' ? { ok: true, how: 'said', methodId: null } : fail('methods-not-readable');
  }
  const added = now.filter((methodId) => !before.includes(methodId));
  const [methodId] = added;
  if (methodId === undefined) return fail('no-new-method');
  return added.length === 1 ? { ok: true, how: 'seen', methodId } : fail('several-new-methods');
}

/** What a decision about `look-for-method` tells whoever waits for it; what has nothing to do with the list stays a refusal. */
export function seenIn(decided: Result<object>): Result<{ readonly seen: MethodSeen }> {
  if (decided.ok) return { ok: true, seen: 'one' };
  const { code } = decided.problem;
  const seen = methodSeen.options.find((one) => methodProblems[one] === code);
  return seen === undefined ? decided : { ok: true, seen };
}
