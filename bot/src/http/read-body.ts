import type { IncomingMessage } from 'node:http';
import { ProblemError } from '@token-desk/contract/problem';
import { hasPlainTexts } from './plain-text.ts';

const bodyTimeoutMs = 10_000;

/** Reads a JSON body of at most `maxBytes`; throws `too-large` or `bad-request` without quoting any of it. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  // Anything but JSON would let a foreign page post here without a preflight.
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new ProblemError('bad-request', { where: 'content-type' });
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new ProblemError('too-large');
  const bytes = await readBytes(request, maxBytes);
  const value = parseJson(bytes);
  if (!hasPlainTexts(value)) throw new ProblemError('bad-request', { where: 'body' });
  return value;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's message quotes what it read: it is dropped on purpose.
    throw new ProblemError('bad-request', { where: 'body' });
  }
}

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  return await new Promise<Uint8Array>((resolve, reject) => {
    const timer = setTimeout(() => finish(new ProblemError('bad-request', { where: 'body' })), bodyTimeoutMs);
    const take = (part: Buffer) => {
      sizeBytes += part.length;
      if (sizeBytes > maxBytes) finish(new ProblemError('too-large'));
      else parts.push(part);
    };
    const end = () => finish(null);
    const cut = () => finish(new ProblemError('bad-request', { where: 'body' }));
    const finish = (problem: ProblemError | null) => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('error', cut).off('close', cut);
      // What is left of the body is read away unseen, so that the reply still arrives.
      request.on('error', () => undefined).resume();
      if (problem === null) resolve(Buffer.concat(parts));
      else reject(problem);
    };
    request.on('data', take).on('end', end).on('error', cut).on('close', cut);
  });
}
