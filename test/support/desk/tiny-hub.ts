import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type FromBurner, fromBurner, type ToBurner } from '@token-desk/contract/desk/job';
import { type WebSocket, WebSocketServer } from 'ws';

type FrameOf<T extends FromBurner['type']> = Extract<FromBurner, { type: T }>;

/** A server that lets every desk in, tells it any time, and says only what a test says. */
export class TinyHub {
  readonly #http: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ nonce: 'A'.repeat(43) }));
  });
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly frames: FromBurner[] = [];
  readonly #raw = new Set<Duplex>();
  readonly #waiting = new Set<() => void>();
  #socket: WebSocket | null = null;
  /** What a desk is told at its welcome: the desk's clock plus this. */
  offsetMs = 0;
  /** The whole HTTP answer to the next upgrades, instead of letting the desk in; the connection stays open. */
  refusal: string | null = null;
  /** Upgrades asked for. */
  upgrades = 0;

  static async start(): Promise<TinyHub> {
    const hub = new TinyHub();
    hub.#http.listen(0, '127.0.0.1');
    await once(hub.#http, 'listening');
    hub.#http.on('upgrade', (request, socket, head) => {
      hub.upgrades += 1;
      socket.on('error', () => {}); // the desk hung up on what it would not read
      if (hub.refusal === null)
        hub.#sockets.handleUpgrade(request, socket, head, (opened) => hub.#take(opened));
      else socket.write(hub.refusal);
      hub.#raw.add(socket);
    });
    return hub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  send(frame: ToBurner | object): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  sendRaw(data: string | Uint8Array): void {
    this.#socket?.send(data);
  }

  /** Ends the connection from this side. */
  drop(code: number): void {
    this.#socket?.close(code);
  }

  next<T extends FromBurner['type']>(
    type: T,
    fits: (frame: FrameOf<T>) => boolean = () => true,
  ): Promise<FrameOf<T>> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.frames.find(
          (frame): frame is FrameOf<T> => frame.type === type && fits(frame as FrameOf<T>),
        );
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    for (const socket of this.#raw) socket.destroy();
    this.#sockets.close();
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  #take(socket: WebSocket): void {
    this.#socket = socket;
    socket.on('error', () => {}); // a desk that goes away in the middle of a test
    socket.on('message', (data) => {
      const frame = fromBurner.parse(JSON.parse(String(data)));
      this.frames.push(frame);
      if (frame.type === 'hello') {
        const now = frame.now + this.offsetMs;
        this.send({ type: 'welcome', protocol: 1, burnerId: 'desk-1', name: 'Desk 1', now });
      }
      for (const look of [...this.#waiting]) look();
    });
  }
}
