import { connectPopUp } from '../teams.ts';
import { openMsal } from './auth-window.ts';
import { graphScope } from './graph-sign-in.ts';

/** The consent window, on its way to Microsoft. Teams adds client and scope to the address: ours are used. */
async function leave(): Promise<void> {
  const loginHint = new URLSearchParams(location.search).get('loginHint') ?? '';
  const msal = await openMsal();
  await msal.acquireTokenRedirect({ scopes: [graphScope], ...(loginHint === '' ? {} : { loginHint }) });
}

leave().catch(async () => (await connectPopUp()).failed('not-sent'));
