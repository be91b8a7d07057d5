import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Everything that went over one connection, both ways, as bytes. */
type Wire = { readonly toServer: Buffer[]; readonly toClient: Buffer[] };
type Direction = keyof Wire;

export type HttpMessage = {
  readonly direction: Direction;
  /** Start line and headers. */
  readonly head: string;
  readonly body: Buffer;
};
export type Frame = { readonly direction: Direction; readonly payload: Buffer };

/** A wire between a client and a server on this computer that keeps what it carries. It changes nothing. */
export class WireTap {
  readonly #server: Server;
  readonly #wires: Wire[] = [];
  readonly #sockets = new Set<Socket>();
  /** Clients that speak WebSocket, and the server they speak to. */
  readonly #links = new Map<Socket, Socket>();
  /** Where connections are led on to; may be set later. */
  targetPort: number;
  /** False: what is carried is forgotten, for runs so long that it would fill the memory. */
  isKeeping = true;

  private constructor(targetPort: number) {
    this.targetPort = targetPort;
    this.#server = createServer((client) => this.#lead(client));
  }

  static async open(targetPort = 0): Promise<WireTap> {
    const tap = new WireTap(targetPort);
    await new Promise<void>((resolve) => tap.#server.listen(0, '127.0.0.1', resolve));
    return tap;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Every request and reply, whole as far as it went; what was upgraded to a WebSocket is in `frames`. */
  get messages(): readonly HttpMessage[] {
    return this.#wires.flatMap((wire) => [
      ...readHttp(wire, 'toServer').messages,
      ...readHttp(wire, 'toClient').messages,
    ]);
  }

  /** WebSocket frames, unmasked. */
  get frames(): readonly Frame[] {
    return this.#wires.flatMap((wire) => {
      const [up, down] = [readHttp(wire, 'toServer'), readHttp(wire, 'toClient')];
      return up.upgraded === null || down.upgraded === null
        ? []
        : [...readFrames('toServer', up.upgraded), ...readFrames('toClient', down.upgraded)];
    });
  }

  /** Every byte, for whoever trusts no parser. */
  get bytes(): Buffer {
    return Buffer.concat(this.#wires.flatMap(({ toServer, toClient }) => [...toServer, ...toClient]));
  }

  /** Cuts what is connected now; new connections are led on. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Keeps back what clients say on the WebSockets that are open, until what it answers is called. */
  hold(): () => void {
    const held = [...this.#links];
    for (const [client, server] of held) client.unpipe(server).pause();
    return () => {
      for (const [client, server] of held) client.pipe(server);
    };
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.cut();
    await closed;
  }

  #lead(client: Socket): void {
    const wire: Wire = { toServer: [], toClient: [] };
    this.#wires.push(wire);
    const server = connect({ host: '127.0.0.1', port: this.targetPort });
    const join = (from: Socket, to: Socket, direction: Direction) => {
      this.#sockets.add(from);
      from.on('data', (data: Buffer) => {
        if (this.isKeeping) wire[direction].push(data);
        if (from === client && opensWebSocket(data)) this.#links.set(from, to);
      });
      from.pipe(to);
      // Either end going away ends the other.
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        this.#links.delete(from);
        to.destroy();
      });
    };
    join(client, server, 'toServer');
    join(server, client, 'toClient');
  }
}

/** The head of a request comes in one piece; frames begin with another byte than the `G` of `GET`. */
function opensWebSocket(data: Buffer): boolean {
  return data[0] === 0x47 && /^upgrade: websocket/im.test(data.toString('latin1'));
}

type Read = { readonly messages: HttpMessage[]; readonly upgraded: Buffer | null };

/** HTTP/1.1 (RFC 9112) as node and undici speak it: lengths, chunks, and upgrades. */
function readHttp(wire: Wire, direction: Direction): Read {
  const messages: HttpMessage[] = [];
  let rest: Buffer = Buffer.concat(wire[direction]);
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    const head = rest.subarray(0, end).toString('latin1');
    rest = rest.subarray(end + 4);
    if (/^content-encoding:/im.test(head)) throw new Error('a compressed body cannot be searched');
    const isUpgrade =
      direction === 'toServer' ? /^upgrade: websocket/im.test(head) : /^HTTP\/1\.1 101/.test(head);
    if (isUpgrade)
      return { messages: [...messages, { direction, head, body: Buffer.alloc(0) }], upgraded: rest };
    const { body, after } = /^transfer-encoding: chunked/im.test(head)
      ? readChunks(rest)
      : readLength(head, rest);
    messages.push({ direction, head, body });
    rest = after;
  }
  return { messages, upgraded: null };
}

type Body = { readonly body: Buffer; readonly after: Buffer };

function readLength(head: string, rest: Buffer): Body {
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return { body: rest.subarray(0, length), after: rest.subarray(length) };
}

function readChunks(all: Buffer): Body {
  const parts: Buffer[] = [];
  let rest = all;
  for (;;) {
    const line = rest.indexOf('\r\n');
    if (line < 0) return { body: Buffer.concat(parts), after: Buffer.alloc(0) };
    const size = Number.parseInt(rest.subarray(0, line).toString('latin1'), 16);
    parts.push(rest.subarray(line + 2, line + 2 + size));
    rest = rest.subarray(line + 4 + size);
    if (size === 0) return { body: Buffer.concat(parts), after: rest };
  }
}

/** RFC 6455 §5.2; messages here are never fragmented. */
function readFrames(direction: Direction, all: Buffer): Frame[] {
  const frames: Frame[] = [];
  let rest = all;
  while (rest.length >= 2) {
    const second = rest.readUInt8(1);
    let length = second & 0x7f;
    let at = 2;
    if (length === 126) [length, at] = [rest.readUInt16BE(2), 4];
    else if (length === 127) [length, at] = [Number(rest.readBigUInt64BE(2)), 10];
    const mask = (second & 0x80) === 0 ? null : rest.subarray(at, at + 4);
    if (mask !== null) at += 4;
    const payload = Buffer.from(rest.subarray(at, at + length));
    if (mask !== null)
      for (let byte = 0; byte < payload.length; byte += 1) payload[byte]! ^= mask[byte % 4] ?? 0;
    frames.push({ direction, payload });
    rest = rest.subarray(at + length);
  }
  return frames;
}
