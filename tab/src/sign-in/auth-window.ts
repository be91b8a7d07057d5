import { PublicClientApplication } from '@azure/msal-browser';
import { readGraphSite } from './graph-sign-in.ts';

/**
 * MSAL as teamsfx sets it up in the tab, for the consent window: the same major version, because what the window
 * gets is put into the tab's session storage and read there.
 */
export async function openMsal(): Promise<PublicClientApplication> {
  const { clientId, authority } = await readGraphSite();
  const msal = new PublicClientApplication({
    auth: {
      clientId,
      authority,
      redirectUri: new URL('auth-end.html', location.href.split('?')[0]).href,
      navigateToLoginRequestUrl: false,
    },
    cache: { cacheLocation: 'sessionStorage' },
  });
  await msal.initialize();
  return msal;
}
