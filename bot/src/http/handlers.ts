import type { Config } from '../config.ts';
import * as audit from '../usecases/audit/audit.ts';
import * as burners from '../usecases/desks/burners.ts';
import * as jobs from '../usecases/jobs/jobs.ts';
import { listUnenforced, unenforcedTotal } from '../usecases/requests/enforcement.ts';
import { readReadiness } from '../usecases/requests/readiness.ts';
import * as views from '../usecases/requests/request-views.ts';
import * as requests from '../usecases/requests/requests.ts';
import { readSecondMethod, withoutSecondTotal } from '../usecases/requests/second-method.ts';
import { watchForMethod } from '../usecases/requests/watch-for-method.ts';
import type { Deps } from '../usecases/write/deps.ts';
import { createDeskHandlers } from './desk-handlers.ts';
import { createLoadHandlers } from './load-handlers.ts';
import { limited } from './rate-limit.ts';
import type { Handlers } from './routes.ts';

/** Which use case answers which route, and what a call of it costs. */
export function createHandlers(deps: Deps, config: Config): Handlers {
  return limited(deps, {
    me: async ({ caller }) => ({
      person: caller.person,
      roles: [...caller.roles],
      tenantName: config.tenantName,
      practice: config.practice,
      sites: [...config.sites],
      now: deps.clock.now(),
      methodsReadable: await methodsReadable(deps, caller.person.id),
      securityInfoUrl: config.securityInfoUrl,
      policy: {
        pasteNeedsHealthyDesk: config.pasteNeedsHealthyDesk,
        claimIdleMs: deps.policy.claimIdleMs,
      },
    }),
    listRequests: ({ caller, query }) => views.listRequests(deps, caller, query),
    getRequest: ({ caller, params }) => views.getRequestDetail(deps, caller, params.requestId),
    commandRequest: ({ caller, params, body }) =>
      requests.commandRequest(deps, caller, { requestId: params.requestId, ...body }),
    getReadiness: ({ caller, params }) => readReadiness(deps, caller, params.requestId),
    watchForMethod: ({ caller, params }) => watchForMethod(deps, caller, params.requestId),
    openJob: ({ caller, params, body }) =>
      jobs.openJob(deps, caller, { requestId: params.requestId, ...body }),
    getJob: ({ caller, params }) => jobs.getJob(deps, caller, params.jobId),
    submitEnvelope: ({ caller, params, body }) =>
      jobs.submitEnvelope(deps, caller, { jobId: params.jobId, ...body }),
    cancelJob: ({ caller, params }) => jobs.cancelJob(deps, caller, params.jobId),
    checkCode: ({ caller, params, body }, onSent) =>
      jobs.checkCode(deps, caller, { requestId: params.requestId, code: body.code }, onSent),
    listBurners: async () => ({ items: [...(await burners.listBurners(deps))] }),
    createPairingCode: ({ caller, body }) => burners.createPairingCode(deps, caller, body),
    commandBurner: ({ caller, params, body }) =>
      burners.commandBurner(deps, caller, { burnerId: params.burnerId, command: body }),
    listAudit: ({ query }) => audit.listAudit(deps, query),
    verifyAudit: () => audit.verifyAudit(deps),
    ...createDeskHandlers(deps),
    listUnenforced: ({ query }) => listUnenforced(deps, query),
    countUnenforced: () => unenforcedTotal(deps),
    getSecondMethod: ({ params }) => readSecondMethod(deps, params.requestId),
    countWithoutSecond: () => withoutSecondTotal(deps),
    ...createLoadHandlers(deps),
  });
}

/** Asked of Graph itself, with the caller's own id: permissions are changed while the bot runs. */
async function methodsReadable(deps: Deps, personId: string): Promise<boolean> {
  try {
    return (await deps.directory.softwareOathMethods(personId)) !== null;
  } catch {
    // The directory being down is no reason to keep the tab shut; the step that needs it will say so.
    return false;
  }
}
