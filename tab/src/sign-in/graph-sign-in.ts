import { readSignInSettings } from './sign-in-request.ts';

/** The one thing a technician lets Token Desk do at Graph. */
export const graphScope = 'UserAuthMethod-SoftwareOATH.ReadWrite.All';

/** Who signs in where, as the server says: never from an address that somebody else could have written. */
export async function readAuthority(): Promise<{ readonly clientId: string; readonly authority: string }> {
  const settings = await readSignInSettings();
  if (settings === null) throw new Error('the server does not say how to sign in');
  const { clientId, authorizeUrl } = settings;
  return { clientId, authority: authorizeUrl.replace(/\/oauth2\/v2\.0\/authorize$/, '') };
}
