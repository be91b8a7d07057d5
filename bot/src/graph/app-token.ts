import { directoryProblem } from '@token-desk/contract/graph-refusal';
import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import type { Config } from '../config.ts';
import type { Clock } from '../ports.ts';

const timeoutMs = 10_000;
/** Renewed this long before it ends, so that no request carries one that expires on the way. */
const renewBeforeMs = 5 * 60_000;
const tokenReply = z.object({ access_token: z.string(), expires_in: z.number() });

export type AppToken = {
  get(signal?: AbortSignal): Promise<string>;
  /** Graph refused it: the next `get` asks for a new one. */
  forget(): void;
};

/** The bot's own access token for Graph (OAuth 2.0 client credentials, RFC 6749 §4.4), cached. */
export function createAppToken(graph: Config['graph'], clock: Clock): AppToken {
  let cached: { value: string; renewAt: number } | null = null;
  let asking: Promise<string> | null = null;

  const ask = async (): Promise<string> => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: graph.clientId,
      client_secret: graph.clientSecret,
      scope: graph.scope,
    });
    const response = await fetch(graph.tokenUrl, {
      method: 'POST',
      body: form,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new ProblemError(directoryProblem(response.status), undefined, {
        cause: new Error(`token endpoint answered ${response.status}`),
      });
    }
    const reply = tokenReply.parse(await response.json());
    const lifetimeMs = reply.expires_in * 1000;
    cached = {
      value: reply.access_token,
      renewAt: clock.now() + Math.max(lifetimeMs - renewBeforeMs, lifetimeMs / 2),
    };
    return cached.value;
  };

  return {
    async get(signal) {
      signal?.throwIfAborted();
      if (cached !== null && clock.now() < cached.renewAt) return cached.value;
      // Callers share one question; its own timeout ends it, not a caller who went away.
      asking ??= ask()
        .catch((cause: unknown) => {
          throw cause instanceof ProblemError
            ? cause
            : new ProblemError('directory-unavailable', undefined, { cause });
        })
        .finally(() => {
          asking = null;
        });
      return await asking;
    },
    forget() {
      cached = null;
    },
  };
}
