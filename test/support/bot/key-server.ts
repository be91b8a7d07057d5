import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export type KeyServer = {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** An access token of a person with these roles; `claims` replaces or (undefined) removes single ones. */
  accessToken(asked?: {
    roles?: readonly string[];
    claims?: Readonly<Record<string, unknown>>;
    lifetimeSeconds?: number;
  }): Promise<string>;
  /** The same claims under the same key id, signed by a key this server never published. */
  forgedToken(): Promise<string>;
  /** Not signed at all (alg none). */
  unsignedToken(): string;
  /** Signed with the public key as if it were an HMAC secret (alg HS256). */
  confusedToken(): Promise<string>;
  close(): Promise<void>;
};

/** A local issuer of Entra-like access tokens, with its published keys. */
export async function startKeyServer(): Promise<KeyServer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const stranger = await generateKeyPair('RS256');
  const kid = 'key-1';
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' };
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tenantId = '11111111-2222-4333-8444-555555555555';
  const clientId = 'tab-client';
  const issuer = `${origin}/${tenantId}/v2.0`;

  const claimsOf = (roles: readonly string[], lifetimeSeconds: number): JWTPayload => {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: issuer,
      aud: clientId,
      tid: tenantId,
      oid: 'aaaaaaaa-0000-4000-8000-000000000001',
      name: 'Tom Weber',
      preferred_username: 'tom.weber@contoso.example',
      scp: 'access_as_user',
      iat: now,
      exp: now + lifetimeSeconds,
      roles: [...roles],
    };
  };
  const sign = (claims: JWTPayload, key: CryptoKey | Uint8Array, alg: string) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(key);
  const everyRole = ['Technician', 'Approver', 'Auditor', 'Administrator'];

  return {
    issuer,
    jwksUrl: `${origin}/keys`,
    tenantId,
    clientId,
    accessToken: ({ roles = everyRole, claims = {}, lifetimeSeconds = 600 } = {}) =>
      // JSON drops what is undefined: that is how a claim is left out.
      sign(
        JSON.parse(JSON.stringify({ ...claimsOf(roles, lifetimeSeconds), ...claims })),
        privateKey,
        'RS256',
      ),
    forgedToken: () => sign(claimsOf(everyRole, 600), stranger.privateKey, 'RS256'),
    unsignedToken: () => {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none', typ: 'JWT' })}.${part(claimsOf(everyRole, 600))}.`;
    },
    confusedToken: () =>
      sign(claimsOf(everyRole, 600), new TextEncoder().encode(JSON.stringify(jwk)), 'HS256'),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
