import { type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';

/** What belongs to one connection and is never passed on (RFC 9110 §7.6.1). */
const perConnection = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'host',
]);
const silenceMs = 90_000;

/** Passes a request on to the bot and its answer back as it comes, streams included. */
export function proxyTo(botUrl: string, request: IncomingMessage, response: ServerResponse): void {
  const target = new URL(botUrl);
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !perConnection.has(name)),
  );
  const onward = openRequest({
    host: '127.0.0.1',
    port: target.port,
    method: request.method,
    path: request.url,
    headers: { ...headers, host: target.host },
  });
  onward.setTimeout(silenceMs, () => onward.destroy());
  onward.on('response', (answer) => {
    const passed = Object.entries(answer.headers).filter(([name]) => !perConnection.has(name));
    response.writeHead(answer.statusCode ?? 502, Object.fromEntries(passed));
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => {
    // The browser that went away takes its request with it.
    if (response.destroyed || response.headersSent) response.destroy();
    else {
      response.writeHead(502, { 'content-type': 'text/plain' });
      response.end('The bot does not answer.');
    }
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
