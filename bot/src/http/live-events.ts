import type { ServerResponse } from 'node:http';
import { api, type LiveEvent, liveEvent } from '@token-desk/contract/api';
import * as z from 'zod/mini';
import type { Log } from '../log.ts';
import type { Clock, LiveBus } from '../ports.ts';
import type { Authenticate } from './auth.ts';
import type { ApiRequest } from './request.ts';
import { parseCall } from './routes.ts';

const heartbeatMs = 15_000;
/** What a client that does not read may make us keep; it resumes by `after` when it comes back. */
const maxQueuedBytes = 256 * 1024;
const maxStreams = 500;
/** `eventsAfter` answers at most this many; fewer means that nothing is left. */
const replayPage = 500;
const maxTimerMs = 2 ** 31 - 1;

export type LiveSource = {
  readonly bus: LiveBus;
  readonly clock: Clock;
  readonly authenticate: Authenticate;
  readonly log: Log;
  /** Sequence of the newest audit row. */
  lastSeq(): Promise<number>;
  /** What was missed since `seq`, oldest first, at most 500. */
  eventsAfter(seq: number): Promise<readonly LiveEvent[]>;
};

export type LiveEvents = {
  open(request: ApiRequest, response: ServerResponse): Promise<void>;
  close(): void;
};

/**
 * GET /api/events: text/event-stream (WHATWG HTML §9.2). Live from the first moment, what was missed before
 * it. Ends when the access token does: the tab comes back with a fresh one and `after`.
 */
export function createLiveEvents(source: LiveSource): LiveEvents {
  const open = new Set<LiveStream>();

  return {
    async open(request, response) {
      const { caller, query } = await parseCall(api.events, request, source.authenticate);
      const { after } = z.parse(api.events.query, query);
      if (open.size >= maxStreams) open.values().next().value?.close();
      const stream = new LiveStream(response, {
        lifetimeMs: caller.expiresAt - source.clock.now(),
        onOverflow: () => source.log.info({}, 'event stream cut: the client does not read'),
      });
      open.add(stream);
      const unsubscribe = source.bus.subscribe((event) => {
        // which requests somebody has open is nobody else's concern
        if (event.type !== 'window' || event.personId === caller.person.id) stream.live(event);
      });
      response.on('close', () => {
        unsubscribe();
        open.delete(stream);
        stream.close();
      });
      try {
        await replay(source, stream, after === undefined ? null : Number(after));
      } catch (error) {
        source.log.warn({ err: error }, 'event stream could not be resumed');
        stream.close();
      }
    },
    close() {
      for (const stream of open) stream.close();
    },
  };
}

async function replay(source: LiveSource, stream: LiveStream, after: number | null): Promise<void> {
  if (after === null) {
    stream.begin(await source.lastSeq());
    return;
  }
  for (let seq = after; ; ) {
    const missed = await source.eventsAfter(seq);
    for (const event of missed) {
      stream.write(event);
      if (event.type === 'request') seq = Math.max(seq, event.seq);
    }
    if (missed.length < replayPage || stream.isClosed) {
      stream.begin(seq);
      return;
    }
  }
}

/** One client. Live events wait until what was missed has been written, then follow it without a gap or a repeat. */
class LiveStream {
  readonly #response: ServerResponse;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #expiry: NodeJS.Timeout;
  readonly #onOverflow: () => void;
  #waiting: LiveEvent[] | null = [];
  #replayedSeq = 0;
  #isClosed = false;

  constructor(response: ServerResponse, limits: { lifetimeMs: number; onOverflow: () => void }) {
    const { lifetimeMs, onOverflow } = limits;
    this.#response = response;
    this.#onOverflow = onOverflow;
    response.statusCode = 200;
    response.setHeader('content-type', 'text/event-stream; charset=utf-8');
    // A buffering proxy would hold the events back.
    response.setHeader('x-accel-buffering', 'no');
    response.flushHeaders();
    this.#heartbeat = setInterval(() => this.#send(': beat\n\n'), heartbeatMs);
    this.#expiry = setTimeout(() => this.close(), Math.min(Math.max(lifetimeMs, 0), maxTimerMs));
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** What was missed is written up to `seq`: from now on live. */
  begin(seq: number): void {
    this.#replayedSeq = seq;
    // A fresh stream tells its place at once, so that a cut connection resumes from here.
    this.#send(`id: ${seq}\n: open\n\n`);
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const event of waiting) this.live(event);
  }

  live(event: LiveEvent): void {
    if (this.#waiting !== null) {
      if (this.#waiting.push(event) > replayPage) this.close();
      return;
    }
    if (event.type === 'request' && event.seq <= this.#replayedSeq) return;
    this.write(event);
  }

  write(event: LiveEvent): void {
    const data = JSON.stringify(z.parse(liveEvent, event));
    if (event.type === 'request') {
      this.#send(`id: ${event.seq}\nevent: ${event.type}\ndata: ${data}\n\n`);
    } else {
      this.#send(`event: ${event.type}\ndata: ${data}\n\n`);
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#waiting = null;
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
