import { wireProblem } from '@token-desk/contract/desk/job';
import { isProblemCode, type Problem } from '@token-desk/contract/problem';
import * as z from 'zod/mini';

const maxReplyBytes = 64 * 1024;

/** A reply's text; null when it is longer than anything our server says. */
export async function readReply(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxReplyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const problemBody = z.object({ problem: wireProblem });

/** What our server says went wrong; null for a proxy's page or a code this version does not know. */
export function problemInReply(text: string | null): Problem | null {
  const { problem } = problemBody.safeParse(parseJson(text)).data ?? {};
  return problem !== undefined && isProblemCode(problem.code)
    ? { code: problem.code, detail: problem.detail }
    : null;
}

export function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null; // not our server; the caller's schema refuses it
  }
}
