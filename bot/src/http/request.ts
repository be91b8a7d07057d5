import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Request } from 'restify';

/** What the API reads of a request, without the server's own decorations. */
export type ApiRequest = {
  readonly raw: IncomingMessage;
  readonly headers: IncomingHttpHeaders;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: URLSearchParams;
  /** Address of the caller's socket, for rate limits. */
  readonly from: string;
};

export function toApiRequest(request: Request): ApiRequest {
  const params: Record<string, unknown> = { ...request.params };
  return {
    raw: request,
    headers: request.headers,
    params,
    query: new URL(request.url ?? '/', 'http://localhost').searchParams,
    from: request.socket.remoteAddress ?? 'unknown',
  };
}
