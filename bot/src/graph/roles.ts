import { type Role, roles } from '@token-desk/contract/ids';
import * as z from 'zod/mini';
import type { Clock } from '../ports.ts';
import { type GraphClient, GraphRefusal, withId } from './access/client.ts';
import { servicePrincipalPath } from './service-principal-path.ts';
import { TimedCache } from './timed-cache.ts';

const servicePrincipal = z.object({
  id: z.string(),
  appRoles: z.array(z.object({ id: z.string(), value: z.nullable(z.string()), isEnabled: z.boolean() })),
});
const assignment = z.object({
  appRoleId: z.string(),
  principalId: z.string(),
  principalType: z.nullable(z.string()),
});
type RolesByPerson = ReadonlyMap<string, ReadonlySet<Role>>;

/** How long somebody keeps a role that was taken from them, at most. */
const cacheMs = 5 * 60_000;
/** The whole reading, which all who ask meanwhile share: no single one of them may end it. */
const timeoutMs = 7_000;

export type AskRoles = {
  of(personId: string): Promise<readonly Role[]>;
  /** How many people have each. */
  people(): Promise<ReadonlyMap<Role, number>>;
};

/**
 * App roles of this application that a person has, directly or as a direct member of a group (Entra gives an app role to
 * no nested one). Read for everybody at once, from the application's side: what one person is assigned, or a direct
 * member of, Graph tells with Directory.Read.All alone. An unknown person has no roles.
 */
export function createRoles(graph: GraphClient, clientId: string, clock: Clock): AskRoles {
  const cache = new TimedCache<RolesByPerson>(cacheMs, clock);
  const all = () => cache.get('', () => readRoles(graph, clientId));
  return {
    of: async (personId) => {
      const held = (await all()).get(personId);
      return held === undefined ? [] : roles.filter((role) => held.has(role));
    },
    people: async () => {
      const holders = [...(await all()).values()];
      return new Map(roles.map((role) => [role, holders.filter((held) => held.has(role)).length]));
    },
  };
}

async function readRoles(graph: GraphClient, clientId: string): Promise<RolesByPerson> {
  const signal = AbortSignal.timeout(timeoutMs);
  const { id, appRoles } = await graph.get(
    servicePrincipalPath(clientId, 'id,appRoles'),
    servicePrincipal,
    signal,
  );
  const path = `/v1.0/servicePrincipals/${encodeURIComponent(id)}/appRoleAssignedTo?$top=999`;
  const assigned = await graph.list(path, assignment, signal);
  const found = new Map<string, Set<Role>>();
  await Promise.all(
    assigned.map(async ({ appRoleId, principalId, principalType }) => {
      const value = appRoles.find((role) => role.isEnabled && role.id === appRoleId)?.value;
      const role = roles.find((known) => known === value);
      if (role === undefined) return;
      const holders = principalType === 'Group' ? await membersOf(graph, principalId, signal) : [principalId];
      for (const holder of holders) found.set(holder, (found.get(holder) ?? new Set()).add(role));
    }),
  );
  return found;
}

/** Direct members; nobody where groups may not be read, so that roles given to people themselves go on. */
async function membersOf(
  graph: GraphClient,
  groupId: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const path = `/v1.0/groups/${encodeURIComponent(groupId)}/members?$select=id&$top=999`;
  try {
    return (await graph.list(path, withId, signal)).map(({ id }) => id);
  } catch (error) {
    // 404: the group was deleted since.
    if (error instanceof GraphRefusal && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}
