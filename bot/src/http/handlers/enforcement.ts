import type { enforcementRoutes } from '@token-desk/contract/routes/enforcement';
import { listUnenforced, unenforcedTotal } from '../../usecases/requests/enforcement.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of sign-ins that nothing enforces. */
export function createEnforcementHandlers(deps: Deps): Pick<Handlers, keyof typeof enforcementRoutes> {
  return {
    listUnenforced: ({ query }) => listUnenforced(deps, query),
    countUnenforced: () => unenforcedTotal(deps),
  };
}
