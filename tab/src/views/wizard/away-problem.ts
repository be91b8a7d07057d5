import type { BurnerView } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';

/** Why a desk that is not online cannot be used: nobody has to start its service when it only reached another instance. */
export function awayProblem({ name, elsewhere }: Pick<BurnerView, 'name' | 'elsewhere'>): Problem {
  return { code: elsewhere === true ? 'burner-at-other-server' : 'burner-offline', detail: { burner: name } };
}
