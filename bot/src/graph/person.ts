import * as z from 'zod/mini';
import { barOf } from '../domain/requests/form-rules.ts';
import type { DirectoryPerson } from '../ports.ts';
import { type GraphClient, GraphRefusal, withId } from './access/client.ts';

const user = z.object({
  id: z.string(),
  displayName: z.nullable(z.string()),
  userPrincipalName: z.string(),
  accountEnabled: z.nullable(z.boolean()),
  userType: z.nullable(z.string()),
  officeLocation: z.nullable(z.string()),
  preferredLanguage: z.nullable(z.string()),
});
const fields = Object.keys(user.shape).join(',');

/** GET /v1.0/users/{id | UPN}; null when there is no such person. */
export async function findPerson(
  graph: GraphClient,
  idOrUpn: string,
  signal: AbortSignal | undefined,
): Promise<DirectoryPerson | null> {
  if (isDots(idOrUpn)) return null;
  const path = `/v1.0/users/${encodeURIComponent(idOrUpn)}?$select=${fields}`;
  const found = await orNull(graph.get(path, user, signal));
  return found === null ? null : personOf(found);
}

export type WithManager = { readonly person: DirectoryPerson; readonly manager: DirectoryPerson | null };

/** What cannot be a manager of ours (a contact, who has no account) counts as none. */
const withManager = z.extend(user, { manager: z.catch(z.optional(z.nullable(user)), null) });

/** GET /v1.0/users/{id | UPN}?$expand=manager: both in one question; null when there is no such person. */
export async function findWithManager(
  graph: GraphClient,
  idOrUpn: string,
  signal: AbortSignal | undefined,
): Promise<WithManager | null> {
  if (isDots(idOrUpn)) return null;
  const expand = `$expand=manager($select=${fields})`;
  const path = `/v1.0/users/${encodeURIComponent(idOrUpn)}?$select=${fields}&${expand}`;
  const found = await orNull(graph.get(path, withManager, signal));
  if (found === null) return null;
  return { person: personOf(found), manager: found.manager == null ? null : personOf(found.manager) };
}

// A dot segment is the one thing encoding leaves as it is, and it would climb out of /users.
const isDots = (idOrUpn: string): boolean => /^\.*$/.test(idOrUpn);

/** GET /v1.0/users/{id}/manager, which is 404 where somebody has none. */
export async function findManager(
  graph: GraphClient,
  personId: string,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const path = `/v1.0/users/${encodeURIComponent(personId)}/manager?$select=id`;
  const found = await orNull(graph.get(path, withId, signal));
  return found?.id ?? null;
}

const maxFound = 20;
/** What a badge may say: one word with a digit, nothing that needs quoting (employeeId has at most 16 characters). */
const badge = /^(?=.*\d)[A-Za-z0-9._-]{3,16}$/;

/** GET /v1.0/users?$filter=employeeId eq '…'; nobody where the text is no number of a badge. */
export async function peopleWithNumber(
  graph: GraphClient,
  number: string,
  signal: AbortSignal | undefined,
): Promise<readonly DirectoryPerson[]> {
  if (!badge.test(number)) return [];
  const path = `/v1.0/users?$filter=employeeId%20eq%20'${number}'&$select=${fields}&$top=${maxFound}`;
  return sorted(await graph.firstPage(path, user, signal));
}

/**
 * The number on somebody's badge first (employeeId), where the text looks like one: it finds, and is kept nowhere. Else
 * GET /v1.0/users?$search: each word must begin a word of the name or of the UPN. The text comes from outside:
 * quotes and backslashes would end the clause.
 */
export async function searchPeople(
  graph: GraphClient,
  text: string,
  signal: AbortSignal | undefined,
): Promise<readonly DirectoryPerson[]> {
  const words = text.replace(/["\\\p{Cc}]/gu, ' ').trim();
  if (words === '') return [];
  const owners = await peopleWithNumber(graph, words, signal);
  if (owners.length > 0) return owners;
  const search = encodeURIComponent(`"displayName:${words}" OR "userPrincipalName:${words}"`);
  const path = `/v1.0/users?$search=${search}&$select=${fields}&$top=${maxFound}`;
  return sorted(await graph.firstPage(path, user, signal));
}

function sorted(found: readonly z.infer<typeof user>[]): readonly DirectoryPerson[] {
  return found.map(personOf).toSorted((a, b) => Number(barOf(a) !== null) - Number(barOf(b) !== null));
}

function personOf(found: z.infer<typeof user>): DirectoryPerson {
  return {
    id: found.id,
    name: found.displayName ?? found.userPrincipalName,
    upn: found.userPrincipalName,
    enabled: found.accountEnabled === true,
    guest: found.userType === 'Guest',
    site: found.officeLocation,
    preferredLanguage: found.preferredLanguage,
  };
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    // 404 is the directory's plain answer, not a failure.
    if (error instanceof GraphRefusal && error.status === 404) return null;
    throw error;
  }
}
