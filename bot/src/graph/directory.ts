import { directoryProblem } from '@token-desk/contract/entra/graph-refusal';
import { ProblemError } from '@token-desk/contract/problem';
import type { Config } from '../config.ts';
import type { MicrosoftBooks } from '../domain/entra/differences.ts';
import type { TenantFacts } from '../domain/entra/facts.ts';
import type { NeedFacts } from '../domain/entra/needs.ts';
import type { HardwareMethod } from '../domain/tokens/device.ts';
import type { Clock, Directory } from '../ports.ts';
import { createGraphClient, GraphRefusal } from './access/client.ts';
import { ownApplications, readApplicationFacts } from './application-facts.ts';
import { readBetaShapes } from './beta-shapes.ts';
import { type BooksAsked, readBooks } from './books/books.ts';
import { hardwareDevices, hardwareMethods } from './hardware-tokens.ts';
import { softwareOathMethods, waysIn } from './methods.ts';
import { readNeeds } from './needs/needs.ts';
import { readPeopleFacts } from './people-facts.ts';
import { readPerUserMfa } from './per-user-mfa.ts';
import {
  findManager,
  findPerson,
  findWithManager,
  peopleWithNumber,
  searchPeople,
  type WithManager,
} from './person.ts';
import { createReader } from './reader.ts';
import { createRoles } from './roles.ts';
import { readTenantFacts } from './tenant-facts.ts';
import { TimedCache } from './timed-cache.ts';

/** Long enough for one card's round of look-ups, short enough to see an account being disabled. */
const personCacheMs = 30_000;
const recentMethodsMs = 1_000;
/** Policies change seldom, and Microsoft itself takes minutes until a change is seen. */
const tenantCacheMs = 60_000;

/** The directory port over Microsoft Graph v1.0, with the bot's own permissions. */
export function createDirectory(
  config: Pick<Config, 'graph' | 'accessTokens' | 'bot'>,
  clock: Clock,
): Directory {
  const graph = createGraphClient(config.graph, clock);
  const people = new TimedCache<Awaited<ReturnType<Directory['person']>>>(personCacheMs, clock);
  const withManagers = new TimedCache<WithManager | null>(personCacheMs, clock);
  const recentMethods = new TimedCache<readonly string[] | null>(recentMethodsMs, clock);
  const recentHardware = new TimedCache<readonly HardwareMethod[] | null>(recentMethodsMs, clock);
  const tenant = new TimedCache<TenantFacts>(tenantCacheMs, clock);
  const askRoles = createRoles(graph, config.accessTokens.clientId, clock);
  const tenantFacts: Directory['tenantFacts'] = async (signal) => {
    const facts = await tenant.get('', () => settled(readTenantFacts(graph, signal)));
    // What had no answer is asked again by the next who wants it.
    if (Object.values(facts).some(({ kind }) => kind === 'no-answer')) tenant.forget('');
    return facts;
  };

  const readEverybody = createReader<NeedFacts, null>(
    async (_, onProgress, signal) =>
      settled(readNeeds({ graph, tenant: await tenantFacts(signal), signal, onProgress })),
    clock,
  );

  const askWithManager = async (
    idOrUpn: string,
    signal: AbortSignal | undefined,
  ): Promise<WithManager | null> => {
    const found = await settled(findWithManager(graph, idOrUpn, signal));
    for (const one of [found?.person, found?.manager]) if (one != null) people.keep(one.id, one);
    return found;
  };

  return {
    person: (idOrUpn, signal) =>
      people.get(idOrUpn.toLowerCase(), () => settled(findPerson(graph, idOrUpn, signal))),
    withManager: (idOrUpn, signal) =>
      withManagers.get(idOrUpn.toLowerCase(), () => askWithManager(idOrUpn, signal)),
    search: (text, signal) => settled(searchPeople(graph, text, signal)),
    withNumber: (number, signal) => settled(peopleWithNumber(graph, number, signal)),
    // Asked when somebody reports a loss: too seldom to be kept.
    managerOf: (personId, signal) => settled(findManager(graph, personId, signal)),
    rolesOf: (personId) => settled(askRoles.of(personId)),
    peopleByRole: () => settled(askRoles.people()),
    // Never cached: what is bound is bound by what Microsoft says now.
    softwareOathMethods: (personId, signal) => settled(softwareOathMethods(graph, personId, signal)),
    recentSoftwareOathMethods: (personId, signal) =>
      recentMethods.get(personId, () => settled(softwareOathMethods(graph, personId, signal))),
    hardwareMethods: (personId, signal) => settled(hardwareMethods(graph, personId, signal)),
    recentHardwareMethods: (personId, signal) =>
      recentHardware.get(personId, () => settled(hardwareMethods(graph, personId, signal))),
    waysIn: (personId, signal) => settled(waysIn(graph, personId, { now: clock.now(), signal })),
    hardwareDevices: (wanted, signal) => settled(hardwareDevices(graph, wanted, signal)),
    tenantFacts,
    applicationFacts: (signal) => settled(readApplicationFacts(graph, ownApplications(config), signal)),
    betaShapes: (signal) => settled(readBetaShapes(graph, signal)),
    perUserMfa: (ids, signal) => settled(readPerUserMfa(graph, ids, signal)),
    peopleFacts: (ids, signal) => settled(readPeopleFacts(graph, ids, signal)),
    needs: (options) => readEverybody(options, null),
    books: createReader<MicrosoftBooks, BooksAsked>(
      (asked, onProgress, signal) => settled(readBooks(asked, { graph, signal, onProgress })),
      clock,
    ),
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
