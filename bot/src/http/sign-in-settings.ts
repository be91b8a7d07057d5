import type { Config } from '../config.ts';

/**
 * What the tab needs to sign somebody in without Teams (authorization code with PKCE). Nothing of it is secret: every
 * sign-in shows it in the address. Served to anybody as `/tab/config.json`.
 */
export type SignInSettings = {
  readonly clientId: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly scope: string;
  /** Where Microsoft Graph is: what a technician does there goes from the tab to it, and not by the server. */
  readonly graphUrl: string;
};

export function signInSettings({
  accessTokens,
  graph,
  publicUrl,
}: Pick<Config, 'accessTokens' | 'graph' | 'publicUrl'>): SignInSettings {
  const { clientId } = accessTokens;
  const resource = publicUrl === null ? clientId : `api://${new URL(publicUrl).host}/${clientId}`;
  return {
    clientId,
    // both stand side by side at every authority of Entra
    authorizeUrl: graph.tokenUrl.replace(/\/token$/, '/authorize'),
    tokenUrl: graph.tokenUrl,
    scope: `${resource}/access_as_user openid profile offline_access`,
    graphUrl: graph.url,
  };
}
