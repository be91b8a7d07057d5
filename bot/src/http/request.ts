import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import type { Request } from 'restify';
import { sourceOf } from './source.ts';

/** What the API reads of a request, without the server's own decorations. */
export type ApiRequest = {
  readonly raw: IncomingMessage;
  readonly headers: IncomingHttpHeaders;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: URLSearchParams;
  /** Where it comes from, as far as the hops between are trusted: for limits alone. */
  readonly from: string;
};

export function toApiRequest(request: Request, trusted: BlockList): ApiRequest {
  const params: Record<string, unknown> = { ...request.params };
  return {
    raw: request,
    headers: request.headers,
    params,
    query: new URL(request.url ?? '/', 'http://localhost').searchParams,
    from: sourceOf(request.socket.remoteAddress, forwardedFor(request), trusted),
  };
}

/** Several headers of this name are one list (RFC 9110 §5.3); Node has joined them already. */
function forwardedFor({ headers }: Request): string | undefined {
  const value = headers['x-forwarded-for'];
  return Array.isArray(value) ? value.join(',') : value;
}
