import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { api, type LiveEvent, type RouteName } from '@token-desk/contract/api';
import { type Problem, ProblemError, problems } from '@token-desk/contract/problem';
import type { Route } from '@token-desk/contract/routes/route';
import { describeProblem } from '@token-desk/contract/words/en/problems';

export type Served = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<boolean> | boolean;
export type TabCall = { params: Record<string, string>; body: never; query: URLSearchParams };

/** The contract's table over HTTP on loopback: every body and every reply is parsed by it, events are streamed. */
export class TabServer {
  readonly bodies: string[] = [];
  /** As if the server were killed: nobody answers until this is false again. */
  isDead = false;
  /** At the next call of this route it is killed, before or after it did what was asked; the answer is lost. */
  diesAt: { readonly name: RouteName; readonly isDone: boolean } | null = null;
  readonly #call: (name: RouteName, call: TabCall) => Promise<unknown>;
  readonly #streams = new Set<ServerResponse>();
  #server = createServer();

  constructor(call: (name: RouteName, call: TabCall) => Promise<unknown>) {
    this.#call = call;
  }

  /** Answers the origin. */
  async listen(served: Served): Promise<string> {
    this.#server = createServer((request, response) => void this.#answer(request, response, served));
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const stream of this.#streams) stream.end();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  tell(event: LiveEvent): void {
    const id = event.type === 'request' ? `id: ${event.seq}\n` : '';
    for (const stream of this.#streams) stream.write(`${id}data: ${JSON.stringify(event)}\n\n`);
  }

  async #answer(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    try {
      if (url.pathname.startsWith('/api/')) await this.#answerApi(request, response, url);
      else if (!(await served(request, response, url.pathname))) {
        response.writeHead(404);
        response.end();
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) console.error(error);
      const problem: Problem =
        error instanceof ProblemError ? error.problem : { code: 'unexpected', detail: { id: 'stand-in' } };
      response.writeHead(problems[problem.code].status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ problem, ...describeProblem(problem) }));
    }
  }

  async #answerApi(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const found = findRoute(request.method ?? 'GET', url.pathname);
    if (found === null) throw new ProblemError('not-found');
    const dying = this.diesAt?.name === found.name ? this.diesAt : null;
    if (dying !== null) this.#die();
    if (this.isDead && dying?.isDone !== true) return void response.destroy();
    if (found.name === 'events') return this.#openStream(response);
    const text = await readBody(request);
    this.bodies.push(text);
    const body = found.route.body?.parse(JSON.parse(text)) as never;
    const reply = await this.#call(found.name, { params: found.params, body, query: url.searchParams });
    if (this.isDead) return void response.destroy();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found.route.reply.parse(reply)));
  }

  #die(): void {
    this.isDead = true;
    this.diesAt = null;
    for (const stream of this.#streams) stream.destroy();
  }

  #openStream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': open\n\n');
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }
}

type Found = { name: RouteName; route: Route; params: Record<string, string> };

function findRoute(method: string, path: string): Found | null {
  for (const [name, route] of Object.entries(api) as [RouteName, Route][]) {
    if (route.method !== method) continue;
    const match = new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`).exec(path);
    if (match !== null) return { name, route, params: { ...match.groups } };
  }
  return null;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
