import type { slipRoutes } from '@token-desk/contract/routes/slips';
import { readSlipFolder } from '../../slip-files.ts';
import { readSlips } from '../../usecases/people/slips.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

export function createSlipHandlers(
  deps: Deps,
  { slipsFolder }: { readonly slipsFolder: string | null },
): Pick<Handlers, keyof typeof slipRoutes> {
  return {
    getSlips: async ({ params }) => readSlips(deps, params.listId, await readSlipFolder(slipsFolder)),
  };
}
