import { challengeReply, pairingStatement, pairReply } from '@token-desk/contract/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import type * as z from 'zod/mini';
import { createKeys } from './identity.ts';
import { Journal } from './journal.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { isLoopbackUrl } from './loopback.ts';
import { deskFiles, type Pairing, savePairing } from './pairing-file.ts';
import { parseJson, problemInReply, readReply } from './server-reply.ts';

const requestTimeoutMs = 10_000;

export type PairOptions = {
  /** The server's address; https, except on loopback. */
  readonly server: string;
  readonly code: string;
  readonly hostName: string;
  readonly version: string;
  readonly practice: boolean;
  readonly dataFolder: string;
  /** Where the private keys go; null: into a file of the data folder. */
  readonly keeper?: KeyKeeper | null;
};

/** New keys, a new journal and a place at the server. What was there before is replaced only once the server agreed. */
export async function pairDesk(options: PairOptions): Promise<Pairing & { readonly identityKey: string }> {
  const server = parseServer(options.server);
  const files = deskFiles(options.dataFolder);
  const keys = createKeys();
  const code = normalizeCode(options.code);
  const statement = pairingStatement({
    code,
    identityKey: keys.identity.publicKey,
    linkKey: keys.link.publicKey,
  });
  const reply = await callServer(new URL('/api/burner/pair', server), pairReply, {
    code,
    hostName: options.hostName.slice(0, 100),
    version: options.version,
    practice: options.practice,
    identityKey: keys.identity.publicKey,
    linkKey: keys.link.publicKey,
    identityProof: keys.identity.sign(statement),
    linkProof: keys.link.sign(statement),
  });
  await keys.save(files.keys, options.keeper ?? null);
  const { journalId } = Journal.create(files.journal);
  const pairing: Pairing = { v: 1, server: server.origin, ...reply, journalId, pairedAt: Date.now() };
  savePairing(options.dataFolder, pairing);
  return { ...pairing, identityKey: keys.identity.publicKey };
}

/** People type the code in any case, with or without its dash. */
function normalizeCode(text: string): string {
  const bare = text.toUpperCase().replaceAll(/[^A-Z2-7]/g, '');
  return `${bare.slice(0, 4)}-${bare.slice(4)}`;
}

function parseServer(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackUrl(url));
  if (url === null || !isSafe)
    throw new ProblemError('bad-usage', { reason: 'the server’s address must begin with https://' });
  // What came after it would be dropped in silence, and a desk's link is signed for the host alone.
  if (url.href !== `${url.origin}/`)
    throw new ProblemError('bad-usage', {
      reason: `the server’s address has no path and nothing else after the host: ${url.origin}`,
    });
  return url;
}

export async function getNonce(server: string): Promise<string> {
  return (await callServer(new URL('/api/burner/challenge', server), challengeReply)).nonce;
}

async function callServer<S extends z.ZodMiniType>(url: URL, schema: S, body?: unknown): Promise<z.infer<S>> {
  let reply: Response;
  let text: string | null;
  try {
    reply = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      signal: AbortSignal.timeout(requestTimeoutMs),
      redirect: 'error',
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    text = reply.body === null ? null : await readReply(reply.body);
  } catch (cause) {
    throw new ProblemError('desk-server-unreachable', { server: url.origin }, { cause });
  }
  if (!reply.ok) {
    const problem = problemInReply(text);
    if (problem !== null) throw new ProblemError(problem.code, problem.detail);
    throw new ProblemError('desk-server-unreachable', { server: url.origin });
  }
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw new ProblemError('desk-server-unreachable', { server: url.origin });
  return parsed.data as z.infer<S>;
}
