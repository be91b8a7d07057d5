import {
  type GraphAnswer,
  passesByWaiting,
  type RefusedCall,
  refusalProblem,
} from '@token-desk/contract/entra/graph-refusal';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import type { ProblemDetail } from '@token-desk/contract/problem-detail';
import * as z from 'zod/mini';
import { answerTimeoutMs } from '../answer-timeout.ts';
import type { GraphScope } from '../sign-in/graph-sign-in.ts';
import type { GraphAccess } from './graph-access.ts';

export type GraphCall = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** From the version on, its parts encoded. */
  readonly path: string;
  readonly scope: GraphScope;
  /** JSON. */
  readonly body?: Uint8Array<ArrayBuffer>;
  /** It is not made again after this moment: what it carries is old then. */
  readonly until?: number;
};

/** `lost`: no answer, or one of Microsoft's own trouble; a write may have been done. */
export type GraphReply =
  | { readonly kind: 'done'; readonly body: unknown; readonly requestId: string | null }
  | { readonly kind: 'refused'; readonly answer: GraphAnswer; readonly requestId: string | null }
  | { readonly kind: 'lost' };

/** All waits of one call together. */
const maxWaitMs = 120_000;
/** Of a call that may be made again when its answer is lost. */
const tries = 3;
const maxReplyChars = 1024 * 1024;

/** One call with the technician's own rights. Throws only where there is no access token to make it with. */
export async function callGraph(access: GraphAccess, call: GraphCall): Promise<GraphReply> {
  const isRepeatable = call.method !== 'POST';
  let leftMs = maxWaitMs;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await callOnce(access, call);
    const { waitMs, reply } = answer;
    const goesOn = answer.isThrottled || (isRepeatable && reply.kind === 'lost' && attempt < tries);
    // a Retry-After of 0 would otherwise be followed without end
    const pauseMs = Math.max(waitMs ?? 0, 250 * 2 ** attempt);
    if (!goesOn || pauseMs > leftMs || access.now() + pauseMs > (call.until ?? Infinity)) return reply;
    leftMs -= pauseMs;
    await waitFor(access, pauseMs);
    if (access.stop?.aborted === true) return reply;
  }
}

/** Refusals become problems; `lost` is told to whoever asked. `detail` fills the problem's words. */
export function done(
  reply: GraphReply,
  call: RefusedCall,
  detail: ProblemDetail = {},
): Extract<GraphReply, { kind: 'done' }> {
  if (reply.kind === 'done') return reply;
  if (reply.kind === 'lost')
    throw new ProblemError(refusalProblem(call, { status: 503, message: '' }), detail);
  throw refusedAs(refusalProblem(call, reply.answer), reply, detail);
}

export function refusedAs(
  code: ProblemCode,
  { requestId }: { readonly requestId: string | null },
  detail: ProblemDetail,
): ProblemError {
  return new ProblemError(code, { ...detail, ...(requestId === null ? {} : { requestId }) });
}

const list = z.object({ value: z.array(z.unknown()) });

/** Every row of a list: where one cannot be read, none is, because half a list would be a wrong one. */
export function rowsOf<S extends z.ZodMiniType>(
  { body }: Extract<GraphReply, { kind: 'done' }>,
  row: S,
  unreadable: ProblemCode,
  detail: ProblemDetail = {},
): readonly z.infer<S>[] {
  const parsed = list.safeParse(body);
  const rows = parsed.success ? z.array(row).safeParse(parsed.data.value) : null;
  if (rows?.success !== true) throw new ProblemError(unreadable, detail);
  return rows.data;
}

export const bodyOf = (value: object): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(value));

async function waitFor(access: GraphAccess, ms: number): Promise<void> {
  access.onWait(ms);
  await Promise.race([access.pause(ms), stopped(access)]);
  access.onWait(0);
}

/** At once where it was stopped before; never where nobody can stop it. */
function stopped({ stop }: GraphAccess): Promise<void> {
  return new Promise((resolve) => {
    if (stop?.aborted === true) resolve();
    else stop?.addEventListener('abort', () => resolve(), { once: true });
  });
}

type Answer = { readonly reply: GraphReply; readonly isThrottled: boolean; readonly waitMs: number | null };
const noAnswer: Answer = { reply: { kind: 'lost' }, isThrottled: false, waitMs: null };

async function callOnce(access: GraphAccess, { method, path, scope, body }: GraphCall): Promise<Answer> {
  const token = await access.token(scope);
  const url = `${await access.url()}/${path}`;
  let response: Response;
  let text: string;
  try {
    response = await access.fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    text = await response.text();
  } catch {
    return noAnswer; // nobody knows how far it came; what went wrong may quote what was sent, and is dropped
  }
  const { status, headers } = response;
  const requestId = headers.get('request-id');
  if (response.ok) return { ...noAnswer, reply: { kind: 'done', body: jsonIn(text), requestId } };
  if (status === 401) access.forget(scope);
  const waitMs = retryAfterMs(headers.get('retry-after'));
  if (passesByWaiting(status) && status !== 429) return { ...noAnswer, waitMs };
  const reply = { kind: 'refused', answer: { status, ...saidIn(text) }, requestId } as const;
  return { reply, isThrottled: status === 429, waitMs };
}

/** In seconds (RFC 9110 §10.2.3). */
function retryAfterMs(header: string | null): number | null {
  const seconds = header === null || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

const refusal = z.object({
  error: z.object({ code: z._default(z.string(), ''), message: z._default(z.string(), '') }),
});

/** Read for single words, and shown to nobody. */
function saidIn(text: string): { readonly code: string; readonly message: string } {
  const parsed = refusal.safeParse(jsonIn(text));
  return parsed.success ? parsed.data.error : { code: '', message: '' };
}

function jsonIn(text: string): unknown {
  if (text === '' || text.length > maxReplyChars) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // no JSON: whoever wants something of it finds nothing
  }
}
