import { api } from '@token-desk/contract/api';
import type { deskRoutes } from '@token-desk/contract/desk-api';
import { allowModel, askForModel, listModels } from '../usecases/allow-model.ts';
import { recordCall } from '../usecases/call-ins.ts';
import type { Deps } from '../usecases/deps.ts';
import { openDeskJob } from '../usecases/desk-jobs.ts';
import { searchPeople, subjectLanguage } from '../usecases/people.ts';
import { readReports } from '../usecases/reports.ts';
import { readRetention } from '../usecases/retention.ts';
import { readStatement } from '../usecases/statement.ts';
import { commandToken } from '../usecases/token-commands.ts';
import { importTokens } from '../usecases/token-import.ts';
import { getToken, listTokens } from '../usecases/token-views.ts';
import { noteWrongInput } from '../usecases/wrong-inputs.ts';
import type { Handlers } from './routes.ts';

/** Which use case answers which route around requests: people, tokens, reports. */
export function createDeskHandlers(deps: Deps): Pick<Handlers, keyof typeof deskRoutes> {
  return {
    searchPeople: ({ query }) => searchPeople(deps, query.q),
    createRequest: ({ caller, body }) => recordCall(deps, caller, body),
    sayWindow: async ({ caller, params, body }) => {
      const { requestId } = params;
      deps.bus.publish({ type: 'window', ...body, requestId, personId: caller.person.id });
      return {};
    },
    getSubjectLanguage: ({ params }) => subjectLanguage(deps, params.requestId),
    noteWrongInput: ({ caller, params, body }) =>
      noteWrongInput(deps, caller, { requestId: params.requestId, kind: body.kind }),
    openDeskJob: ({ caller, body }) => openDeskJob(deps, caller, body),
    listModels: () => listModels(deps),
    askForModel: ({ caller, params, body }) =>
      askForModel(deps, caller, { prefix: params.prefix, serial: body.serial }),
    allowModel: ({ caller, params }) => allowModel(deps, caller, params.prefix),
    listTokens: ({ query }) => listTokens(deps, query),
    getToken: ({ caller, params }) =>
      getToken(deps, params.serial, {
        showsMethod: api.commandToken.roles.some((role) => caller.roles.includes(role)),
      }),
    commandToken: ({ caller, params, body }) =>
      commandToken(deps, caller, { serial: params.serial, command: body }),
    importTokens: ({ caller, body }) => importTokens(deps, caller, body),
    tokenStatement: ({ caller, params }) => readStatement(deps, caller, params.serial),
    reports: ({ query }) => readReports(deps, query),
    retention: () => readRetention(deps),
  };
}
