import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';
import type { ApplicationFacts, Credential } from '../domain/entra/facts.ts';
import { type GraphClient, GraphRefusal, withId } from './access/client.ts';
import { factOf } from './fact.ts';
import { servicePrincipalPath } from './service-principal-path.ts';

/** Microsoft Graph's own id as an application, the same in every tenant. */
const graphAppId = '00000003-0000-0000-c000-000000000000';

const permissionsOfGraph = z.object({
  id: z.string(),
  appRoles: z.array(z.object({ id: z.string(), value: z.nullable(z.string()) })),
});
const grant = z.object({ appRoleId: z.string(), resourceId: z.string() });
const credential = z.object({
  keyId: z.string(),
  displayName: z.optional(z.nullable(z.string())),
  endDateTime: z.optional(z.nullable(z.string())),
});
const registration = z.object({
  passwordCredentials: z.array(credential),
  keyCredentials: z.array(credential),
});
const needed = ['Application.Read.All'];

export type OwnApplications = {
  /** The application that asks Graph. */
  readonly clientId: string;
  /** The bot's own registration; null where it has none, or the same. */
  readonly botId: string | null;
};

export const ownApplications = ({ graph, bot }: Pick<Config, 'graph' | 'bot'>): OwnApplications => ({
  clientId: graph.clientId,
  botId: bot === null || bot.appId === graph.clientId ? null : bot.appId,
});

/** Reads what was consented to for the server, and when the secrets of its registrations end. */
export async function readApplicationFacts(
  graph: GraphClient,
  { clientId, botId }: OwnApplications,
  signal?: AbortSignal,
): Promise<ApplicationFacts> {
  const credentialsOf = async (appId: string, of: Credential['of']): Promise<Credential[]> => {
    const path = `/v1.0/applications(appId='${encodeURIComponent(appId)}')?$select=passwordCredentials,keyCredentials`;
    const found: z.infer<typeof registration> = await graph.get(path, registration, signal);
    return [
      ...found.passwordCredentials.map((one) => credentialIn(one, 'secret', of)),
      ...found.keyCredentials.map((one) => credentialIn(one, 'certificate', of)),
    ];
  };
  const own = graph.get(servicePrincipalPath(clientId, 'id'), withId, signal);
  const [signIn, granted, credentials] = await Promise.all([
    signInShownBy(own),
    factOf(readGranted(graph, own, signal), needed),
    factOf(
      Promise.all([
        credentialsOf(clientId, 'application'),
        botId === null ? [] : credentialsOf(botId, 'bot'),
      ]).then((both) => both.flat()),
      needed,
    ),
  ]);
  return { signIn, granted, credentials };
}

const credentialIn = (
  { keyId, displayName, endDateTime }: z.infer<typeof credential>,
  kind: Credential['kind'],
  of: Credential['of'],
): Credential => {
  const endsAt = Date.parse(endDateTime ?? '');
  return { id: keyId, kind, of, name: displayName ?? null, endsAt: Number.isNaN(endsAt) ? null : endsAt };
};

/** Whether the server gets in at all: any answer of Graph's own shows that it does. */
async function signInShownBy(answer: Promise<unknown>): Promise<ApplicationFacts['signIn']> {
  try {
    await answer;
    return 'works';
  } catch (error) {
    if (error instanceof GraphRefusal) return error.status === 401 ? 'refused' : 'works';
    if (error instanceof ProblemError)
      return error.problem.code === 'directory-refused' ? 'refused' : 'no-answer';
    throw error;
  }
}

/** Permissions are Graph's app roles, given to this application as any app role is; asked for by id, shown by name. */
async function readGranted(
  graph: GraphClient,
  own: Promise<z.infer<typeof withId>>,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const [{ id }, resource] = await Promise.all([
    own,
    graph.get(servicePrincipalPath(graphAppId, 'id,appRoles'), permissionsOfGraph, signal),
  ]);
  const path = `/v1.0/servicePrincipals/${encodeURIComponent(id)}/appRoleAssignments?$top=999`;
  const given = (await graph.list(path, grant, signal))
    .filter(({ resourceId }) => resourceId === resource.id)
    .map(({ appRoleId }) => appRoleId);
  return resource.appRoles.flatMap(({ id, value }) => (value !== null && given.includes(id) ? [value] : []));
}
