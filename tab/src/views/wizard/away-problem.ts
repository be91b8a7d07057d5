import type { Problem } from '@token-desk/contract/problem';
import type { BurnerView } from '@token-desk/contract/views';
import { isGone } from '../burners/desk-state.ts';

/** What is known of a token that was at a desk which is not online: one that was shut out tells nothing more. */
export const awayWords = (desk: Pick<BurnerView, 'state'> | null): 'shutOutText' | 'awayText' =>
  desk !== null && isGone(desk) ? 'shutOutText' : 'awayText';

/**
 * Why a desk that is not online cannot be used: nobody has to start its service when it only reached another instance,
 * and starting it helps nobody when the desk was shut out.
 */
export function awayProblem(desk: Pick<BurnerView, 'name' | 'elsewhere' | 'state'>): Problem {
  if (isGone(desk)) return { code: 'burner-revoked' };
  const code = desk.elsewhere === true ? 'burner-at-other-server' : 'burner-offline';
  return { code, detail: { burner: desk.name } };
}
