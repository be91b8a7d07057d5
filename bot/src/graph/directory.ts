import { directoryProblem } from '@token-desk/contract/graph-refusal';
import type { Role } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import type { Config } from '../config.ts';
import type { Clock, Directory } from '../ports.ts';
import { createGraphClient, GraphRefusal } from './client.ts';
import { softwareOathMethods } from './methods.ts';
import { findManager, findPerson, searchPeople } from './person.ts';
import { createRoles } from './roles.ts';
import { TimedCache } from './timed-cache.ts';

/** Long enough for one card's round of look-ups, short enough to see an account being disabled. */
const personCacheMs = 30_000;
const rolesCacheMs = 5 * 60_000;
const recentMethodsMs = 1_000;

/** The directory port over Microsoft Graph v1.0, with the bot's own permissions. */
export function createDirectory(config: Pick<Config, 'graph' | 'accessTokens'>, clock: Clock): Directory {
  const graph = createGraphClient(config.graph, clock);
  const people = new TimedCache<Awaited<ReturnType<Directory['person']>>>(personCacheMs, clock);
  const roles = new TimedCache<readonly Role[]>(rolesCacheMs, clock);
  const recentMethods = new TimedCache<readonly string[] | null>(recentMethodsMs, clock);
  const askRoles = createRoles(graph, config.accessTokens.clientId);

  return {
    person: (idOrUpn, signal) =>
      people.get(idOrUpn.toLowerCase(), () => settled(findPerson(graph, idOrUpn, signal))),
    search: (text, signal) => settled(searchPeople(graph, text, signal)),
    // Asked when somebody reports a loss: too seldom to be kept.
    managerOf: (personId, signal) => settled(findManager(graph, personId, signal)),
    rolesOf: (personId, signal) => roles.get(personId, () => settled(askRoles(personId, signal))),
    // Never cached: what is bound is bound by what Microsoft says now.
    softwareOathMethods: (personId, signal) => settled(softwareOathMethods(graph, personId, signal)),
    recentSoftwareOathMethods: (personId, signal) =>
      recentMethods.get(personId, () => settled(softwareOathMethods(graph, personId, signal))),
  };
}

/** A refusal nobody expected is a set-up fault: a permission that was not granted. */
async function settled<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (cause instanceof GraphRefusal)
      throw new ProblemError(directoryProblem(cause.status), undefined, { cause });
    throw cause;
  }
}
