import { randomBytes } from 'node:crypto';
import { people, practiceTenant } from '../../people.ts';
import { type Incoming, isLoopbackOrigin, plain, type Reply, redirect } from '../http.ts';
import type { AuthorizeRequest } from '../site/sessions.ts';

const cookieName = 'practice_signed_in';
const path = `/${practiceTenant.id}/oauth2/v2.0`;
const refreshLifetimeMs = 24 * 3600_000; // of a single-page app, however often it is renewed
const maxCount = 200;

const cookie = (value: string, more = ''): string =>
  `${cookieName}=${value}; Path=${path}; HttpOnly; SameSite=Lax${more}`;

type Renewal = { readonly personId: string; readonly firstAt: number };

/** Who is still signed in: in which browser (a cookie), and in which application (a refresh token). */
export class KeptSignIns {
  readonly #browsers = new Map<string, string>();
  readonly #renewals = new Map<string, Renewal>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** The cookie for the browser in which this person has just signed in. */
  keep(personId: string): string {
    const id = bounded(this.#browsers, personId);
    return cookie(id);
  }

  /** Who is signed in in this browser; null when that is another person than the one hinted at. */
  personIn(request: Incoming, hint: string): string | null {
    const id = this.#browsers.get(request.cookies.get(cookieName) ?? '') ?? null;
    if (id === null || hint === '') return id;
    return people.find((known) => known.id === id)?.upn.toLowerCase() === hint.toLowerCase() ? id : null;
  }

  /** `/logout`: null if the path is another. */
  answer(request: Incoming): Reply | null {
    if (request.url.pathname !== `${path}/logout`) return null;
    this.#browsers.delete(request.cookies.get(cookieName) ?? '');
    const back = request.url.searchParams.get('post_logout_redirect_uri') ?? '';
    const gone = cookie('', '; Max-Age=0');
    return URL.canParse(back) && /^https?:/.test(back) && isLoopbackOrigin(back)
      ? redirect(back, [gone])
      : { ...plain(200, 'You signed out.'), headers: { 'set-cookie': [gone] } };
  }

  /** A refresh token; each is good once, and a chain of them for a day. */
  renewalFor(personId: string, firstAt = this.#clock()): string {
    return bounded(this.#renewals, { personId, firstAt });
  }

  takeRenewal(token: string): Renewal | null {
    const found = this.#renewals.get(token);
    this.#renewals.delete(token);
    return found !== undefined && this.#clock() - found.firstAt <= refreshLifetimeMs ? found : null;
  }

  /** Of one person, in every browser and every application. */
  forget(personId: string): void {
    for (const [id, held] of this.#browsers) if (held === personId) this.#browsers.delete(id);
    for (const [id, held] of this.#renewals) if (held.personId === personId) this.#renewals.delete(id);
  }

  clear(): void {
    this.#browsers.clear();
    this.#renewals.clear();
  }
}

/** Entra's answer to `prompt=none` when it would have to show a page. */
export function interactionRequired({ redirectUri, state }: AuthorizeRequest): Reply {
  const target = new URL(redirectUri);
  target.searchParams.set('error', 'login_required');
  target.searchParams.set(
    'error_description',
    'AADSTS50058: A silent sign-in request was sent but no user is signed in.',
  );
  if (state !== null) target.searchParams.set('state', state);
  return redirect(target.href);
}

function bounded<T>(kept: Map<string, T>, value: T): string {
  const oldest = kept.keys().next().value;
  if (kept.size >= maxCount && oldest !== undefined) kept.delete(oldest);
  const id = randomBytes(24).toString('base64url');
  kept.set(id, value);
  return id;
}
