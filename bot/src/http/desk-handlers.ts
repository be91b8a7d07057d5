import type { deskRoutes } from '@token-desk/contract/desk-api';
import { may } from '@token-desk/contract/rights';
import { acknowledgeRecord, listRecordsApart } from '../usecases/audit/record-apart.ts';
import { readStatement } from '../usecases/audit/statement.ts';
import { openTokenJob } from '../usecases/jobs/token-jobs.ts';
import { searchPeople, subjectLanguage } from '../usecases/people/directory.ts';
import { readRetention } from '../usecases/people/forget.ts';
import { listNeeds } from '../usecases/people/needs.ts';
import { examineTenant } from '../usecases/people/tenant.ts';
import { noteWrongInput, readReports } from '../usecases/requests/reports.ts';
import { recordCall } from '../usecases/requests/requests.ts';
import { readLosses } from '../usecases/requests/who-writes-off.ts';
import { allowModel, askForModel, listModels } from '../usecases/tokens/allow-model.ts';
import { commandToken } from '../usecases/tokens/token-commands.ts';
import { importTokens } from '../usecases/tokens/token-import.ts';
import { getToken, listTokens } from '../usecases/tokens/token-views.ts';
import type { Deps } from '../usecases/write/deps.ts';
import { sendHints } from '../usecases/write/hints.ts';
import { tenantReportOf } from '../words/tenant.ts';
import type { Handlers } from './routes.ts';

/** Which use case answers which route around requests: people, tokens, reports. */
export function createDeskHandlers(deps: Deps): Pick<Handlers, keyof typeof deskRoutes> {
  return {
    searchPeople: ({ query }) => searchPeople(deps, query.q),
    getLosses: ({ params }) => readLosses(deps, params.personId),
    createRequest: ({ caller, body }) => recordCall(deps, caller, body),
    sayWindow: async ({ caller, params, body }) => {
      const { requestId } = params;
      const event = { type: 'window', ...body, requestId, personId: caller.person.id } as const;
      sendHints(deps, [{ to: 'tabs', event }]);
      return {};
    },
    getSubjectLanguage: ({ params }) => subjectLanguage(deps, params.requestId),
    noteWrongInput: ({ caller, params, body }) =>
      noteWrongInput(deps, caller, { requestId: params.requestId, kind: body.kind }),
    openTokenJob: ({ caller, body }) => openTokenJob(deps, caller, body),
    listModels: () => listModels(deps),
    askForModel: ({ caller, params, body }) =>
      askForModel(deps, caller, { prefix: params.prefix, serial: body.serial }),
    allowModel: ({ caller, params }) => allowModel(deps, caller, params.prefix),
    listTokens: ({ query }) => listTokens(deps, query),
    getToken: ({ caller, params }) =>
      getToken(deps, params.serial, {
        showsMethod: may('keep-books', caller.roles),
      }),
    commandToken: ({ caller, params, body }) =>
      commandToken(deps, caller, { serial: params.serial, command: body }),
    importTokens: ({ caller, body }) => importTokens(deps, caller, body),
    listRecordsApart: async () => {
      const { items, total } = await listRecordsApart(deps);
      return { items: [...items], total };
    },
    acknowledgeRecord: async ({ caller, params }) => {
      await acknowledgeRecord(deps, caller, Number(params.seq));
      return {};
    },
    tokenStatement: ({ caller, params }) => readStatement(deps, caller, params.serial),
    reports: ({ query }) => readReports(deps, query),
    retention: () => readRetention(deps),
    getTenant: async ({ caller, query }) => tenantReportOf(await examineTenant(deps, caller), query.language),
    getNeeds: ({ query }) => listNeeds(deps, query),
  };
}
