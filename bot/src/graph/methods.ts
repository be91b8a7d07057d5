import * as z from 'zod/mini';
import type { ListedWay } from '../domain/requests/second-method.ts';
import { type GraphClient, GraphRefusal, withId } from './access/client.ts';
import { isPassOver, passFields } from './access-pass.ts';
import { factOf } from './fact.ts';
import { kindOf, method } from './needs/needs-lists.ts';

/** Ids of a person's software OATH methods; null where the bot was not given the permission to read them. */
export async function softwareOathMethods(
  graph: GraphClient,
  personId: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[] | null> {
  try {
    const path = `/v1.0/users/${encodeURIComponent(personId)}/authentication/softwareOathMethods`;
    const methods = await graph.list(path, withId, signal);
    return methods.map((found) => found.id);
  } catch (error) {
    // Not every organisation grants this permission; the technician then says what Microsoft's page showed.
    if (error instanceof GraphRefusal && error.status === 403) return null;
    throw error;
  }
}

const listed = z.extend(method, { id: z.string(), ...passFields });

/** Everything a person can sign in with but their password; null where it may not be read or does not come. */
export async function waysIn(
  graph: GraphClient,
  personId: string,
  { now, signal }: { readonly now: number; readonly signal: AbortSignal | undefined },
): Promise<readonly ListedWay[] | null> {
  const path = `/beta/users/${encodeURIComponent(personId)}/authentication/methods`;
  const found = await factOf(graph.list(path, listed, signal), ['UserAuthenticationMethod.Read.All']);
  if (found.kind !== 'read') return null;
  return found.value.flatMap((row) => {
    const kind = kindOf(row);
    if (kind === null) return [];
    return [{ id: row.id, kind: kind === 'pass' && isPassOver(row, now) ? 'pass-over' : kind }];
  });
}
