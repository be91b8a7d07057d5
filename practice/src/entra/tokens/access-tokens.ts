import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { type PracticePerson, practiceTenant } from '../../people.ts';

export const graphAudience = 'https://graph.microsoft.com';
export const lifetimeSeconds = 3599;

export type TokenSigner = {
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] };
  sign(claims: JWTPayload, lifetimeSeconds: number): Promise<string>;
  /** Rejects on a wrong signature, issuer or age; the audience is left to the caller. */
  verify(accessToken: string): Promise<JWTPayload>;
};

/** A fresh RS256 key per start, as a real issuer's keys also roll. */
export const createTokenSigner = async (issuer: string, clock: () => number): Promise<TokenSigner> => {
  const { publicKey, privateKey }: { publicKey: CryptoKey; privateKey: CryptoKey } =
    await generateKeyPair('RS256');
  const kid = randomUUID();
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
  return {
    jwks: { keys: [jwk] },
    sign: (claims, lifetimeSeconds) => {
      const now = Math.floor(clock() / 1000);
      const times = { iat: now, nbf: now, exp: now + lifetimeSeconds };
      return new SignJWT({ iss: issuer, tid: practiceTenant.id, ver: '2.0', ...times, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .sign(privateKey);
    },
    verify: async (accessToken) => {
      const options = { issuer, algorithms: ['RS256'], currentDate: new Date(clock()) };
      return (await jwtVerify(accessToken, publicKey, options)).payload;
    },
  };
};

/** The claims Teams single sign-on gives the tab for this person. */
export const tabClaims = (person: PracticePerson, clientId: string): JWTPayload => ({
  aud: clientId,
  sub: `pairwise-${person.id}`,
  oid: person.id,
  name: person.name,
  preferred_username: person.upn,
  scp: 'access_as_user',
  azp: clientId,
  azpacr: '0',
  ...(person.roles.length > 0 ? { roles: [...person.roles] } : {}),
});

/** The claims of an access token to Graph that a person got through the application. */
export const graphClaims = (
  person: PracticePerson,
  clientId: string,
  scopes: readonly string[],
): JWTPayload => ({
  aud: graphAudience,
  sub: `pairwise-graph-${person.id}`,
  oid: person.id,
  name: person.name,
  upn: person.upn,
  idtyp: 'user',
  appid: clientId,
  scp: scopes.join(' '),
});
