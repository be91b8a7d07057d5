import { type Body, type Reply, type RouteName, api as table } from '@token-desk/contract/api';
import { isProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { Route } from '@token-desk/contract/routes/route';
import { problemReply } from '@token-desk/contract/views';
import type * as z from 'zod/mini';
import { answerTimeoutMs } from '../answer-timeout.ts';
import { pauseOf } from '../pause.ts';

type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

type Query<N extends RouteName> = (typeof table)[N] extends { query: infer Q extends z.ZodMiniType }
  ? z.infer<Q>
  : undefined;

type Part<K extends string, T> = [T] extends [undefined] ? unknown : { readonly [P in K]: T };
type ParamsPart<N extends RouteName> = [ParamNames<(typeof table)[N]['path']>] extends [never]
  ? unknown
  : { readonly params: Record<ParamNames<(typeof table)[N]['path']>, string> };

export type CallOptions<N extends RouteName> = ParamsPart<N> &
  Part<'query', Query<N>> &
  Part<'body', Body<N>> & { readonly signal?: AbortSignal };

/** The server, as the contract's table says it. Every reply is parsed; every refusal is a `ProblemError`. */
export type Api = {
  call<N extends RouteName>(name: N, options: CallOptions<N>): Promise<Reply<N>>;
  /** The open stream of live events after `seq`; whoever reads it parses it. */
  openEvents(signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
};

type GetAccessToken = (options?: { readonly renew?: boolean }) => Promise<string>;
type Call = {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | undefined>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
};

const retryDelaysMs = [300, 1_200];

export function createApi(
  accessToken: GetAccessToken,
  fetchFn: typeof fetch = (...args) => fetch(...args),
): Api {
  const send = async (route: Route, call: Call, signal: AbortSignal, renew = false): Promise<Response> => {
    const token = await accessToken({ renew }).catch((cause: unknown) => {
      throw new ProblemError('sign-in-failed', undefined, { cause });
    });
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (route.body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetchFn(addressOf(route, call), {
      method: route.method,
      headers,
      signal,
      cache: 'no-store',
      ...(route.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    }).catch((cause: unknown) => {
      throw new ProblemError('no-answer', undefined, { cause });
    });
    // a call refused for its access token did nothing: once more with a fresh one is safe for any method
    return response.status === 401 && !renew ? send(route, call, signal, true) : response;
  };

  const once = async (route: Route, call: Call): Promise<unknown> => {
    const timeout = AbortSignal.timeout(answerTimeoutMs);
    const signal = call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]);
    const response = await send(route, call, signal);
    const text = await response.text().catch((cause: unknown) => {
      throw new ProblemError('no-answer', undefined, { cause }); // it broke off on the way
    });
    const json = jsonOf(text);
    if (!response.ok) throw problemOf(json, response.status);
    const parsed = route.reply.safeParse(json);
    if (!parsed.success) throw new ProblemError('unexpected', { id: 'reply' }, { cause: parsed.error });
    return parsed.data;
  };

  const call = async (name: RouteName, options: Call): Promise<unknown> => {
    const route: Route = table[name];
    for (const delayMs of route.method === 'GET' ? retryDelaysMs : []) {
      try {
        return await once(route, options);
      } catch (error) {
        if (options.signal?.aborted === true || !isPassing(error)) throw error;
        await pauseOf(delayMs, options.signal);
      }
    }
    return once(route, options);
  };

  return {
    call: call as Api['call'],
    async openEvents(signal) {
      const response = await send(table.events, {}, signal);
      if (!response.ok || response.body === null) throw new ProblemError('no-answer');
      return response.body;
    },
  };
}

function addressOf(route: Route, { params = {}, query = {} }: Call): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, value);
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Null where it is none: the status alone then says what happened. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function problemOf(json: unknown, status: number): ProblemError {
  const parsed = problemReply.safeParse(json);
  if (parsed.success && isProblemCode(parsed.data.problem.code))
    return new ProblemError(parsed.data.problem.code, parsed.data.problem.detail);
  return new ProblemError(status >= 500 ? 'no-answer' : 'unexpected', { id: String(status) });
}

function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'no-answer';
}
