import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { PlaygroundView } from '../playground/playground-config.ts';
import type { PageFiles } from './page-files.ts';
import type { PracticeState } from './practice-state.ts';
import { proxyTo } from './proxy.ts';

const maxBodyBytes = 4 * 1024;
const bodyTimeoutMs = 5_000;

const order = z.object({
  serial: z.optional(z.string().check(z.maxLength(16))),
  scope: z.optional(z.string().check(z.maxLength(100))),
  who: z.optional(z.string().check(z.maxLength(40))),
  name: z.optional(z.string().check(z.maxLength(40))),
  on: z.optional(z.boolean()),
});
type Order = z.infer<typeof order>;

/** What the page may ask of the practice. */
export type PageActions = {
  readonly worldId: () => string;
  /** Null while the practice starts (over). */
  readonly botUrl: () => string | null;
  /** Addresses the page frames. */
  readonly framed: () => { readonly chat: string; readonly channel: string; readonly entra: string };
  readonly state: () => Promise<PracticeState | { readonly busy: string }>;
  /** `who`: as whom the tab is open (see tab-people). */
  readonly accessToken: (who: string) => Promise<string>;
  /** Null where nobody consented to that permission. */
  readonly graphToken: (who: string, scope: string) => Promise<string | null>;
  readonly press: (serial: string) => void;
  readonly hold: (serial: string) => void;
  readonly lift: () => void;
  /** The desk gets new keys and a new place at the server. */
  readonly pairAgain: () => Promise<void>;
  /** What was shown in the chat or the channel, to a page of theirs that begins empty. */
  readonly showAgain: (view: PlaygroundView) => Promise<void>;
  /** Turns one of the switches at Microsoft. */
  readonly turn: (name: string, on: boolean) => void;
  /** Resolves when it has begun; `state` says when it is over. */
  readonly startOver: () => void;
};

type Answer = { readonly status: number; readonly type: string; readonly text: string };
const json = (value: unknown): Answer => ({
  status: 200,
  type: 'application/json',
  text: JSON.stringify(value),
});
const plain = (status: number, text: string): Answer => ({ status, type: 'text/plain; charset=utf-8', text });
const done = json({ done: true });

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The one address of the practice: the page, its own small API, and tab and bot behind the same origin, so that
 * the tab trusts its host. Loopback only; names of other computers and pages of other origins are refused.
 */
export class PageServer {
  readonly #files: PageFiles;
  readonly #actions: PageActions;
  readonly #server: Server;
  /** Known to our page only: no other page of this computer can press a token's button. */
  readonly #key = randomBytes(24).toString('base64url');

  constructor(files: PageFiles, actions: PageActions) {
    this.#files = files;
    this.#actions = actions;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (!isOwnHost(request))
      return send(response, plain(421, 'Only names of this computer are served here.'));
    if (
      request.headers['sec-fetch-site'] === 'cross-site' &&
      request.headers['sec-fetch-mode'] !== 'navigate'
    )
      return send(response, plain(403, 'Pages of other sites are not served here.'));
    if (isForBot(path)) {
      const botUrl = this.#actions.botUrl();
      if (botUrl === null) return send(response, plain(503, 'The practice is starting.'));
      return proxyTo(botUrl, request, response);
    }
    try {
      send(response, await this.#answer(path, request), this.#policy());
    } catch (error) {
      // Its text could hold what was typed; the page only needs to know that it did not work.
      send(response, plain(500, `The practice failed: ${error instanceof Error ? error.name : 'unknown'}`));
    }
  }

  async #answer(path: string, request: IncomingMessage): Promise<Answer> {
    if (request.method === 'GET' || request.method === 'HEAD') {
      if (path === '/') return { status: 200, type: 'text/html; charset=utf-8', text: this.#page() };
      if (path === '/practice/page.js')
        return { status: 200, type: 'text/javascript; charset=utf-8', text: this.#files.script };
      if (path === '/practice/page.css')
        return { status: 200, type: 'text/css; charset=utf-8', text: this.#files.style };
      if (path === '/practice/alive') return plain(200, this.#actions.worldId());
      if (path === '/favicon.ico') return plain(404, '');
    }
    if (!path.startsWith('/practice/')) return plain(404, 'There is nothing here.');
    if (!this.#isFromOurPage(request)) return plain(403, 'Only the practice page may ask that.');
    if (request.method === 'GET' && path === '/practice/state') return json(await this.#actions.state());
    if (request.method !== 'POST') return plain(404, 'There is nothing here.');
    return this.#act(path.slice('/practice/'.length), order.parse(JSON.parse(await readBody(request))));
  }

  async #act(
    name: string,
    { serial = '', scope = '', who = '', name: named = '', on = false }: Order,
  ): Promise<Answer> {
    switch (name) {
      case 'press':
      case 'hold':
        this.#actions[name](serial);
        return done;
      case 'lift':
        this.#actions.lift();
        return done;
      case 'pair-again':
        await this.#actions.pairAgain();
        return done;
      case 'show-again':
        await this.#actions.showAgain(named === 'chat' ? 'chat' : 'channel');
        return done;
      case 'turn':
        this.#actions.turn(named, on);
        return done;
      case 'start-over':
        this.#actions.startOver();
        return done;
      case 'access-token':
        return json({ accessToken: await this.#actions.accessToken(who) });
      case 'graph-token': {
        const accessToken = await this.#actions.graphToken(who, scope);
        return accessToken === null ? plain(404, 'Nobody consented to that.') : json({ accessToken });
      }
      default:
        return plain(404, 'There is nothing here.');
    }
  }

  #isFromOurPage(request: IncomingMessage): boolean {
    const given = Buffer.from(String(request.headers['x-practice-key'] ?? ''));
    const key = Buffer.from(this.#key);
    const { origin, host } = request.headers;
    const isSameOrigin = origin === undefined ? request.method === 'GET' : origin === `http://${host}`;
    return isSameOrigin && given.length === key.length && timingSafeEqual(given, key);
  }

  #page(): string {
    const { chat, channel, entra } = this.#actions.framed();
    const facts = { key: this.#key, chat, channel, entra };
    return this.#files.html.replace('"{{facts}}"', JSON.stringify(facts).replaceAll('<', '\\u003c'));
  }

  #policy(): string {
    const { chat, channel, entra } = this.#actions.framed();
    return [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self' data:",
      `frame-src 'self' ${chat} ${channel} ${entra}`,
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
  }
}

/** Chat and burners have their own ways to the bot; neither comes through a browser's page. */
function isForBot(path: string): boolean {
  if (path === '/api/messages' || path.startsWith('/api/burner/')) return false;
  return path === '/tab' || path.startsWith('/tab/') || path.startsWith('/api/');
}

/** A foreign name that resolves to this computer would be DNS rebinding. */
function isOwnHost(request: IncomingMessage): boolean {
  const [, name = '', port = '80'] = /^(\[::1\]|[^:]+)(?::(\d+))?$/.exec(request.headers.host ?? '') ?? [];
  return loopbackNames.has(name) && Number(port) === request.socket.localPort;
}

function send(response: ServerResponse, { status, type, text }: Answer, policy = "default-src 'none'"): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<string> {
  request.setTimeout(bodyTimeoutMs, () => request.destroy());
  let text = '';
  for await (const part of request as AsyncIterable<Buffer>) {
    text += part.toString('utf8');
    if (text.length > maxBodyBytes) throw new RangeError('too large');
  }
  return text === '' ? '{}' : text;
}
