import * as z from 'zod/mini';
import { type BrowserSignIn, keepSignIn } from './kept-sign-in.ts';
import { type Prompt, redeem, redirectUri, type SignInSettings, signInRequest } from './sign-in-request.ts';

/**
 * Signs in to Entra without Teams, and out again. A reload comes back without a question: the page leaves for Entra
 * with `prompt=none` and returns at once. A hidden frame would not do: browsers keep Entra's cookies from frames.
 * Only who it was and what an answer must match stand in the session storage.
 */
const pendingSignIn = z.object({
  state: z.string(),
  verifier: z.string(),
  hash: z.string(),
  isSilent: z.boolean(),
});
const pendingKey = 'token-desk.sign-in';
const userNameKey = 'token-desk.signed-in-as';
const signedOutKey = 'token-desk.signed-out';

/** What stood in the address when the page opened. `ask`: only the person can go on. */
export type Arrival =
  | { readonly kind: 'signed-in'; readonly signIn: BrowserSignIn }
  | { readonly kind: 'ask' }
  | { readonly kind: 'new' };

/** Leaves the page for Entra; it comes back to the same address. */
export async function beginSignIn(settings: SignInSettings, prompt: Prompt = null): Promise<void> {
  const isSilent = prompt === 'none';
  const userName = prompt === 'select_account' ? null : sessionStorage.getItem(userNameKey);
  const { url, state, verifier } = await signInRequest(settings, { prompt, userName });
  sessionStorage.removeItem(signedOutKey);
  sessionStorage.setItem(pendingKey, JSON.stringify({ state, verifier, hash: location.hash, isSilent }));
  // a silent way is no step of its own: “Back” must not lead into it
  if (isSilent) location.replace(url);
  else location.assign(url);
}

/** Throws when Entra said no to a person, or the answer is not ours. */
export async function arrive(settings: SignInSettings): Promise<Arrival> {
  const answer = new URLSearchParams(location.search);
  const code = answer.get('code');
  const text = sessionStorage.getItem(pendingKey);
  sessionStorage.removeItem(pendingKey); // once, even when what follows fails
  if (code === null && answer.get('error') === null) {
    // an attempt that never came back is not repeated by itself, nor one after a sign-out
    return { kind: text !== null || isSignedOut() ? 'ask' : 'new' };
  }
  const pending = pendingSignIn.safeParse(text === null ? null : JSON.parse(text));
  // the code must not stay in the address, nor in the history
  history.replaceState(null, '', `${location.pathname}${pending.success ? pending.data.hash : ''}`);
  if (!pending.success || answer.get('state') !== pending.data.state)
    throw new Error('the sign-in did not come back as it left');
  if (code === null) {
    if (pending.data.isSilent) return { kind: 'ask' };
    throw new Error('Entra said no');
  }
  const tokens = await redeem(settings, { code, verifier: pending.data.verifier });
  if (tokens.userName !== null) sessionStorage.setItem(userNameKey, tokens.userName);
  return { kind: 'signed-in', signIn: keepSignIn(settings, tokens) };
}

/** Somebody signed out here: who comes next is asked who they are. */
export const isSignedOut = (): boolean => sessionStorage.getItem(signedOutKey) !== null;

/** Out of Token Desk and of Microsoft in this browser, so that the next person at this PC is asked. */
export function signOut(settings: SignInSettings): void {
  sessionStorage.removeItem(userNameKey);
  sessionStorage.setItem(signedOutKey, 'yes');
  const url = new URL(settings.authorizeUrl.replace(/\/authorize$/, '/logout'));
  url.searchParams.set('post_logout_redirect_uri', redirectUri());
  location.assign(url);
}
