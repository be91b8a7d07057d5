import * as z from 'zod/mini';
import { type GraphClient, GraphRefusal } from './client.ts';

const method = z.object({ id: z.string() });

/** Ids of a person's software OATH methods; null where the bot was not given the permission to read them. */
export async function softwareOathMethods(
  graph: GraphClient,
  personId: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[] | null> {
  try {
    const path = `/v1.0/users/${encodeURIComponent(personId)}/authentication/softwareOathMethods`;
    const methods = await graph.list(path, method, signal);
    return methods.map((found) => found.id);
  } catch (error) {
    // Not every organisation grants this permission; the technician then says what Microsoft's page showed.
    if (error instanceof GraphRefusal && error.status === 403) return null;
    throw error;
  }
}
