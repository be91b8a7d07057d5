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
const delegatedGrant = z.object({ consentType: z.string(), resourceId: z.string(), scope: z.string() });
/** Any of them lists delegated grants (Graph, “List oauth2PermissionGrants”). None is asked for. */
const grantReaders = [
  'Directory.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.ReadWrite.All',
];

export type OwnApplications = {
  /** The application that asks Graph. */
  readonly clientId: string;
  /** The one that people sign in to the tab with. */
  readonly tabId: string;
  /** The bot's own registration; null where it has none, or the same. */
  readonly botId: string | null;
};

export const ownApplications = ({
  graph,
  bot,
  accessTokens,
}: Pick<Config, 'graph' | 'bot' | 'accessTokens'>): OwnApplications => ({
  clientId: graph.clientId,
  tabId: accessTokens.clientId,
  botId: bot === null || bot.appId === graph.clientId ? null : bot.appId,
});

/** Reads what was consented to for the server, and when the secrets of its registrations end. */
export async function readApplicationFacts(
  graph: GraphClient,
  { clientId, tabId, botId }: OwnApplications,
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
  const principal = (appId: string) => graph.get(servicePrincipalPath(appId, 'id'), withId, signal);
  const own = principal(clientId);
  const resource = graph.get(servicePrincipalPath(graphAppId, 'id,appRoles'), permissionsOfGraph, signal);
  const [signIn, granted, credentials] = await Promise.all([
    signInShownBy(own),
    factOf(readGranted(graph, { own, resource }, signal), needed),
    factOf(
      Promise.all([
        credentialsOf(clientId, 'application'),
        botId === null ? [] : credentialsOf(botId, 'bot'),
      ]).then((both) => both.flat()),
      needed,
    ),
  ]);
  const tab = tabId === clientId ? own : principal(tabId);
  const delegated = await readDelegated(graph, { granted, own: tab, resource }, signal);
  return { signIn, granted, delegated, credentials };
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

type Principals = {
  readonly own: Promise<z.infer<typeof withId>>;
  readonly resource: Promise<z.infer<typeof permissionsOfGraph>>;
};

/** Asked only where the server was given what it takes: nobody is to be refused every day. */
async function readDelegated(
  graph: GraphClient,
  { granted, own, resource }: Principals & { readonly granted: ApplicationFacts['granted'] },
  signal: AbortSignal | undefined,
): Promise<ApplicationFacts['delegated']> {
  own.catch(() => {}); // where nothing is asked nobody waits for it
  resource.catch(() => {});
  if (granted.kind !== 'read') return granted;
  if (!granted.value.some((name) => grantReaders.includes(name)))
    return { kind: 'not-allowed', permissions: grantReaders };
  const ask = async () => {
    const [{ id }, ofGraph] = await Promise.all([own, resource]);
    const path = `/v1.0/servicePrincipals/${encodeURIComponent(id)}/oauth2PermissionGrants`;
    return (await graph.list(path, delegatedGrant, signal))
      .filter(({ consentType, resourceId }) => consentType === 'AllPrincipals' && resourceId === ofGraph.id)
      .flatMap(({ scope }) => scope.split(' ').filter((name) => name !== ''));
  };
  return factOf(ask(), grantReaders);
}

/** Permissions are Graph's app roles, given to this application as any app role is; asked for by id, shown by name. */
async function readGranted(
  graph: GraphClient,
  principals: Principals,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const [{ id }, resource] = await Promise.all([principals.own, principals.resource]);
  const path = `/v1.0/servicePrincipals/${encodeURIComponent(id)}/appRoleAssignments?$top=999`;
  const given = (await graph.list(path, grant, signal))
    .filter(({ resourceId }) => resourceId === resource.id)
    .map(({ appRoleId }) => appRoleId);
  return resource.appRoles.flatMap(({ id, value }) => (value !== null && given.includes(id) ? [value] : []));
}
