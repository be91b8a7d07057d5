import type { GraphCredential } from './graph-credential.ts';

/** Inside Teams; teamsfx, which brings MSAL along, is loaded when needed. */
export async function teamsCredential(clientId: string): Promise<GraphCredential> {
  const { TeamsUserCredential } = await import('@microsoft/teamsfx');
  return new TeamsUserCredential({
    clientId,
    initiateLoginEndpoint: new URL('auth-start.html', location.href).href,
  });
}
