import type { deskRoutes } from '@token-desk/contract/routes/desks';
import * as burners from '../../usecases/desks/burners.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of desks. */
export function createDeskHandlers(deps: Deps): Pick<Handlers, keyof typeof deskRoutes> {
  return {
    listBurners: async () => ({ items: [...(await burners.listBurners(deps))] }),
    createPairingCode: ({ caller, body }) => burners.createPairingCode(deps, caller, body),
    commandBurner: ({ caller, params, body }) =>
      burners.commandBurner(deps, caller, { burnerId: params.burnerId, command: body }),
  };
}
