import type { api, Body, Reply, RouteName } from '@token-desk/contract/api';
import { id } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import { maxBodyBytes, type Route } from '@token-desk/contract/routes/route';
import * as z from 'zod/mini';
import { demandRight } from '../usecases/write/decide-in.ts';
import type { Authenticate, Caller } from './auth.ts';
import { isPlainText } from './plain-text.ts';
import { readJson } from './read-body.ts';
import type { ApiRequest } from './request.ts';

type Api = typeof api;
type Query<N extends RouteName> = Api[N] extends { query: infer Q extends z.ZodMiniType }
  ? z.infer<Q>
  : undefined;
type ParamName<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamName<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

/** What a route's handler is given: everything already parsed by the contract's schemas. */
export type Call<N extends RouteName> = {
  readonly caller: Caller;
  readonly params: Readonly<Record<ParamName<Api[N]['path']>, string>>;
  readonly query: Query<N>;
  readonly body: Body<N>;
};

/** Runs its work when the reply has left whole, and never when the caller went away before. */
export type OnSent = (work: () => void) => void;

/** One handler for each route of the contract, except the stream, which answers by itself. */
export type Handlers = {
  readonly [N in Exclude<RouteName, 'events'>]: (call: Call<N>, onSent: OnSent) => Promise<Reply<N>>;
};

export type AnyCall = {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
};

/** Access token, role, params, query, body: in this order, so that a stranger learns nothing about the rest. */
export async function parseCall(
  route: Route,
  request: ApiRequest,
  authenticate: Authenticate,
): Promise<AnyCall> {
  const caller = await authenticate(request.headers.authorization);
  demandRight(caller, route.right);
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    if (!id.safeParse(value).success) throw new ProblemError('bad-request', { where: name });
    params[name] = String(value);
  }
  return {
    caller,
    params,
    query: route.query === undefined ? undefined : parseQuery(route.query, request.query),
    body:
      route.body === undefined
        ? undefined
        : parsePart(route.body, await readJson(request.raw, route.bodyBytes ?? maxBodyBytes)),
  };
}

function parseQuery(schema: z.ZodMiniType, query: URLSearchParams): unknown {
  const names = [...query.keys()];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new ProblemError('bad-request', { where: 'query' });
  const odd = [...query].find(([name, value]) => !isPlainText(name) || !isPlainText(value));
  if (odd !== undefined) throw new ProblemError('bad-request', { where: 'query' });
  return parsePart(schema, Object.fromEntries(query));
}

function parsePart(schema: z.ZodMiniType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // The path of the first fault names our own fields; the value at it stays unsaid.
  const where = parsed.error.issues[0]?.path.map(String).join('.').slice(0, 100);
  throw new ProblemError('bad-request', { where: where === undefined || where === '' ? 'body' : where });
}

/** Only what the contract names leaves the server; a reply that does not fit is our own fault. */
export function parseReply(route: Route, reply: unknown): unknown {
  return z.parse(route.reply, reply);
}
