import type { Readiness, ReadinessCheck } from '@token-desk/contract/entra/readiness';
import type { WayIn } from '@token-desk/contract/entra/second-method';
import type { Request } from '@token-desk/contract/request';

const ofSigningIn: readonly ReadinessCheck[] = ['password', 'first-sign-in'];

/** Whether the first sign-in is still to come: by what Microsoft says of the password, and of having signed in. */
export function firstSignIn(readiness: Readiness): 'ahead' | 'unknown' | 'past' {
  const states = readiness.A.filter(({ check }) => ofSigningIn.includes(check)).map(({ state }) => state);
  if (states.some((state) => state === 'missing' || state === 'note')) return 'ahead';
  return states.includes('unknown') ? 'unknown' : 'past';
}

/**
 * What is still to be said of a first sign-in; null: nothing. `wasAhead`: this browser saw it ahead, and whoever closed the page
 * between the sign-in and the word about it finds it again.
 */
export function openSignIn(
  { signInTest }: Pick<Request, 'signInTest'>,
  { seen, wasAhead }: { readonly seen: ReturnType<typeof firstSignIn> | null; readonly wasAhead: boolean },
): 'ahead' | 'unknown' | null {
  if (seen !== 'past') return seen;
  return wasAhead && signInTest === undefined ? 'ahead' : null;
}

/** Whether Microsoft lists the very token of this request now, and it is still the person's by our books. */
export function isSeenActive({ binding }: Pick<Request, 'binding'>, ways: readonly WayIn[] | null): boolean {
  return binding?.how === 'seen' && ways?.some(({ is }) => is === 'its-token') === true;
}
