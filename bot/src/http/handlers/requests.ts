import type { requestRoutes } from '@token-desk/contract/routes/requests';
import { subjectLanguage } from '../../usecases/people/directory.ts';
import { readReadiness } from '../../usecases/requests/readiness.ts';
import { noteWrongInput } from '../../usecases/requests/reports.ts';
import * as views from '../../usecases/requests/request-views.ts';
import * as requests from '../../usecases/requests/requests.ts';
import { watchForMethod } from '../../usecases/requests/watch-for-method.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import { sendHints } from '../../usecases/write/hints.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of requests. */
export function createRequestHandlers(deps: Deps): Pick<Handlers, keyof typeof requestRoutes> {
  return {
    listRequests: ({ caller, query }) => views.listRequests(deps, caller, query),
    getRequest: ({ caller, params }) => views.getRequestDetail(deps, caller, params.requestId),
    createRequest: ({ caller, body }) => requests.recordCall(deps, caller, body),
    commandRequest: ({ caller, params, body }) =>
      requests.commandRequest(deps, caller, { requestId: params.requestId, ...body }),
    getReadiness: ({ caller, params }) => readReadiness(deps, caller, params.requestId),
    watchForMethod: ({ caller, params }) => watchForMethod(deps, caller, params.requestId),
    sayWindow: async ({ caller, params, body }) => {
      const { requestId } = params;
      const event = { type: 'window', ...body, requestId, personId: caller.person.id } as const;
      sendHints(deps, [{ to: 'tabs', event }]);
      return {};
    },
    getSubjectLanguage: ({ params }) => subjectLanguage(deps, params.requestId),
    noteWrongInput: ({ caller, params, body }) =>
      noteWrongInput(deps, caller, { requestId: params.requestId, kind: body.kind }),
  };
}
