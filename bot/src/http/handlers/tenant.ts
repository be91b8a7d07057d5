import type { tenantRoutes } from '@token-desk/contract/routes/tenant';
import { countDifferences, decideDifference, listDifferences } from '../../usecases/books/differences.ts';
import { listNeeds } from '../../usecases/people/needs.ts';
import { examineOwnRoles, examineTenant } from '../../usecases/people/tenant.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import { languageOf } from '../../words/languages.ts';
import { tenantReportOf } from '../../words/tenant.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of the tenant. */
export function createTenantHandlers(deps: Deps): Pick<Handlers, keyof typeof tenantRoutes> {
  return {
    getTenant: async ({ caller, query }) =>
      tenantReportOf(await examineTenant(deps, caller), languageOf(query.language)),
    getOwnRoles: async ({ caller, query }) =>
      tenantReportOf(await examineOwnRoles(deps, caller), languageOf(query.language)),
    getNeeds: ({ query }) => listNeeds(deps, query),
    listDifferences: ({ query }) => listDifferences(deps, query),
    countDifferences: () => countDifferences(deps),
    decideDifference: ({ caller, body }) => decideDifference(deps, caller, body),
  };
}
