import type { ProblemCode } from '@token-desk/contract/problem';
import type { RequestDetail } from '@token-desk/contract/views';

/** What a burn that ends now leaves of the token, as the words for cancelling it are called. */
export type LeftBehind =
  | 'cancelBefore'
  | 'cancelChanged'
  | 'cancelPerhapsEmptied'
  | 'cancelEmptied'
  | 'cancelAway';

const leftAfter: Readonly<Partial<Record<ProblemCode, LeftBehind>>> = {
  'token-changed': 'cancelChanged',
  'token-perhaps-changed': 'cancelChanged',
  'token-half-written': 'cancelChanged',
  'clock-not-set': 'cancelChanged',
  'token-perhaps-empty': 'cancelPerhapsEmptied',
  'token-perhaps-emptied': 'cancelPerhapsEmptied',
  'clock-not-set-emptied': 'cancelPerhapsEmptied',
  'token-empty': 'cancelEmptied',
  'token-emptied': 'cancelEmptied',
  'burn-unknown': 'cancelAway',
  'burn-unsure': 'cancelAway',
};

/** From what is taken back by nothing to what nobody knows. */
const order: readonly LeftBehind[] = [
  'cancelBefore',
  'cancelChanged',
  'cancelPerhapsEmptied',
  'cancelEmptied',
  'cancelAway',
];

/**
 * What the tries of one job leave: one that wrote nothing takes nothing back, and only one that empties the token for
 * certain undoes a secret that may have been written before. Null `before`: this window has not seen the tries before.
 */
export function leftBehind(before: LeftBehind | null, problem: { readonly code: string } | null): LeftBehind {
  const code = problem?.code ?? '';
  const left = Object.hasOwn(leftAfter, code) ? leftAfter[code as ProblemCode] : undefined;
  if (left === 'cancelEmptied') return left;
  if (before === null) return left ?? (problem === null ? 'cancelBefore' : 'cancelAway');
  return left !== undefined && order.indexOf(left) > order.indexOf(before) ? left : before;
}

/** What a burn that has ended left of its token, by its last problem: nothing waits for that token any more. */
export function leftByBurn({ attention }: Pick<RequestDetail, 'attention'>): LeftBehind | null {
  const left = attention === null ? 'cancelBefore' : leftBehind('cancelBefore', { code: attention });
  return left === 'cancelBefore' || left === 'cancelAway' ? null : left;
}
