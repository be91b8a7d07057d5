import type { loadRoutes } from '@token-desk/contract/routes/loads';
import { checkLoad, openLoad } from '../../usecases/jobs/loads.ts';
import { leftOverTotal, listLeftDevices } from '../../usecases/tokens/left-over.ts';
import { findTokens, loadFactory } from '../../usecases/tokens/load-factory.ts';
import { lookForDevice } from '../../usecases/tokens/look-for-device.ts';
import { readBoxes } from '../../usecases/tokens/token-views.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of stock that is loaded ahead of requests. */
export function createLoadHandlers(deps: Deps): Pick<Handlers, keyof typeof loadRoutes> {
  return {
    openLoad: ({ caller, body }) => openLoad(deps, caller, body),
    checkLoad: ({ caller, params, body }, onSent) =>
      checkLoad(deps, caller, { jobId: params.jobId, code: body.code }, onSent),
    lookForDevice: ({ caller, params, body }) =>
      lookForDevice(deps, caller, { serial: params.serial, ...body }),
    findTokens: ({ caller, body }) => findTokens(deps, caller, body),
    loadFactory: ({ caller, params, body }) => loadFactory(deps, caller, { serial: params.serial, ...body }),
    listLeftDevices: ({ caller }) => listLeftDevices(deps, caller),
    countLeftOver: ({ caller }) => leftOverTotal(deps, caller),
    listBoxes: async () => ({ items: await readBoxes(deps) }),
  };
}
