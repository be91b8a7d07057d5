import type { JWTPayload } from 'jose';
import type { Incoming, Reply } from '../http.ts';
import { graphAudience, type TokenSigner } from '../tokens/access-tokens.ts';
import { badRequest, GraphError, graphError, unknownSegment } from './graph-error.ts';
import { type GraphTenant, graphRoutes } from './graph-routes.ts';

export type GraphContext = GraphTenant & {
  readonly signer: TokenSigner;
  readonly clock: () => number;
  /** Seconds for `Retry-After` if this call is to be throttled, else null. */
  readonly takeThrottle: () => number | null;
};

const authenticate = async (request: Incoming, signer: TokenSigner): Promise<JWTPayload> => {
  const accessToken = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const refuse = (message: string) =>
    new GraphError(401, 'InvalidAuthenticationToken', message, {
      'www-authenticate': 'Bearer realm="", error="invalid_token"',
    });
  if (!request.headers.authorization) throw refuse('Access token is empty.');
  if (accessToken === undefined) throw refuse('IDX14100: JWT is not well formed.');
  const claims = await signer.verify(accessToken).catch((error: unknown) => {
    const isOld = error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED';
    throw refuse(
      isOld ? 'Lifetime validation failed, the token is expired.' : 'Access token validation failure.',
    );
  });
  if (claims.aud !== graphAudience) throw refuse('Access token validation failure. Invalid audience.');
  return claims;
};

const grantedTo = (claims: JWTPayload): readonly string[] => {
  const { roles, scp } = claims;
  return [
    ...(Array.isArray(roles) ? roles.map(String) : []),
    ...(typeof scp === 'string' ? scp.split(' ') : []),
  ];
};

const dispatch = async (
  request: Incoming,
  context: GraphContext,
  version: string,
  path: string,
): Promise<Reply> => {
  const granted = grantedTo(await authenticate(request, context.signer));
  const retryAfterSeconds = context.takeThrottle();
  if (retryAfterSeconds !== null)
    throw new GraphError(429, 'TooManyRequests', 'Too many requests.', {
      'retry-after': String(retryAfterSeconds),
    });
  const samePath = graphRoutes.filter((route) => route.path.test(path));
  const route = samePath.find((known) => known.method === request.method);
  if (samePath.length === 0) throw unknownSegment(path.split('/').at(-1) ?? '');
  if (!route)
    throw new GraphError(
      405,
      'Request_BadRequest',
      'Specified HTTP method is not allowed for the request target.',
    );
  if (!route.permissions.some((permission) => granted.includes(permission))) {
    throw new GraphError(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  }
  const params = (route.path.exec(path) ?? []).slice(1).map(decode);
  return route.answer({ request, context, version, params });
};

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw Object.assign(badRequest('The URL is not well formed.'), { cause });
  }
};

/** Microsoft Graph, the part in use here; null if the path is not Graph's. */
export const answerGraph = async (request: Incoming, context: GraphContext): Promise<Reply | null> => {
  const match = /^\/(v1\.0|beta)(\/.*)$/.exec(request.url.pathname);
  if (!match) return null;
  try {
    return await dispatch(request, context, match[1] ?? '', match[2] ?? '');
  } catch (error) {
    if (error instanceof GraphError) return graphError(error, context.clock());
    throw error;
  }
};
