import type { BurnerView } from '@token-desk/contract/views';

/** May never write again. */
export function isGone({ state }: Pick<BurnerView, 'state'>): boolean {
  return state === 'revoked' || state === 'stolen';
}
