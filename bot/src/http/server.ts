import { randomUUID } from 'node:crypto';
import type { Server as HttpServer, ServerResponse } from 'node:http';
import { api, type RouteName } from '@token-desk/contract/api';
import { ProblemError } from '@token-desk/contract/problem';
import type { Route } from '@token-desk/contract/routes/route';
import restify, { type Request, type Response } from 'restify';
import type { Config } from '../config.ts';
import { loopbackHosts } from '../config-rules.ts';
import type { Log } from '../log.ts';
import type { Authenticate } from './auth.ts';
import type { LiveEvents } from './live-events.ts';
import { answerMessage, type ProcessActivity } from './messages.ts';
import { problemOf, sendJson, sendProblem } from './reply.ts';
import { type ApiRequest, toApiRequest } from './request.ts';
import { type AnyCall, type Handlers, type OnSent, parseCall, parseReply } from './routes.ts';
import { createSecurityHeaders } from './security-headers.ts';
import { signInSettings } from './sign-in-settings.ts';
import { trustedHops } from './source.ts';
import type { ServeTab } from './static-tab.ts';

/** Where Entra ends a silent sign-in of the tab: teamsfx expects this page at the root of the origin. */
const silentEndPath = '/blank-auth-end.html';

type Answer = (request: ApiRequest, response: ServerResponse) => Promise<void>;

export type ServerParts = {
  readonly config: Config;
  readonly log: Log;
  readonly authenticate: Authenticate;
  readonly handlers: Handlers;
  readonly events: LiveEvents;
  readonly burners: { readonly pair: Answer; readonly challenge: Answer };
  readonly processActivity: ProcessActivity;
  readonly serveTab: ServeTab;
};

const requestTimeoutMs = 30_000;
const headersTimeoutMs = 10_000;

/**
 * The bot's one HTTP server. Every address that is not named here or in the contract's table is refused:
 * there is no default handler, no body parser and no formatter that could answer by itself.
 */
export function createServer(parts: ServerParts): HttpServer {
  const { config, log } = parts;
  const server = restify.createServer({ name: 'token-desk', ignoreTrailingSlash: false });
  // An empty name leaves the Server header out.
  server.name = '';
  // restify repeats the HTTP server's errors on itself, where one without a listener ends the process; whoever
  // started the HTTP server hears it there.
  server.on('error', () => {});
  const http = server.server as HttpServer;
  http.requestTimeout = requestTimeoutMs;
  http.headersTimeout = headersTimeoutMs;
  http.maxRequestsPerSocket = 10_000;
  const setHeaders = createSecurityHeaders(config);
  const trusted = trustedHops(config.trustedProxies);

  const guarded =
    (kind: 'api' | 'tab', name: string, answer: Answer) => async (req: Request, res: Response) => {
      const at = performance.now();
      const requestId = randomUUID();
      setHeaders(res, kind);
      res.setHeader('x-request-id', requestId);
      try {
        refuseForeignHost(config, req);
        await answer(toApiRequest(req, trusted), res);
      } catch (error) {
        const problem = problemOf(error, log, { requestId, route: name });
        sendProblem(res, problem);
        log.info({ requestId, route: name, problem: problem.code }, 'refused');
      }
      const durationMs = Math.round(performance.now() - at);
      log.debug(
        { requestId, route: name, method: req.method, status: res.statusCode, durationMs },
        'answered',
      );
    };
  const mount = (method: 'get' | 'post' | 'put' | 'head', path: string, answer: Answer) => {
    const kind = path.startsWith('/tab') || path === silentEndPath ? 'tab' : 'api';
    server[method](path, guarded(kind, `${method} ${path}`, answer));
  };

  for (const name of Object.keys(api) as RouteName[]) {
    const route: Route = api[name];
    const method = ({ GET: 'get', POST: 'post', PUT: 'put' } as const)[route.method];
    mount(method, route.path, name === 'events' ? parts.events.open : answerApi(parts, name, route));
  }
  mount('get', '/api/burner/challenge', parts.burners.challenge);
  mount('post', '/api/burner/pair', parts.burners.pair);
  mount('post', '/api/messages', (request, response) =>
    answerMessage(request, response, parts.processActivity),
  );
  mount('get', '/health', async (_, response) => sendJson(response, 200, { ok: true }));
  mount('get', '/tab/config.json', async (_, response) => sendJson(response, 200, signInSettings(config)));
  const tab: Answer = (request, response) => parts.serveTab(request.raw, response, tabName(request));
  mount('get', silentEndPath, (request, response) =>
    parts.serveTab(request.raw, response, silentEndPath.slice(1)),
  );
  for (const path of ['/tab', '/tab/*']) {
    mount('get', path, tab);
    mount('head', path, tab);
  }

  // The router's own refusals. The callback is not called: restify would then add a reply of its own.
  server.on('restifyError', (_req: Request, res: Response) => {
    setHeaders(res, 'api');
    sendProblem(res, { code: 'not-found' });
  });
  return http;
}

function answerApi(parts: ServerParts, name: Exclude<RouteName, 'events'>, route: Route): Answer {
  // `parseCall` parses by the same row of the table that typed this handler.
  const handler = parts.handlers[name] as (call: AnyCall, onSent: OnSent) => Promise<unknown>;
  return async (request, response) => {
    const call = await parseCall(route, request, parts.authenticate);
    const onSent: OnSent = (work) => response.once('finish', work);
    sendJson(response, 200, parseReply(route, await handler(call, onSent)));
  };
}

/** In practice nothing is signed in on the chat's side: a foreign name that resolves to this computer is refused. */
function refuseForeignHost(config: Config, request: Request): void {
  if (!config.practice) return;
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!loopbackHosts.has(host)) throw new ProblemError('not-found');
}

function tabName(request: ApiRequest): string {
  const path = new URL(request.raw.url ?? '/', 'http://localhost').pathname;
  try {
    return decodeURIComponent(path.replace(/^\/tab\/?/, ''));
  } catch {
    // Malformed percent-encoding names no file.
    throw new ProblemError('not-found');
  }
}
