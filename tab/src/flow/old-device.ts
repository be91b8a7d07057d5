import type { Problem } from '@token-desk/contract/problem';
import type { TokenView } from '@token-desk/contract/token/record';

type Lying = { readonly serial: string; readonly isRead: boolean; readonly token: TokenView | null };

/**
 * The serial whose device at Microsoft may be offered for deletion: of the very token that was refused as `device-exists`
 * and still lies there, and not of one that is loaded or taken for somebody, whose device is needed.
 */
export function deletableDevice(problem: Problem | null, lying: Lying | null): string | null {
  if (problem?.code !== 'device-exists' || lying === null || !lying.isRead) return null;
  if (problem.detail?.serial !== lying.serial) return null;
  const state = lying.token?.state;
  return state === 'loaded' || state === 'reserved' ? null : lying.serial;
}
