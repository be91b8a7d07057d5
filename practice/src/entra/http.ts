import type { IncomingMessage, ServerResponse } from 'node:http';

const maxBodyBytes = 64 * 1024;

/** One request as the pages and APIs here see it. */
export type Incoming = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly cookies: ReadonlyMap<string, string>;
  readonly body: string;
  readonly form: URLSearchParams;
};

/** One answer; `body` is sent as it is. */
export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
};

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(value),
});

/** Undefined where it is no JSON: a schema refuses that like every other wrong body. */
export const jsonOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const redirect = (location: string, cookies: readonly string[] = []): Reply => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store', 'set-cookie': cookies },
});

export const plain = (status: number, text: string): Reply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: text,
});

export class BodyTooLarge extends Error {}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    sizeBytes += part.length;
    if (sizeBytes > maxBodyBytes) throw new BodyTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

const parseCookies = (header: string | undefined): ReadonlyMap<string, string> => {
  const cookies = new Map<string, string>();
  for (const pair of (header ?? '').split(';')) {
    const [name, ...value] = pair.trim().split('=');
    // The browser sends the cookie with the longest path first: that is the one meant.
    if (name && !cookies.has(name)) cookies.set(name, value.join('='));
  }
  return cookies;
};

export const parseIncoming = async (request: IncomingMessage, origin: string): Promise<Incoming> => {
  const body = await readBody(request);
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', origin),
    headers: request.headers,
    cookies: parseCookies(request.headers.cookie),
    body,
    form: new URLSearchParams(isForm ? body : ''),
  };
};

export const send = (response: ServerResponse, reply: Reply): void => {
  response.writeHead(reply.status, {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    ...(reply.headers as Record<string, string | string[]> | undefined),
  });
  response.end(reply.body);
};

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Only names of this computer: a foreign name that resolves here would be DNS rebinding. */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && loopbackNames.has(host.replace(/:\d+$/, ''));

/** True for a page of this computer, and for callers that are no page. */
export const isLoopbackOrigin = (origin: string | undefined): boolean =>
  origin === undefined || (URL.canParse(origin) && loopbackNames.has(new URL(origin).hostname));
