import { setTimeout as delay } from 'node:timers/promises';
import { passesByWaiting } from '@token-desk/contract/graph-refusal';
import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';
import type { Clock } from '../ports.ts';
import { type AppToken, createAppToken } from './app-token.ts';

const requestTimeoutMs = 8_000;
/** All tries of one call together, waits included: a chat turn has 15 s. */
const callTimeoutMs = 12_000;
const tries = 3;
const maxPages = 20;
const maxReplyBytes = 1024 * 1024;

/** Graph's answer when it is neither success nor trouble on its side. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  readonly status: number;
  constructor(status: number) {
    super(`Graph answered ${status}`);
    this.status = status;
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
};

export function createGraphClient(graph: Config['graph'], clock: Clock): GraphClient {
  const token = createAppToken(graph, clock);

  const call = async (address: string, signal: AbortSignal | undefined): Promise<unknown> => {
    const deadline = AbortSignal.timeout(callTimeoutMs);
    const until = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    try {
      return await withTries(address, token, until);
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

  return {
    async get(path, schema, signal) {
      return parse(schema, await call(`${graph.url}${path}`, signal));
    },
    async firstPage(path, item, signal) {
      const page = z.object({ value: z.array(item) });
      const reply: z.infer<typeof page> = parse(page, await call(`${graph.url}${path}`, signal));
      return reply.value;
    },
    async list(path, item, signal) {
      const page = z.object({ value: z.array(item), '@odata.nextLink': z.optional(z.string()) });
      const items: z.infer<typeof item>[] = [];
      let address: string | undefined = `${graph.url}${path}`;
      for (let count = 0; address !== undefined && count < maxPages; count += 1) {
        // The link comes from outside and the access token goes with it: only to Graph itself.
        if (new URL(address).origin !== graph.url) throw new ProblemError('directory-unavailable');
        const reply: z.infer<typeof page> = parse(page, await call(address, signal));
        items.push(...reply.value);
        address = reply['@odata.nextLink'];
      }
      // Half an answer would be a wrong one: a method or a role on the next page counts too.
      if (address !== undefined) throw new ProblemError('directory-unavailable');
      return items;
    },
  };
}

async function withTries(address: string, token: AppToken, until: AbortSignal): Promise<unknown> {
  // Graph answers `$search` only to who accepts an index that lags a little.
  const consistency = address.includes('$search=') ? { consistencylevel: 'eventual' } : {};
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(address, {
      headers: {
        authorization: `Bearer ${await token.get(until)}`,
        accept: 'application/json',
        ...consistency,
      },
      redirect: 'error',
      signal: AbortSignal.any([until, AbortSignal.timeout(requestTimeoutMs)]),
    });
    if (response.ok) return await readReply(response);
    await response.body?.cancel();
    const isPassing = response.status === 401 || passesByWaiting(response.status);
    if (!isPassing && response.status >= 400) throw new GraphRefusal(response.status);
    if (response.status === 401 && attempt === tries) throw new GraphRefusal(response.status);
    if (!isPassing || attempt === tries) throw new Error(`Graph answered ${response.status}`);
    if (response.status === 401) token.forget();
    else await delay(waitMs(response.headers.get('retry-after'), attempt), undefined, { signal: until });
  }
}

async function readReply(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text.length > maxReplyBytes) throw new Error('Graph reply too large');
  return JSON.parse(text);
}

/** Retry-After in seconds (RFC 9110 §10.2.3), else 0.5 s doubling. */
function waitMs(retryAfter: string | null, attempt: number): number {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : 250 * 2 ** attempt;
}
