import * as z from 'zod/mini';
import type { DirectoryPerson } from '../ports.ts';
import { type GraphClient, GraphRefusal } from './client.ts';

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
  // A dot segment is the one thing encoding leaves as it is, and it would climb out of /users.
  if (/^\.*$/.test(idOrUpn)) return null;
  const path = `/v1.0/users/${encodeURIComponent(idOrUpn)}?$select=${fields}`;
  const found = await orNull(graph.get(path, user, signal));
  if (found === null) return null;
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
