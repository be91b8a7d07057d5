import type { peopleRoutes } from '@token-desk/contract/routes/people';
import { searchPeople } from '../../usecases/people/directory.ts';
import { readLosses } from '../../usecases/requests/who-writes-off.ts';
import type { Deps } from '../../usecases/write/deps.ts';
import type { Handlers } from '../routes.ts';

/** Which use case answers which route of people. */
export function createPeopleHandlers(deps: Deps): Pick<Handlers, keyof typeof peopleRoutes> {
  return {
    searchPeople: ({ query }) => searchPeople(deps, query.q),
    getLosses: ({ params }) => readLosses(deps, params.personId),
  };
}
