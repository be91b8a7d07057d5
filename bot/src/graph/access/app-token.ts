import { directoryProblem } from '@token-desk/contract/entra/graph-refusal';
import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import type { Config } from '../../config.ts';
import type { Clock } from '../../ports.ts';
import { rejectOn } from '../../reject-on.ts';
import { readCertificate } from './certificate.ts';
import { askByIdentity, type Grant } from './msal-grant.ts';

const timeoutMs = 10_000;
/** Renewed this long before it ends, so that no request carries one that expires on the way. */
const renewBeforeMs = 5 * 60_000;
const tokenReply = z.object({ access_token: z.string(), expires_in: z.number() });

export type AppToken = {
  get(signal?: AbortSignal): Promise<string>;
  /** Graph refused it: the next `get` asks for a new one. */
  forget(): void;
};

/** The bot's own access token for Graph, cached. */
export function createAppToken({ credential, ...graph }: Config['graph'], clock: Clock): AppToken {
  // What is wrong with the file is said at the start, not at the first question.
  if (credential.kind === 'certificate') readCertificate(credential.file);
  let cached: { value: string; renewAt: number } | null = null;
  let asking: Promise<string> | null = null;

  const ask = async (): Promise<string> => {
    const { accessToken, lifetimeMs } = await grantFor(graph, credential);
    cached = {
      value: accessToken,
      renewAt: clock.now() + Math.max(lifetimeMs - renewBeforeMs, lifetimeMs / 2),
    };
    return accessToken;
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

async function grantFor(
  graph: Omit<Config['graph'], 'credential'>,
  credential: Config['graph']['credential'],
): Promise<Grant> {
  if (credential.kind === 'secret') return askBySecret(graph, credential.secret);
  // MSAL ends a question itself only where it reads.
  return Promise.race([askByIdentity(graph, credential), rejectOn(AbortSignal.timeout(timeoutMs))]);
}

/** OAuth 2.0 client credentials (RFC 6749 §4.4). */
async function askBySecret(
  { clientId, scope, tokenUrl }: Omit<Config['graph'], 'credential'>,
  secret: string,
): Promise<Grant> {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      scope,
    }),
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
  return { accessToken: reply.access_token, lifetimeMs: reply.expires_in * 1000 };
}
