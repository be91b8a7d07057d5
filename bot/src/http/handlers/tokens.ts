import { may } from '@token-desk/contract/rights';
import type { tokenRoutes } from '@token-desk/contract/routes/tokens';
import { readStatement } from '../../usecases/audit/statement.ts';
import { allowModel, askForModel, listModels } from '../../usecases/tokens/allow-model.ts';
import { commandToken } from '../../usecases/tokens/token-commands.ts';
import { importTokens } from '../../usecases/tokens/token-import.ts';
import { getToken, listTokens } from '../../usecases/tokens/token-views.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of the inventory. */
export function createTokenHandlers(deps: Deps): Pick<Handlers, keyof typeof tokenRoutes> {
  return {
    listTokens: ({ query }) => listTokens(deps, query),
    getToken: ({ caller, params }) =>
      getToken(deps, params.serial, {
        showsMethod: may('keep-books', caller.roles),
        showsDevices: may('keep-books', caller.roles) || may('load', caller.roles),
      }),
    commandToken: ({ caller, params, body }) =>
      commandToken(deps, caller, { serial: params.serial, command: body }),
    importTokens: ({ caller, body }) => importTokens(deps, caller, body),
    tokenStatement: ({ caller, params }) => readStatement(deps, caller, params.serial),
    listModels: () => listModels(deps),
    askForModel: ({ caller, params, body }) =>
      askForModel(deps, caller, { prefix: params.prefix, serial: body.serial }),
    allowModel: ({ caller, params }) => allowModel(deps, caller, params.prefix),
  };
}
