import { type Role, roles } from '@token-desk/contract/ids';
import * as z from 'zod/mini';
import { type GraphClient, GraphRefusal } from './client.ts';

const servicePrincipal = z.object({
  id: z.string(),
  appRoles: z.array(z.object({ id: z.string(), value: z.nullable(z.string()), isEnabled: z.boolean() })),
});
const assignment = z.object({ appRoleId: z.string(), resourceId: z.string() });

export type AskRoles = (personId: string, signal?: AbortSignal) => Promise<readonly Role[]>;

/**
 * App roles of this application assigned to a person (directly or by a group, which Graph resolves).
 * An unknown person has none.
 */
export function createRoles(graph: GraphClient, clientId: string): AskRoles {
  let application: z.infer<typeof servicePrincipal> | null = null;

  const ask: AskRoles = async (personId, signal) => {
    application ??= await graph.get(
      `/v1.0/servicePrincipals(appId='${encodeURIComponent(clientId)}')?$select=id,appRoles`,
      servicePrincipal,
      signal,
    );
    const { id, appRoles } = application;
    const assigned = await graph.list(
      `/v1.0/users/${encodeURIComponent(personId)}/appRoleAssignments?$filter=resourceId%20eq%20${id}`,
      assignment,
      signal,
    );
    const ids = new Set(assigned.filter((one) => one.resourceId === id).map((one) => one.appRoleId));
    const values = appRoles.filter((role) => role.isEnabled && ids.has(role.id)).map((role) => role.value);
    return roles.filter((role) => values.includes(role));
  };

  return async (personId, signal) => {
    try {
      return await ask(personId, signal);
    } catch (error) {
      // Our own application not found is a set-up fault; a person not found simply has no roles.
      if (error instanceof GraphRefusal && error.status === 404 && application !== null) return [];
      throw error;
    }
  };
}
