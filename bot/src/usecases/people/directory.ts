import type { Reply } from '@token-desk/contract/api';
import { personFacts } from '@token-desk/contract/named';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { TenantFacts } from '../../domain/entra/facts.ts';
import { barOf } from '../../domain/requests/form-rules.ts';
import type { ListedWay } from '../../domain/requests/second-method.ts';
import type { Device, HardwareMethod } from '../../domain/tokens/device.ts';
import type { WantedDevice } from '../../ports.ts';
import { findRequest } from '../../store/tables/requests.ts';
import type { Deps } from '../write/deps.ts';

/** How long a use case waits for the directory. */
export const directoryTimeoutMs = 10_000;

/** Microsoft is asked about so many people at a time. */
const atATime = 16;

/** Asks about each, some at a time, and keeps their order. */
export async function eachAsked<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(all.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) {
      const one = all[at];
      if (one !== undefined) results[at] = await work(one);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atATime, all.length) }, worker));
  return results;
}

/** However its letters are written. */
export const isObjectId = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Colleagues by what was typed, each with what keeps a request for them from being recorded. */
export async function searchPeople(deps: Deps, text: string): Promise<Reply<'searchPeople'>> {
  const found = await deps.directory.search(text, AbortSignal.timeout(directoryTimeoutMs));
  return { items: found.map((one) => ({ ...personFacts(one), bar: barOf(one) })) };
}

/** In which language the subject's Microsoft page will most likely stand. A guess: without the directory there is none. */
export async function subjectLanguage(deps: Deps, requestId: string): Promise<Reply<'getSubjectLanguage'>> {
  const request = await findRequest(deps.store.db, requestId);
  if (request === null) throw new ProblemError('request-not-found');
  try {
    const found = await deps.directory.person(request.subject.id, AbortSignal.timeout(directoryTimeoutMs));
    return { language: found?.preferredLanguage?.slice(0, 35) ?? null };
  } catch {
    return { language: null }; // the technician chooses
  }
}

const unanswered: readonly ProblemCode[] = ['directory-unavailable', 'directory-refused'];

/** The directory did not answer, or may not be asked: not knowing, never a fact about somebody. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof ProblemError && unanswered.includes(error.problem.code);
}

type Methods = readonly string[] | null;
type Hardware = readonly HardwareMethod[] | null;

/** The subject's software OATH methods now; null where they may not be read or Microsoft does not answer. */
export function methodsOf({ directory }: Deps, personId: string): Promise<Methods> {
  return nullUnanswered(directory.softwareOathMethods(personId, AbortSignal.timeout(directoryTimeoutMs)));
}

/** The same, perhaps a second old: to tell by, never to decide by. */
export function recentMethodsOf({ directory }: Deps, personId: string): Promise<Methods> {
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  return nullUnanswered(directory.recentSoftwareOathMethods(personId, signal));
}

/** The subject's hardware OATH methods now; null as above. */
export function hardwareOf({ directory }: Deps, personId: string): Promise<Hardware> {
  return nullUnanswered(directory.hardwareMethods(personId, AbortSignal.timeout(directoryTimeoutMs)));
}

/** The same, perhaps a second old: to tell by. */
export function recentHardwareOf({ directory }: Deps, personId: string): Promise<Hardware> {
  return nullUnanswered(directory.recentHardwareMethods(personId, AbortSignal.timeout(directoryTimeoutMs)));
}

/** Ids of both kinds: a token that comes back may be registered as either. Null where one list cannot be read. */
export async function allMethodsOf(deps: Deps, personId: string): Promise<Methods> {
  const [software, hardware] = await Promise.all([methodsOf(deps, personId), hardwareOf(deps, personId)]);
  if (software === null || hardware === null) return null;
  return [...software, ...hardware.map(({ id }) => id)];
}

/** What the tenant's inventory has under an id or a serial, or all of it; null where nobody can tell. */
export function devicesOf({ directory }: Deps, wanted: WantedDevice): Promise<readonly Device[] | null> {
  return nullUnanswered(directory.hardwareDevices(wanted, AbortSignal.timeout(directoryTimeoutMs)));
}

/** The same of what was made a moment ago: null only where it may not be read. Throws where Microsoft does not answer, which passes. */
export async function devicesAnswered(
  { directory }: Deps,
  wanted: WantedDevice,
): Promise<readonly Device[] | null> {
  try {
    return await directory.hardwareDevices(wanted, AbortSignal.timeout(directoryTimeoutMs));
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'directory-refused') return null;
    throw error;
  }
}

/** Everything the subject can sign in with now; null as above. */
export function waysOf({ directory }: Deps, personId: string): Promise<readonly ListedWay[] | null> {
  return nullUnanswered(directory.waysIn(personId, AbortSignal.timeout(directoryTimeoutMs)));
}

/** The tenant's policies of methods. */
export async function methodPoliciesOf({ directory }: Deps): Promise<TenantFacts['methods']> {
  const facts = await nullUnanswered(directory.tenantFacts(AbortSignal.timeout(directoryTimeoutMs)));
  return facts?.methods ?? { kind: 'no-answer' };
}

export async function nullUnanswered<T>(asked: Promise<T | null>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    // Not knowing is a legal answer here: the technician is asked to say what Microsoft's page says.
    if (isUnanswered(error)) return null;
    throw error;
  }
}
