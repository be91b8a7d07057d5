import { createHash, randomBytes } from 'node:crypto';
import { people, practiceTenant } from '../../people.ts';
import { type Incoming, isLoopbackOrigin, json, plain, type Reply, redirect } from '../http.ts';
import type { AuthorizeRequest } from '../site/sessions.ts';
import { languageFor, type PageLanguage } from '../site/words.ts';
import { graphAudience, graphClaims, lifetimeSeconds, type TokenSigner, tabClaims } from './access-tokens.ts';
import { interactionRequired, KeptSignIns } from './kept-sign-ins.ts';
import { type AppRegistration, isSameSecret, oauthError } from './oauth.ts';

const codeLifetimeMs = 10 * 60_000;

type Grant = { readonly authorize: AuthorizeRequest; readonly personId: string; readonly issuedAt: number };
type Begin = (wish: { upn: string; language: PageLanguage | null; authorize: AuthorizeRequest }) => Reply;

/** Scopes of Graph among those asked for: by its address, or by a name that can be no other's. */
const graphScopesIn = (scope: string): string[] =>
  scope
    .split(' ')
    .map((name) => name.replace(`${graphAudience}/`, ''))
    .filter((name) => /^[A-Z][\w-]*\.[\w.]+$/.test(name));

/** Authorization code with PKCE (RFC 7636, S256 only), for the tab in a plain browser. */
export class AuthorizationCodes {
  readonly #grants = new Map<string, Grant>();
  readonly #kept: KeptSignIns;
  readonly #app: AppRegistration;
  readonly #clock: () => number;

  constructor(app: AppRegistration, clock: () => number) {
    this.#app = app;
    this.#clock = clock;
    this.#kept = new KeptSignIns(clock);
  }

  /** `/authorize` and `/logout`: null if the path is another; a bad redirect is told here and never followed. */
  answer(request: Incoming, begin: Begin): Reply | null {
    if (request.url.pathname !== `/${practiceTenant.id}/oauth2/v2.0/authorize`)
      return this.#kept.answer(request);
    const query = request.url.searchParams;
    const redirectUri = query.get('redirect_uri') ?? '';
    if (query.get('client_id') !== this.#app.clientId)
      return plain(400, 'AADSTS700016: Application was not found in the directory.');
    if (!URL.canParse(redirectUri) || !/^https?:/.test(redirectUri) || !isLoopbackOrigin(redirectUri)) {
      return plain(
        400,
        'AADSTS50011: The redirect URI specified in the request does not match the redirect URIs configured for the application.',
      );
    }
    const challenge = query.get('code_challenge') ?? '';
    if (query.get('response_type') !== 'code')
      return plain(400, 'AADSTS700054: response_type is not enabled for the application.');
    if (query.get('code_challenge_method') !== 'S256' || challenge === '')
      return plain(
        400,
        'AADSTS9002325: Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
      );
    const authorize = {
      redirectUri,
      state: query.get('state'),
      nonce: query.get('nonce'),
      scope: query.get('scope') ?? '',
      challenge,
    };
    const prompt = query.get('prompt');
    const upn = (query.get('login_hint') ?? '').slice(0, 320);
    const mayPass = prompt === null || prompt === 'none';
    const signedIn = mayPass ? this.#kept.personIn(request, upn) : null;
    if (signedIn !== null) return this.finish(authorize, signedIn);
    if (prompt === 'none') return interactionRequired(authorize);
    return begin({
      upn,
      language: languageFor(query.get('ui_locales')),
      authorize,
    });
  }

  /** Sends the browser back after the sign-in, and remembers who is signed in there. */
  finish(authorize: AuthorizeRequest, personId: string): Reply {
    const code = randomBytes(32).toString('base64url');
    this.#grants.set(code, { authorize, personId, issuedAt: this.#clock() });
    const target = new URL(authorize.redirectUri);
    target.searchParams.set('code', code);
    if (authorize.state !== null) target.searchParams.set('state', authorize.state);
    return redirect(target.href, [this.#kept.keep(personId)]);
  }

  async redeem(request: Incoming, signer: TokenSigner): Promise<Reply> {
    const { form } = request;
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code); // once, even when what follows fails
    if (form.get('client_id') !== this.#app.clientId || !grant)
      return this.#refuse(70000, 'The provided authorization code is invalid or was already redeemed.');
    if (this.#clock() - grant.issuedAt > codeLifetimeMs)
      return this.#refuse(70008, 'The provided authorization code has expired.');
    if (form.get('redirect_uri') !== grant.authorize.redirectUri)
      return this.#refuse(500112, 'The reply address does not match the one of the authorization request.');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!isSameSecret(proof, grant.authorize.challenge))
      return this.#refuse(
        501481,
        'The code_verifier does not match the code_challenge supplied in the authorization request.',
      );
    const { nonce, scope } = grant.authorize;
    const isLasting = scope.split(' ').includes('offline_access');
    const refreshToken = isLasting ? this.#kept.renewalFor(grant.personId) : null;
    return this.#give(grant.personId, signer, { nonce, scope, refreshToken });
  }

  /** The grant `refresh_token`: a new access token without a page. */
  async renew({ form }: Incoming, signer: TokenSigner): Promise<Reply> {
    const renewal = this.#kept.takeRenewal(form.get('refresh_token') ?? '');
    if (form.get('client_id') !== this.#app.clientId || renewal === null)
      return this.#refuse(700084, 'The refresh token was issued to a single page app and has expired.');
    const refreshToken = this.#kept.renewalFor(renewal.personId, renewal.firstAt);
    return this.#give(renewal.personId, signer, {
      nonce: null,
      scope: form.get('scope') ?? '',
      refreshToken,
    });
  }

  async #give(
    personId: string,
    signer: TokenSigner,
    {
      nonce,
      scope,
      refreshToken,
    }: { readonly nonce: string | null; readonly scope: string; readonly refreshToken: string | null },
  ): Promise<Reply> {
    const person = people.find((known) => known.id === personId);
    if (!person) return this.#refuse(50034, 'The user account does not exist in the directory.');
    const wanted = graphScopesIn(scope);
    const missing = wanted.filter((name) => !this.#app.delegated().includes(name));
    if (missing.length > 0)
      return this.#refuse(
        65001,
        `The user or administrator has not consented to use the application with ID '${this.#app.clientId}'.`,
      );
    const claims = tabClaims(person, this.#app.clientId);
    const { scp: _scp, ...idClaims } = claims;
    // One access token is for one audience: Graph's if its scopes were asked for, else the application's own.
    const accessClaims = wanted.length > 0 ? graphClaims(person, this.#app.clientId, wanted) : claims;
    const idToken = await signer.sign({ ...idClaims, ...(nonce === null ? {} : { nonce }) }, lifetimeSeconds);
    const accessToken = await signer.sign(accessClaims, lifetimeSeconds);
    return json(200, {
      token_type: 'Bearer',
      scope: accessClaims.scp,
      expires_in: lifetimeSeconds,
      access_token: accessToken,
      id_token: idToken,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    });
  }

  #refuse(aadsts: number, text: string): Reply {
    return oauthError(400, 'invalid_grant', aadsts, text, this.#clock());
  }

  /** Every browser and application is signed out: everybody's, or one person's. */
  forget(personId?: string): void {
    if (personId === undefined) this.#kept.clear();
    else this.#kept.forget(personId);
  }

  clear(): void {
    this.#grants.clear();
    this.forget();
  }
}
