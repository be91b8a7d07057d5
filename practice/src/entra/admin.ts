import * as z from 'zod/mini';
import { type Incoming, isLoopbackOrigin, json, plain, type Reply } from './http.ts';

const adminBody = z.object({
  readable: z.optional(z.boolean()),
  count: z.optional(z.int()),
  retryAfterSeconds: z.optional(z.int()),
  personId: z.optional(z.string()),
});

type Switches = {
  setGraphReadable(isReadable: boolean): void;
  throttleGraph(count: number, retryAfterSeconds: number): void;
  expireWizard(personId?: string): void;
  reset(): void;
};

/**
 * The practice's own switches over HTTP (`POST /practice/…`), null if the path is another.
 * JSON only and from this computer's pages only, so that no plain form of a foreign page reaches it.
 */
export const answerAdmin = (request: Incoming, entra: Switches): Reply | null => {
  const command = /^\/practice\/(graph-readable|throttle|expire-wizard|reset)$/.exec(
    request.url.pathname,
  )?.[1];
  if (command === undefined) return null;
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false;
  if (request.method !== 'POST' || !isJson || !isLoopbackOrigin(request.headers.origin)) {
    return plain(403, 'POST JSON from this computer.');
  }
  const parsed = adminBody.safeParse(jsonOrUndefined(request.body));
  if (!parsed.success) return plain(400, 'That body is not understood.');
  const { readable, count = 1, retryAfterSeconds = 1, personId } = parsed.data;
  if (command === 'graph-readable') entra.setGraphReadable(readable ?? true);
  if (command === 'throttle') entra.throttleGraph(count, retryAfterSeconds);
  if (command === 'expire-wizard') entra.expireWizard(personId);
  if (command === 'reset') entra.reset();
  return json(200, { done: command });
};

const jsonOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // refused by the schema, like every other wrong body
  }
};
