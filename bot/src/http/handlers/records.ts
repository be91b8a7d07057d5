import type { recordRoutes } from '@token-desk/contract/routes/records';
import * as audit from '../../usecases/audit/audit.ts';
import { closeIncident, listIncidents } from '../../usecases/audit/incidents.ts';
import { acknowledgeRecord, listRecordsApart } from '../../usecases/audit/record-apart.ts';
import { readRetention } from '../../usecases/people/forget.ts';
import { readReports } from '../../usecases/requests/reports.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of the audit log and what is counted. */
export function createRecordHandlers(deps: Deps): Pick<Handlers, keyof typeof recordRoutes> {
  return {
    listAudit: ({ query }) => audit.listAudit(deps, query),
    verifyAudit: () => audit.verifyAudit(deps),
    listRecordsApart: async () => {
      const { items, total } = await listRecordsApart(deps);
      return { items: [...items], total };
    },
    listIncidents: async () => {
      const { items, total } = await listIncidents(deps);
      return { items: [...items], total };
    },
    closeIncident: async ({ caller, params }) => {
      await closeIncident(deps, caller, Number(params.seq));
      return {};
    },
    acknowledgeRecord: async ({ caller, params }) => {
      await acknowledgeRecord(deps, caller, Number(params.seq));
      return {};
    },
    reports: ({ query }) => readReports(deps, query),
    retention: () => readRetention(deps),
  };
}
