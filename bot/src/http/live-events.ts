import type { ServerResponse } from 'node:http';
import { api, type LiveEvent, liveEvent } from '@token-desk/contract/api';
import * as z from 'zod/mini';
import type { Log } from '../log.ts';
import type { Clock, LiveBus } from '../ports.ts';
import type { Authenticate } from './auth.ts';
import type { ApiRequest } from './request.ts';
import { parseCall } from './routes.ts';

const heartbeatMs = 15_000;
/** What a client that does not read may make us keep; it comes back and reads again. */
const maxQueuedBytes = 256 * 1024;
/** Of this process; of one person far more than windows anybody has open. */
const maxStreams = 2_000;
const maxStreamsOfPerson = 20;
const maxTimerMs = 2 ** 31 - 1;

export type LiveSource = {
  readonly bus: LiveBus;
  readonly clock: Clock;
  readonly authenticate: Authenticate;
  readonly log: Log;
  /** Counts a stream for whoever begins it; rejects when they begin too many. */
  readonly onBegin: (personId: string) => Promise<void>;
};

export type LiveEvents = {
  open(request: ApiRequest, response: ServerResponse): Promise<void>;
  close(): void;
};

/**
 * GET /api/events: text/event-stream (WHATWG HTML §9.2). It listens before it says that it is open: what was committed
 * before that line is in what a browser then reads, what is committed after it is told. Nothing is kept for a browser
 * that is away, which reads again when it comes back. Ends when the access token does.
 */
export function createLiveEvents(source: LiveSource): LiveEvents {
  const open = new Map<LiveStream, string>();

  return {
    async open(request, response) {
      const { caller } = await parseCall(api.events, request, source.authenticate);
      const { id: personId } = caller.person;
      await source.onBegin(personId);
      makeRoom(open, personId);
      const stream = new LiveStream(response, {
        lifetimeMs: caller.expiresAt - source.clock.now(),
        onOverflow: () => source.log.info({}, 'event stream cut: the client does not read'),
      });
      open.set(stream, personId);
      const unsubscribe = source.bus.subscribe((event) => {
        // which requests somebody has open is nobody else's concern
        if (event.type !== 'window' || event.personId === caller.person.id) stream.tell(event);
      });
      response.on('close', () => {
        unsubscribe();
        open.delete(stream);
        stream.close();
      });
      stream.begin();
    },
    close() {
      for (const stream of open.keys()) stream.close();
    },
  };
}

/** At once, not when the socket is gone: the next one is counted by what is here. */
function makeRoom(open: Map<LiveStream, string>, personId: string): void {
  const one = streamToEnd(open, personId);
  if (one === null) return;
  open.delete(one);
  one.close();
}

/**
 * Of the open ones with their owners, oldest first, the one that ends when this person opens another: whoever has too many
 * loses their oldest; when all together are too many, whoever has most does. Null: there is room.
 */
export function streamToEnd<T>(
  open: ReadonlyMap<T, string>,
  personId: string,
  most = { ofPerson: maxStreamsOfPerson, together: maxStreams },
): T | null {
  const oldestOf = (id: string) => [...open].find(([, owner]) => owner === id)?.[0] ?? null;
  const counts = new Map<string, number>();
  for (const owner of open.values()) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  if ((counts.get(personId) ?? 0) >= most.ofPerson) return oldestOf(personId);
  if (open.size < most.together) return null;
  const [greediest] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one));
  return oldestOf(greediest);
}

/** One client. */
class LiveStream {
  readonly #response: ServerResponse;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #expiry: NodeJS.Timeout;
  readonly #onOverflow: () => void;
  #isClosed = false;

  constructor(response: ServerResponse, limits: { lifetimeMs: number; onOverflow: () => void }) {
    const { lifetimeMs, onOverflow } = limits;
    this.#response = response;
    this.#onOverflow = onOverflow;
    response.statusCode = 200;
    response.setHeader('content-type', 'text/event-stream; charset=utf-8');
    // A buffering proxy would hold the events back.
    response.setHeader('x-accel-buffering', 'no');
    this.#heartbeat = setInterval(() => this.#send(': beat\n\n'), heartbeatMs);
    this.#expiry = setTimeout(() => this.close(), Math.min(Math.max(lifetimeMs, 0), maxTimerMs));
  }

  begin(): void {
    this.#send(': open\n\n');
  }

  tell(event: LiveEvent): void {
    this.#send(`event: ${event.type}\ndata: ${JSON.stringify(z.parse(liveEvent, event))}\n\n`);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#expiry);
    this.#response.end();
  }

  #send(text: string): void {
    if (this.#isClosed) return;
    this.#response.write(text);
    if (this.#response.writableLength > maxQueuedBytes) {
      this.#onOverflow();
      this.close();
      this.#response.destroy();
    }
  }
}
