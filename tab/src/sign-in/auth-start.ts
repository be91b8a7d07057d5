import { connectPopUp } from '../teams.ts';
import { openMsal } from './auth-window.ts';
import { isGraphScope } from './graph-sign-in.ts';

/** The consent window, on its way to Microsoft. Teams adds client and scope to the address: only scopes of ours count. */
async function leave(): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const scopes = (asked.get('scope') ?? '').split(' ').filter(isGraphScope);
  if (scopes.length === 0) throw new Error('no scope of ours was asked for');
  const loginHint = asked.get('loginHint') ?? '';
  const msal = await openMsal();
  await msal.acquireTokenRedirect({ scopes, ...(loginHint === '' ? {} : { loginHint }) });
}

leave().catch(async () => (await connectPopUp()).failed('not-sent'));
