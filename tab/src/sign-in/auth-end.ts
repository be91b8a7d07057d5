import { connectPopUp } from '../teams.ts';
import { openMsal } from './auth-window.ts';

/** The consent window, back from Microsoft: hands MSAL's cache to the tab, which teamsfx puts into its own. */
async function comeBack(): Promise<void> {
  const window = await connectPopUp();
  try {
    const result = await (await openMsal()).handleRedirectPromise();
    if (result === null) window.failed('nothing-brought');
    else window.done(JSON.stringify({ sessionStorage: msalCache() }));
  } catch {
    window.failed('refused'); // what Microsoft said stood on its own page
  }
}

const msalCache = () =>
  Object.fromEntries(Object.entries(sessionStorage).filter(([key]) => !key.startsWith('token-desk.')));

void comeBack();
