import { ProblemError } from '@token-desk/contract/problem';
import { readSignInSettings } from './sign-in-request.ts';

/** What a person lets the tab do at Graph with their own rights; every call asks for the one it needs. */
export const graphScopes = [
  'UserAuthMethod-SoftwareOATH.ReadWrite.All',
  'UserAuthMethod-HardwareOATH.ReadWrite.All',
  'User.RevokeSessions.All',
  'Policy.ReadWrite.AuthenticationMethod',
] as const;
export type GraphScope = (typeof graphScopes)[number];

export const isGraphScope = (name: string): name is GraphScope => graphScopes.some((scope) => scope === name);

/** Who signs in where, and where Graph is: as the server says, never from an address somebody else could have written. */
export type GraphSite = { readonly clientId: string; readonly authority: string; readonly graphUrl: string };

/** Throws `no-answer` when the server does not answer, an `Error` when it does not say. */
export async function readGraphSite(): Promise<GraphSite> {
  const settings = await readSignInSettings().catch((cause: unknown) => {
    throw new ProblemError('no-answer', undefined, { cause });
  });
  if (settings === null) throw new Error('the server does not say how to sign in');
  const { clientId, authorizeUrl, graphUrl } = settings;
  return { clientId, authority: authorizeUrl.replace(/\/oauth2\/v2\.0\/authorize$/, ''), graphUrl };
}
