import type { secondMethodRoutes } from '@token-desk/contract/routes/second-method';
import { readSecondMethod, withoutSecondTotal } from '../../usecases/requests/second-method.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of a second way in. */
export function createSecondMethodHandlers(deps: Deps): Pick<Handlers, keyof typeof secondMethodRoutes> {
  return {
    getSecondMethod: ({ params }) => readSecondMethod(deps, params.requestId),
    countWithoutSecond: () => withoutSecondTotal(deps),
  };
}
