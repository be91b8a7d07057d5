import * as z from 'zod/mini';
import { answerTimeoutMs } from '../answer-timeout.ts';

/** One sign-in with Entra as a single-page app: authorization code with PKCE (RFC 7636). */
export const signInSettings = z.object({
  clientId: z.string().check(z.minLength(1)),
  authorizeUrl: z.url(),
  tokenUrl: z.url(),
  scope: z.string().check(z.minLength(1)),
  graphUrl: z.url(),
});
export type SignInSettings = z.infer<typeof signInSettings>;

const tokenReply = z.object({
  access_token: z.string().check(z.minLength(1)),
  expires_in: z.number(),
  refresh_token: z.optional(z.string()),
  id_token: z.optional(z.string()),
});
const identity = z.object({ sub: z.string(), preferred_username: z.optional(z.string()) });

/** `sub` is the person for this application; null where Entra sent no identity. */
export type Tokens = {
  readonly accessToken: string;
  readonly endsAt: number;
  readonly refreshToken: string | null;
  readonly sub: string | null;
  readonly userName: string | null;
};
/** `none` shows nothing, or comes back with an error; `select_account` always asks who. */
export type Prompt = 'none' | 'select_account' | null;
export type SignInRequest = { readonly url: URL; readonly state: string; readonly verifier: string };

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

export async function signInRequest(
  settings: SignInSettings,
  wish: {
    readonly prompt: Prompt;
    readonly userName: string | null;
    readonly scope?: string;
    readonly mark?: string;
  },
): Promise<SignInRequest> {
  const verifier = randomText(48);
  const state = `${wish.mark ?? ''}${randomText(16)}`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const url = new URL(settings.authorizeUrl);
  const query = {
    client_id: settings.clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri(),
    scope: wish.scope ?? settings.scope,
    state,
    code_challenge: toBase64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
    ...(wish.prompt === null ? {} : { prompt: wish.prompt }),
    ...(wish.userName === null ? {} : { login_hint: wish.userName }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return { url, state, verifier };
}

export function redeem(
  settings: SignInSettings,
  { code, verifier, scope }: { readonly code: string; readonly verifier: string; readonly scope?: string },
): Promise<Tokens> {
  return askForTokens(settings, {
    scope: scope ?? settings.scope,
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri(),
  });
}

/** Entra wants to see the person again; anything else that goes wrong may go right the next time. */
export class SignInRefused extends Error {}

export async function askForTokens(
  settings: SignInSettings,
  grant: Readonly<Record<string, string>>,
): Promise<Tokens> {
  const response = await fetch(settings.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({ client_id: settings.clientId, ...grant }),
    signal: AbortSignal.timeout(answerTimeoutMs),
    credentials: 'omit',
  });
  if (response.status === 400 || response.status === 401) throw new SignInRefused('the sign-in was refused');
  if (!response.ok) throw new Error(`the sign-in failed with ${response.status}`);
  const reply = z.parse(tokenReply, await response.json());
  const who = identityOf(reply.id_token);
  return {
    accessToken: reply.access_token,
    endsAt: Date.now() + reply.expires_in * 1000,
    refreshToken: reply.refresh_token ?? null,
    sub: who?.sub ?? null,
    userName: who?.preferred_username ?? null,
  };
}

/** Who signed in, for showing and comparing only: it came straight from the token endpoint, the server judges. */
function identityOf(idToken: string | undefined): z.infer<typeof identity> | null {
  const part = idToken?.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/');
  if (part === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(part), (char) => char.charCodeAt(0));
    return identity.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch {
    return null; // not readable: nobody is named, nothing depends on it
  }
}

export const redirectUri = () => `${location.origin}${location.pathname}`;

const randomText = (sizeBytes: number) => toBase64Url(crypto.getRandomValues(new Uint8Array(sizeBytes)));

const toBase64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
