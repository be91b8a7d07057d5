import {
  challengeReply,
  pairingStatement,
  pairReply,
  parsePairingCode,
} from '@token-desk/contract/desk/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import type * as z from 'zod/mini';
import { isLoopbackUrl } from '../config.ts';
import { Journal } from '../journal/journal.ts';
import { countUnsent, putAside } from '../journal/unsent-records.ts';
import { createKeys } from '../keys/identity.ts';
import type { KeyKeeper } from '../keys/key-keeper.ts';
import { deskFiles, type Pairing, savePairing } from '../keys/pairing-file.ts';
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
  /** Pair although the server lacks records of this desk; they are put aside. */
  readonly leavesUnsent?: boolean;
};

/** `unsentIn`: the file with the records that no server has, or with a journal that could not be read. */
type Paired = Pairing & { readonly identityKey: string; readonly unsentIn: string | null };

/**
 * New keys, a new journal and a place at the server. What was there before is replaced only once the server agreed.
 * Throws `desk-records-unsent`: the old keys' records can be sent by the old pairing only.
 */
export async function pairDesk(options: PairOptions): Promise<Paired> {
  const server = parseServer(options.server);
  const files = deskFiles(options.dataFolder);
  const keys = createKeys();
  const code = parseCode(options.code);
  const unsent = countUnsent(files.journal);
  if (unsent !== null && unsent > 0 && options.leavesUnsent !== true)
    throw new ProblemError('desk-records-unsent', { count: unsent });
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
  const unsentIn = unsent === 0 ? null : putAside(files.journal, Date.now());
  const { journalId } = Journal.create(files.journal);
  const pairing: Pairing = { v: 1, server: server.origin, ...reply, journalId, pairedAt: Date.now() };
  savePairing(options.dataFolder, pairing);
  return { ...pairing, identityKey: keys.identity.publicKey, unsentIn };
}

/** A code cut short costs no try of it. */
function parseCode(typed: string): string {
  const parsed = parsePairingCode(typed);
  if (parsed !== null) return parsed.code;
  throw new ProblemError('bad-usage', {
    reason: 'a pairing code has three groups of four, with A to Z and 2 to 7: XXXX-XXXX-XXXX',
  });
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
