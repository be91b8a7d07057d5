import type { Person, Role } from '@token-desk/contract/ids';
import { roles as allRoles, person } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';

/** Who calls, as their access token says. */
export type Caller = {
  readonly person: Person;
  readonly roles: readonly Role[];
  /** When the access token stops being valid. */
  readonly expiresAt: number;
};

export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** The scope the tab asks for; an app-only access token has none and is refused. */
const scope = 'access_as_user';
const keyTimeoutMs = 5_000;
const clockToleranceSeconds = 60;
const maxTokenLength = 16 * 1024;

const claims = z.object({
  oid: z.string(),
  tid: z.string(),
  exp: z.number(),
  scp: z.string(),
  name: z.optional(z.string()),
  preferred_username: z.optional(z.string()),
  upn: z.optional(z.string()),
  roles: z.optional(z.array(z.string())),
});

/** Anything else that goes wrong while verifying (key server down) is not the caller's fault. */
const refusals = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

/**
 * Validates Entra access tokens v2: RS256 by the tenant's published keys, issuer, audience, tenant, expiry,
 * delegated scope. Rejects with `not-signed-in`, `access-token-refused` or `directory-unavailable`.
 */
export function createAuthenticate(config: Pick<Config, 'accessTokens' | 'tenantId'>): Authenticate {
  const { issuer, jwksUrl, audiences } = config.accessTokens;
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: keyTimeoutMs });

  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization ?? '')?.[1];
    if (authorization === undefined || authorization === '') throw new ProblemError('not-signed-in');
    if (token === undefined || token.length > maxTokenLength) throw new ProblemError('access-token-refused');

    const payload = await jwtVerify(token, keys, {
      issuer,
      audience: [...audiences],
      algorithms: ['RS256'],
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['oid', 'tid', 'exp', 'scp'],
    }).then(
      (verified) => verified.payload,
      (cause: unknown) => {
        const refused = refusals.some((kind) => cause instanceof kind);
        throw new ProblemError(refused ? 'access-token-refused' : 'directory-unavailable', undefined, {
          cause,
        });
      },
    );
    return callerOf(payload, config.tenantId);
  };
}

function callerOf(payload: unknown, tenantId: string): Caller {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new ProblemError('access-token-refused');
  const { oid, tid, exp, scp, name, preferred_username, upn, roles = [] } = parsed.data;
  if (tid.toLowerCase() !== tenantId.toLowerCase()) throw new ProblemError('access-token-refused');
  if (!scp.split(' ').includes(scope)) throw new ProblemError('access-token-refused');
  const account = upn ?? preferred_username ?? '';
  const who = person.safeParse({ id: oid, name: name ?? account, upn: account });
  if (!who.success) throw new ProblemError('access-token-refused');
  return {
    person: who.data,
    roles: allRoles.filter((known) => roles.includes(known)),
    expiresAt: exp * 1000,
  };
}
