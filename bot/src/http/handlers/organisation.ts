import type { organisationRoutes } from '@token-desk/contract/routes/organisation';
import { readOrganisation, saveOrganisation } from '../../usecases/people/organisation.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of the organisation's rules. */
export function createOrganisationHandlers(deps: Deps): Pick<Handlers, keyof typeof organisationRoutes> {
  return {
    getOrganisation: () => readOrganisation(deps),
    saveOrganisation: ({ caller, body }) => saveOrganisation(deps, caller, body),
  };
}
