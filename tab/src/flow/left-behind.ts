import type { BurnState } from './burn-flow.ts';

/** The words for what cancelling a burn leaves, by why its token was last wanted back. */
export function leftBehind(
  putBack: BurnState['putBack'],
): 'cancelBefore' | 'cancelEmptied' | 'cancelPerhapsEmptied' | 'cancelAway' {
  switch (putBack?.code) {
    case 'token-empty':
    case 'token-emptied':
      return 'cancelEmptied';
    case 'token-perhaps-empty':
      return 'cancelPerhapsEmptied';
    case 'burn-unsure':
      return 'cancelAway';
    default:
      return 'cancelBefore';
  }
}
