import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import { jwtVerify } from 'jose';
import { practiceTenant } from '../../people.ts';
import { type Incoming, json, type Reply } from '../http.ts';
import { graphAudience, lifetimeSeconds, type TokenSigner } from './access-tokens.ts';

/** What application the practice tenant knows, and what an administrator consented to for it. */
export type AppRegistration = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM; the application may sign in by its private key instead of the secret. */
  readonly certificate: string | null;
  readonly servicePrincipalId: string;
  readonly permissions: () => readonly string[];
  /** What people may let the application do for them, once an administrator agreed. */
  readonly delegated: () => readonly string[];
};

type OAuthContext = {
  readonly origin: string;
  readonly issuer: string;
  readonly app: AppRegistration;
  readonly signer: TokenSigner;
  readonly clock: () => number;
  readonly redeemCode: (request: Incoming) => Promise<Reply>;
  readonly renew: (request: Incoming) => Promise<Reply>;
};

/** Entra's error shape: the AADSTS number is what administrators search for. */
export const oauthError = (
  status: number,
  error: string,
  aadsts: number,
  description: string,
  now: number,
): Reply =>
  json(status, {
    error,
    error_description: `AADSTS${aadsts}: ${description}`,
    error_codes: [aadsts],
    timestamp: new Date(now).toISOString(),
  });

export const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(
    createHash('sha256').update(given).digest(),
    createHash('sha256').update(expected).digest(),
  );

const discovery = ({ origin, issuer }: OAuthContext): Reply =>
  json(200, {
    issuer,
    end_session_endpoint: `${origin}/${practiceTenant.id}/oauth2/v2.0/logout`,
    authorization_endpoint: `${origin}/${practiceTenant.id}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${practiceTenant.id}/oauth2/v2.0/token`,
    jwks_uri: `${origin}/${practiceTenant.id}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'private_key_jwt'],
  });

const clientCredentials = (request: Incoming): { id: string; secret: string } => {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) {
    return { id: request.form.get('client_id') ?? '', secret: request.form.get('client_secret') ?? '' };
  }
  const [id = '', ...secret] = Buffer.from(basic, 'base64')
    .toString('utf8')
    .split(':')
    .map(decodeURIComponent);
  return { id, secret: secret.join(':') };
};

/** RFC 7523, as Entra takes it: signed by the registered certificate's key, for this address, ten minutes at most. */
const isAssertedBy = async (
  assertion: string,
  request: Incoming,
  { app, clock }: OAuthContext,
): Promise<boolean> => {
  if (app.certificate === null || request.form.get('client_assertion_type') !== assertionType) return false;
  const { publicKey, fingerprint256 } = new X509Certificate(app.certificate);
  try {
    const { payload, protectedHeader } = await jwtVerify(assertion, publicKey, {
      algorithms: ['PS256'],
      issuer: app.clientId,
      subject: app.clientId,
      requiredClaims: ['exp', 'jti', 'aud'],
      currentDate: new Date(clock()),
      clockTolerance: toleranceMs / 1000,
    });
    const thumbprint = Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
    const isForHere = URL.parse(String(payload.aud))?.pathname === request.url.pathname;
    const isShort = (payload.exp ?? 0) * 1000 - clock() <= 10 * 60_000 + toleranceMs;
    return isForHere && isShort && protectedHeader['x5t#S256'] === thumbprint;
  } catch {
    return false;
  }
};
/** Clocks of two machines differ. */
const toleranceMs = 5 * 60_000;
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const grantToApp = async (request: Incoming, context: OAuthContext): Promise<Reply> => {
  const { app, signer, clock } = context;
  const { id, secret } = clientCredentials(request);
  const assertion = request.form.get('client_assertion');
  const refuse = (status: number, error: string, aadsts: number, text: string) =>
    oauthError(status, error, aadsts, text, clock());
  if (id !== app.clientId) {
    return refuse(
      400,
      'unauthorized_client',
      700016,
      `Application with identifier '${id.slice(0, 64)}' was not found in the directory.`,
    );
  }
  if (assertion !== null) {
    const isRight = await isAssertedBy(assertion, request, context);
    if (!isRight)
      return refuse(401, 'invalid_client', 700027, 'Client assertion failed signature validation.');
  } else if (secret === '') {
    return refuse(401, 'invalid_client', 7000216, "'client_assertion' or 'client_secret' is required.");
  } else if (!isSameSecret(secret, app.clientSecret)) {
    return refuse(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
  }
  if (request.form.get('scope') !== `${graphAudience}/.default`) {
    return refuse(
      400,
      'invalid_scope',
      1002012,
      `The provided value for scope is not valid. It must be '${graphAudience}/.default'.`,
    );
  }
  const claims = {
    aud: graphAudience,
    appid: app.clientId,
    azp: app.clientId,
    oid: app.servicePrincipalId,
    sub: app.servicePrincipalId,
    idtyp: 'app',
    roles: [...app.permissions()],
  };
  const accessToken = await signer.sign(claims, lifetimeSeconds);
  return json(200, {
    token_type: 'Bearer',
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: accessToken,
  });
};

/** Discovery, keys and the token endpoint; null if the path is none of these. */
export const answerOAuth = async (request: Incoming, context: OAuthContext): Promise<Reply | null> => {
  const match =
    /^\/([^/]+)\/(v2\.0\/\.well-known\/openid-configuration|discovery\/v2\.0\/keys|oauth2\/v2\.0\/token)$/.exec(
      request.url.pathname,
    );
  if (!match) return null;
  if (match[1] !== practiceTenant.id && match[1] !== practiceTenant.domain) {
    return oauthError(
      400,
      'invalid_request',
      90002,
      `Tenant '${(match[1] ?? '').slice(0, 64)}' not found.`,
      context.clock(),
    );
  }
  if (match[2]?.endsWith('openid-configuration')) return discovery(context);
  if (match[2]?.endsWith('keys')) return json(200, context.signer.jwks);
  if (request.method !== 'POST')
    return oauthError(
      405,
      'invalid_request',
      900561,
      'The endpoint only accepts POST requests.',
      context.clock(),
    );
  const grant = request.form.get('grant_type');
  if (grant === 'client_credentials') return grantToApp(request, context);
  if (grant === 'authorization_code') return context.redeemCode(request);
  if (grant === 'refresh_token') return context.renew(request);
  return oauthError(
    400,
    'unsupported_grant_type',
    70003,
    'The app requested an unsupported grant type.',
    context.clock(),
  );
};
