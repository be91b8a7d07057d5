import { setTimeout as delay } from 'node:timers/promises';
import { passesByWaiting } from '@token-desk/contract/entra/graph-refusal';
import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import type { Config } from '../../config.ts';
import type { Clock } from '../../ports.ts';
import { type AppToken, createAppToken } from './app-token.ts';

const requestTimeoutMs = 8_000;
/** All tries of one call together, waits included: a chat turn has 15 s. */
const callTimeoutMs = 12_000;
const tries = 3;
const maxPages = 20;
const maxReplyBytes = 1024 * 1024;
/** A directory of a hundred thousand, a hundred to a page. */
const maxLongPages = 1_000;
const maxLongReplyBytes = 8 * 1024 * 1024;
/** One page of a long list, waits included: reports are answered five times in ten seconds, then 429. */
const longPageTimeoutMs = 180_000;
const throttledTries = 12;
const slowRequestTimeoutMs = 60_000;
/** Graph's own limit for one batch. */
const batchSize = 20;
/** All tries of one batch together: some single answers of it may be throttled. */
const batchTimeoutMs = 60_000;

/** A thing of which only its id is wanted. */
export const withId = z.object({ id: z.string() });

/** A page of such things; with a link, there are more. */
export const pageOfIds = z.object({ value: z.array(withId), '@odata.nextLink': z.optional(z.string()) });

/** A single answer of a batch: what was asked for, or the refusal. */
export type Batched<T> = T | GraphRefusal;

/** For whoever can do nothing without it: a refusal is thrown. */
export function given<T>(answer: Batched<T>): T {
  if (answer instanceof GraphRefusal) throw answer;
  return answer;
}

/** Graph's answer when it is neither success nor trouble on its side. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  readonly status: number;
  /** Microsoft's name of the refusal; empty where it gave none. */
  readonly code: string;
  constructor(status: number, code = '') {
    super(`Graph answered ${status}`);
    this.status = status;
    this.code = code;
  }
}

/**
 * The few reads this product does. Rejects with `directory-unavailable` when Graph does not answer or answers
 * nonsense, with `GraphRefusal` for what waiting does not mend. Bodies are never logged.
 */
export type GraphClient = {
  get<S extends z.ZodMiniType>(path: string, schema: S, signal?: AbortSignal): Promise<z.infer<S>>;
  /** One page of a collection. */
  firstPage<S extends z.ZodMiniType>(path: string, item: S, signal?: AbortSignal): Promise<z.infer<S>[]>;
  /** Every item of a paged collection, at most 20 pages. */
  list<S extends z.ZodMiniType>(path: string, item: S, signal?: AbortSignal): Promise<z.infer<S>[]>;
  /**
   * Every item of a collection of any length, for whoever can wait for minutes: throttled, it goes on when Graph says so.
   * `onCount` hears after each page how many there are so far.
   */
  longList<S extends z.ZodMiniType>(
    path: string,
    item: S,
    options: { readonly signal: AbortSignal; readonly onCount?: (count: number) => void },
  ): Promise<z.infer<S>[]>;
  /**
   * Many reads of one version (`v1.0` or `beta`) by `$batch`, twenty a call, answered in their order. `paths` are
   * without the version. One that is throttled is asked again after its Retry-After, one that is refused is refused alone.
   */
  batch<S extends z.ZodMiniType>(
    version: 'v1.0' | 'beta',
    paths: readonly string[],
    schema: S,
    signal?: AbortSignal,
  ): Promise<Batched<z.infer<S>>[]>;
};

