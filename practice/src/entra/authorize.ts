import { createHash, randomBytes } from 'node:crypto';
import { people, practiceTenant } from '../people.ts';
import { type TokenSigner, tabClaims } from './access-tokens.ts';
import { type Incoming, isLoopbackOrigin, json, plain, type Reply } from './http.ts';
import { type AppRegistration, isSameSecret, oauthError } from './oauth.ts';
import type { AuthorizeRequest } from './sessions.ts';
import { languageFor, type PageLanguage } from './words.ts';

const codeLifetimeMs = 10 * 60_000;
const lifetimeSeconds = 3599;

type Grant = { readonly authorize: AuthorizeRequest; readonly personId: string; readonly issuedAt: number };
type Begin = (wish: { upn: string; language: PageLanguage | null; authorize: AuthorizeRequest }) => Reply;

/** Authorization code with PKCE (RFC 7636, S256 only), for the tab in a plain browser. */
export class AuthorizationCodes {
  readonly #grants = new Map<string, Grant>();
  readonly #app: AppRegistration;
  readonly #clock: () => number;

  constructor(app: AppRegistration, clock: () => number) {
    this.#app = app;
    this.#clock = clock;
  }

  /** `/authorize`: null if the path is another; a bad redirect is told here and never followed. */
  answer(request: Incoming, begin: Begin): Reply | null {
    if (request.url.pathname !== `/${practiceTenant.id}/oauth2/v2.0/authorize`) return null;
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
    return begin({
      upn: (query.get('login_hint') ?? '').slice(0, 320),
      language: languageFor(query.get('ui_locales')),
      authorize,
    });
  }

  /** Where the browser goes after the sign-in. */
  finish(authorize: AuthorizeRequest, personId: string): string {
    const code = randomBytes(32).toString('base64url');
    this.#grants.set(code, { authorize, personId, issuedAt: this.#clock() });
    const target = new URL(authorize.redirectUri);
    target.searchParams.set('code', code);
    if (authorize.state !== null) target.searchParams.set('state', authorize.state);
    return target.href;
  }

  async redeem({ form }: Incoming, signer: TokenSigner): Promise<Reply> {
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code); // once, even when what follows fails
    const refuse = (aadsts: number, text: string) =>
      oauthError(400, 'invalid_grant', aadsts, text, this.#clock());
    if (form.get('client_id') !== this.#app.clientId || !grant)
      return refuse(70000, 'The provided authorization code is invalid or was already redeemed.');
    if (this.#clock() - grant.issuedAt > codeLifetimeMs)
      return refuse(70008, 'The provided authorization code has expired.');
    if (form.get('redirect_uri') !== grant.authorize.redirectUri)
      return refuse(500112, 'The reply address does not match the one of the authorization request.');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!isSameSecret(proof, grant.authorize.challenge))
      return refuse(
        501481,
        'The code_verifier does not match the code_challenge supplied in the authorization request.',
      );
    const person = people.find((known) => known.id === grant.personId);
    if (!person) return refuse(50034, 'The user account does not exist in the directory.');
    const claims = tabClaims(person, this.#app.clientId);
    const { scp, ...idClaims } = claims;
    const idToken = await signer.sign(
      { ...idClaims, ...(grant.authorize.nonce === null ? {} : { nonce: grant.authorize.nonce }) },
      lifetimeSeconds,
    );
    const accessToken = await signer.sign(claims, lifetimeSeconds);
    return json(200, {
      token_type: 'Bearer',
      scope: scp,
      expires_in: lifetimeSeconds,
      access_token: accessToken,
      id_token: idToken,
    });
  }

  clear(): void {
    this.#grants.clear();
  }
}
