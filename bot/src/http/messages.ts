import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { readJson } from './read-body.ts';
import type { ApiRequest } from './request.ts';

/** An activity is about 100 KB at most; a card's submitted form stays far below. */
const maxActivityBytes = 256 * 1024;

/** Authenticates and answers one activity by itself: 401 and 403 included. */
export type ProcessActivity = (
  request: { readonly headers: IncomingHttpHeaders; readonly body?: unknown },
  response: ServerResponse,
) => Promise<void>;

/** POST /api/messages, as far as it is ours: JSON only, and not too much of it. */
export async function answerMessage(
  request: ApiRequest,
  response: ServerResponse,
  process: ProcessActivity,
): Promise<void> {
  const body = await readJson(request.raw, maxActivityBytes);
  await process({ headers: request.headers, body }, response);
}