export function createGraphClient(graph: Config['graph'], clock: Clock): GraphClient {
  const token = createAppToken(graph, clock);

  const call = async (
    address: string,
    signal: AbortSignal | undefined,
    { timeoutMs = callTimeoutMs, ...question }: Partial<Question> & { readonly timeoutMs?: number } = {},
  ): Promise<unknown> => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const until = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    try {
      return await withTries({ address, ...question }, token, until);
    } catch (cause) {
      if (cause instanceof GraphRefusal || cause instanceof ProblemError) throw cause;
      throw new ProblemError('directory-unavailable', undefined, { cause });
    }
  };

  const parse = <S extends z.ZodMiniType>(schema: S, value: unknown): z.infer<S> => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new ProblemError('directory-unavailable', undefined, {
      cause: new Error(`unexpected reply at ${where}`),
    });
  };

  /** From page to page by the links that Graph gives. */
  const follow = async <S extends z.ZodMiniType>(
    path: string,
    item: S,
    each: {
      readonly maxPages: number;
      readonly ask: (address: string) => Promise<unknown>;
      readonly onCount?: ((count: number) => void) | undefined;
    },
  ): Promise<z.infer<S>[]> => {
    const page = z.object({ value: z.array(item), '@odata.nextLink': z.optional(z.string()) });
    const items: z.infer<S>[] = [];
    let address: string | undefined = `${graph.url}${path}`;
    for (let count = 0; address !== undefined && count < each.maxPages; count += 1) {
      // The link comes from outside and the access token goes with it: only to Graph itself.
      if (new URL(address).origin !== graph.url) throw new ProblemError('directory-unavailable');
      const reply: z.infer<typeof page> = parse(page, await each.ask(address));
      items.push(...(reply.value as z.infer<S>[]));
      each.onCount?.(items.length);
      address = reply['@odata.nextLink'];
    }
    // Half an answer would be a wrong one: a method or a role on the next page counts too.
    if (address !== undefined) throw new ProblemError('directory-unavailable');
    return items;
  };

  return {
    async get(path, schema, signal) {
      return parse(schema, await call(`${graph.url}${path}`, signal));
    },
    async firstPage(path, item, signal) {
      const page = z.object({ value: z.array(item) });
      const reply: z.infer<typeof page> = parse(page, await call(`${graph.url}${path}`, signal));
      return reply.value;
    },
    list: (path, item, signal) => follow(path, item, { maxPages, ask: (address) => call(address, signal) }),
    longList: (path, item, { signal, onCount }) =>
      follow(path, item, {
        maxPages: maxLongPages,
        ask: (address) => call(address, signal, { timeoutMs: longPageTimeoutMs, isLong: true }),
        onCount,
      }),
    async batch(version, paths, schema, signal) {
      const found = new Map<string, Batched<z.infer<typeof schema>>>();
      let open = [...new Set(paths)];
      for (let attempt = 1; open.length > 0; attempt += 1) {
        const later: string[] = [];
        let pauseMs = 0;
        for (let from = 0; from < open.length; from += batchSize) {
          const part = open.slice(from, from + batchSize);
          const requests = part.map((url, index) => ({ id: String(index), method: 'GET', url }));
          const reply = parse(
            batchReply,
            await call(`${graph.url}/${version}/$batch`, signal, {
              body: JSON.stringify({ requests }),
              timeoutMs: batchTimeoutMs,
            }),
          );
          const byId = new Map(reply.responses.map((answer) => [answer.id, answer]));
          for (const [index, path] of part.entries()) {
            const answer = byId.get(String(index));
            if (answer === undefined) throw new ProblemError('directory-unavailable');
            if (answer.status < 400) found.set(path, parse(schema, answer.body));
            else if (!passesByWaiting(answer.status))
              found.set(path, new GraphRefusal(answer.status, codeIn(answer.body)));
            else {
              later.push(path);
              pauseMs = Math.max(pauseMs, waitMs(answer.headers?.['retry-after'] ?? null, attempt));
            }
          }
        }
        if (later.length > 0 && attempt === batchTries) throw new ProblemError('directory-unavailable');
        open = later;
        if (later.length > 0) await pause(pauseMs, signal);
      }
      return paths.map((path) => found.get(path) as Batched<z.infer<typeof schema>>);
    },
  };
}

const batchTries = 5;
/** No single answer is waited for longer than the whole batch may take. */
const maxPauseMs = 30_000;
const batchReply = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.int(),
      headers: z.optional(z.record(z.string(), z.string())),
      body: z.optional(z.unknown()),
    }),
  ),
});

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(Math.min(ms, maxPauseMs), undefined, signal === undefined ? {} : { signal });
  } catch (cause) {
    throw new ProblemError('directory-unavailable', undefined, { cause });
  }
}

type Question = {
  readonly address: string;
  readonly body?: string;
  /** Of a long list: large pages, and throttling is waited for. */
  readonly isLong?: boolean;
};

async function withTries(
  { address, body, isLong = false }: Question,
  token: AppToken,
  until: AbortSignal,
): Promise<unknown> {
  // Graph answers `$search` only to who accepts an index that lags a little.
  const consistency = address.includes('$search=') ? { consistencylevel: 'eventual' } : {};
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(address, {
      ...(body === undefined ? {} : { method: 'POST', body }),
      headers: {
        authorization: `Bearer ${await token.get(until)}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...consistency,
      },
      redirect: 'error',
      signal: AbortSignal.any([until, AbortSignal.timeout(isLong ? slowRequestTimeoutMs : requestTimeoutMs)]),
    });
    if (response.ok) return await readReply(response, isLong ? maxLongReplyBytes : maxReplyBytes);
    const isPassing = response.status === 401 || passesByWaiting(response.status);
    if (!isPassing && response.status >= 400) throw await refusalOf(response);
    await response.body?.cancel();
    if (response.status === 401 && attempt >= tries) throw new GraphRefusal(response.status);
    const most = isLong && response.status === 429 ? throttledTries : tries;
    if (!isPassing || attempt >= most) throw new Error(`Graph answered ${response.status}`);
    if (response.status === 401) token.forget();
    else await delay(waitMs(response.headers.get('retry-after'), attempt), undefined, { signal: until });
  }
}

const refusal = z.object({ error: z.object({ code: z.string().check(z.maxLength(200)) }) });
const codeIn = (body: unknown): string => {
  const parsed = refusal.safeParse(body);
  return parsed.success ? parsed.data.error.code : '';
};

async function refusalOf(response: Response): Promise<GraphRefusal> {
  // The status alone has to do where the body is no JSON or breaks off.
  const body = await readReply(response, maxReplyBytes).catch(() => null);
  return new GraphRefusal(response.status, codeIn(body));
}

async function readReply(response: Response, maxBytes: number): Promise<unknown> {
  const text = await response.text();
  if (text.length > maxBytes) throw new Error('Graph reply too large');
  return JSON.parse(text);
}

/** Retry-After in seconds (RFC 9110 §10.2.3), else 0.5 s doubling. */
function waitMs(retryAfter: string | null, attempt: number): number {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 250 * 2 ** attempt;
}
