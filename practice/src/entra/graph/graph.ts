import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { JWTPayload } from 'jose';
import * as z from 'zod/mini';
import { type Incoming, json, jsonOrUndefined, type Reply } from '../http.ts';
import { graphAudience, type TokenSigner } from '../tokens/access-tokens.ts';
import { noteChange } from './directory-log.ts';
import { badRequest, GraphError, graphError, unknownSegment } from './graph-error.ts';
import { graphRoutes } from './graph-routes.ts';
import { type Caller, denied, type GraphTenant } from './route.ts';

export type GraphContext = GraphTenant & {
  readonly signer: TokenSigner;
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

/** An access token of the application lists roles, one of a person scopes; it is never both. */
const callerOf = (claims: JWTPayload): Caller => {
  const { roles, scp, oid } = claims;
  return typeof scp === 'string'
    ? { personId: String(oid), granted: scp.split(' ') }
    : { personId: null, granted: Array.isArray(roles) ? roles.map(String) : [] };
};

const dispatch = (
  request: Incoming,
  context: GraphContext,
  at: { readonly version: string; readonly path: string; readonly caller: Caller },
): Reply => {
  const { version, path, caller } = at;
  const retryAfterSeconds = context.takeThrottle();
  if (retryAfterSeconds !== null)
    throw new GraphError(429, 'TooManyRequests', 'Too many requests.', {
      'retry-after': String(retryAfterSeconds),
    });
  const samePath = graphRoutes.filter(
    (route) => route.path.test(path) && (version === 'beta' || !route.isBeta),
  );
  const route = samePath.find((known) => known.method === request.method);
  if (samePath.length === 0) throw unknownSegment(path.split('/').at(-1) ?? '');
  if (!route)
    throw new GraphError(
      405,
      'Request_BadRequest',
      'Specified HTTP method is not allowed for the request target.',
    );
  if (!route.permissions.some((permission) => caller.granted.includes(permission))) throw denied();
  const params = (route.path.exec(path) ?? []).slice(1).map(decode);
  const reply = route.answer({ request, context, version, params, caller });
  if (reply.status < 300) noteChange({ request, context, params, caller }, path);
  return reply;
};

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw Object.assign(badRequest('The URL is not well formed.'), { cause });
  }
};

/** Graph's own limit for one batch. */
const maxBatch = 20;
const batchBody = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      url: z.string(),
      headers: z.optional(z.record(z.string(), z.string())),
      body: z.optional(z.unknown()),
    }),
  ),
});

/** Each of the batch is answered as if it had come alone: throttled, refused or served by itself. */
const answerBatch = (
  request: Incoming,
  context: GraphContext,
  at: { readonly version: string; readonly caller: Caller },
): Reply => {
  const parsed = batchBody.safeParse(jsonOrUndefined(request.body));
  if (request.method !== 'POST' || !parsed.success) throw badRequest('Invalid batch payload format.');
  const { requests } = parsed.data;
  if (requests.length > maxBatch)
    throw badRequest(`The number of requests in the batch exceeds the maximum of ${maxBatch}.`);
  if (new Set(requests.map(({ id }) => id)).size < requests.length)
    throw badRequest('Each request of a batch needs an id of its own.');
  const responses = requests.map(({ id, method, url, headers, body }) => {
    const target = new URL(`/${at.version}${url.startsWith('/') ? '' : '/'}${url}`, context.origin);
    const inner: Incoming = {
      ...request,
      method,
      url: target,
      headers: { ...request.headers, ...headers, 'content-type': 'application/json' },
      body: body === undefined ? '' : JSON.stringify(body),
    };
    const path = target.pathname.replace(/^\/(v1\.0|beta)/, '');
    const reply = refusing(context, () => dispatch(inner, context, { ...at, path }));
    return {
      id,
      status: reply.status,
      headers: reply.headers ?? {},
      ...(reply.body === undefined ? {} : { body: jsonOrUndefined(reply.body) }),
    };
  });
  return json(200, { responses });
};

const refusing = (context: GraphContext, answer: () => Reply): Reply => {
  try {
    const reply = answer();
    return { ...reply, headers: { 'request-id': randomUUID(), ...reply.headers } };
  } catch (error) {
    if (error instanceof GraphError) return graphError(error, context.clock());
    throw error;
  }
};

/** Microsoft Graph, the part in use here; null if the path is not Graph's. */
export const answerGraph = async (incoming: Incoming, context: GraphContext): Promise<Reply | null> => {
  const request = { ...incoming, url: asAsked(incoming) };
  const match = /^\/(v1\.0|beta)(\/.*)$/.exec(request.url.pathname);
  if (!match) return null;
  const [, version = '', path = ''] = match;
  const { slowMs, isDown } = context.store.settings;
  if (slowMs > 0) await delay(slowMs);
  try {
    if (isDown) throw new GraphError(503, 'serviceNotAvailable', 'The service is temporarily unavailable.');
    const caller = callerOf(await authenticate(request, context.signer));
    return refusing(context, () =>
      path === '/$batch'
        ? answerBatch(request, context, { version, caller })
        : dispatch(request, context, { version, path, caller }),
    );
  } catch (error) {
    if (error instanceof GraphError) return graphError(error, context.clock());
    throw error;
  }
};

/** Under the address it was asked at, which a wire in between has of its own: the next page is asked for there too. */
const asAsked = ({ url, headers }: Incoming): URL => {
  const asked = `${url.protocol}//${headers.host}${url.pathname}${url.search}`;
  return URL.canParse(asked) ? new URL(asked) : url;
};
