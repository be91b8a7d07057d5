import * as z from 'zod/mini';

/**
 * Signs in to Entra without Teams: authorization code with PKCE (RFC 7636), as a single-page app. Access tokens live
 * in this window's memory only; what a reload needs to come back stands in its session storage.
 */
export const signInSettings = z.object({
  clientId: z.string().check(z.minLength(1)),
  authorizeUrl: z.url(),
  tokenUrl: z.url(),
  scope: z.string().check(z.minLength(1)),
});
export type SignInSettings = z.infer<typeof signInSettings>;

const tokenReply = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.number(),
  refresh_token: z.optional(z.string()),
});
const pendingSignIn = z.object({ state: z.string(), verifier: z.string(), hash: z.string() });

const pendingKey = 'token-desk.sign-in';
const answerTimeoutMs = 15_000;
const renewBeforeMs = 2 * 60_000;

type Tokens = { readonly accessToken: string; readonly endsAt: number; readonly refreshToken: string | null };
export type BrowserSignIn = { accessToken(options?: { readonly renew?: boolean }): Promise<string> };

/** Null where the server does not say how: then this page only works inside Teams. */
export async function readSignInSettings(): Promise<SignInSettings | null> {
  const response = await fetch('config.json', {
    cache: 'no-store',
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  if (!response.ok) return null;
  const parsed = signInSettings.safeParse(await response.json());
  return parsed.success ? parsed.data : null;
}

/** Leaves the page for Entra; it comes back to the same address. */
export async function beginSignIn(settings: SignInSettings): Promise<void> {
  const verifier = randomText(48);
  const state = randomText(16);
  sessionStorage.setItem(pendingKey, JSON.stringify({ state, verifier, hash: location.hash }));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const url = new URL(settings.authorizeUrl);
  const query = {
    client_id: settings.clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri(),
    scope: settings.scope,
    state,
    code_challenge: toBase64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  location.assign(url);
}

/** Null when the person is not on the way back from Entra. Throws when Entra said no, or the answer is not ours. */
export async function finishSignIn(settings: SignInSettings): Promise<BrowserSignIn | null> {
  const answer = new URLSearchParams(location.search);
  const code = answer.get('code');
  if (code === null && answer.get('error') === null) return null;
  const text = sessionStorage.getItem(pendingKey);
  sessionStorage.removeItem(pendingKey); // once, even when what follows fails
  const pending = pendingSignIn.safeParse(text === null ? null : JSON.parse(text));
  // the code must not stay in the address, nor in the history
  history.replaceState(null, '', `${location.pathname}${pending.success ? pending.data.hash : ''}`);
  if (code === null || !pending.success || answer.get('state') !== pending.data.state)
    throw new Error('the sign-in did not come back as it left');
  const tokens = await askForTokens(settings, {
    grant_type: 'authorization_code',
    code,
    code_verifier: pending.data.verifier,
    redirect_uri: redirectUri(),
  });
  return keepTokens(settings, tokens);
}

function keepTokens(settings: SignInSettings, first: Tokens): BrowserSignIn {
  let tokens = first;
  let pending: Promise<Tokens> | null = null;
  const renew = async (): Promise<Tokens> => {
    if (tokens.refreshToken === null) {
      await beginSignIn(settings);
      throw new Error('signing in again');
    }
    return askForTokens(settings, { grant_type: 'refresh_token', refresh_token: tokens.refreshToken });
  };
  return {
    async accessToken(options = {}) {
      if (options.renew !== true && tokens.endsAt - renewBeforeMs > Date.now()) return tokens.accessToken;
      pending ??= renew().finally(() => {
        pending = null;
      });
      tokens = await pending;
      return tokens.accessToken;
    },
  };
}

async function askForTokens(
  settings: SignInSettings,
  grant: Readonly<Record<string, string>>,
): Promise<Tokens> {
  const response = await fetch(settings.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({ client_id: settings.clientId, scope: settings.scope, ...grant }),
    signal: AbortSignal.timeout(answerTimeoutMs),
    credentials: 'omit',
  });
  if (!response.ok) throw new Error(`the sign-in was refused with ${response.status}`);
  const reply = z.parse(tokenReply, await response.json());
  return {
    accessToken: reply.access_token,
    endsAt: Date.now() + reply.expires_in * 1000,
    refreshToken: reply.refresh_token ?? null,
  };
}

const redirectUri = () => `${location.origin}${location.pathname}`;

const randomText = (sizeBytes: number) => toBase64Url(crypto.getRandomValues(new Uint8Array(sizeBytes)));

const toBase64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
