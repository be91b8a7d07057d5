import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export type Cut = {
  /** The how-manieth text frame from now on, both ways counted together, from 1. */
  readonly frame: number;
  /** Whether that frame still arrives. */
  readonly isDelivered: boolean;
};

/** A wire that breaks once, at one WebSocket frame; everything else is led on as it is. */
export class LinkCutter {
  readonly #server: Server;
  readonly #targetPort: number;
  readonly #sockets = new Set<Socket>();
  #cut: Cut | null = null;
  #frames = 0;

  private constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer((client) => this.#lead(client));
  }

  static async open(targetPort: number): Promise<LinkCutter> {
    const cutter = new LinkCutter(targetPort);
    await new Promise<void>((resolve) => cutter.#server.listen(0, '127.0.0.1', resolve));
    return cutter;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Text frames since the last `arm`. */
  get frames(): number {
    return this.#frames;
  }

  /** True until the cut was made. */
  get isArmed(): boolean {
    return this.#cut !== null;
  }

  /** Null only counts. */
  arm(cut: Cut | null): void {
    this.#cut = cut;
    this.#frames = 0;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #lead(client: Socket): void {
    const server = connect({ host: '127.0.0.1', port: this.#targetPort });
    const both = [client, server];
    const end = () => {
      for (const socket of both) socket.destroy();
    };
    let isUpgraded = false;
    const join = (from: Socket, to: Socket) => {
      this.#sockets.add(from);
      const counter = new FrameCounter();
      from.on('data', (data: Buffer) => {
        if (from === client && /^upgrade: websocket/im.test(data.toString('latin1'))) isUpgraded = true;
        const pass = isUpgraded ? this.#judge(counter, data) : { isCut: false, isDelivered: true };
        if (pass.isDelivered) to.write(data);
        // The bytes of a delivered frame are on their way before the wire breaks.
        if (pass.isCut) setImmediate(() => setImmediate(end));
      });
      from.on('error', end);
      from.on('close', () => {
        this.#sockets.delete(from);
        end();
      });
    };
    join(client, server);
    join(server, client);
  }

  #judge(counter: FrameCounter, data: Buffer): { isCut: boolean; isDelivered: boolean } {
    const before = this.#frames;
    this.#frames += counter.count(data);
    const cut = this.#cut;
    if (cut === null || this.#frames < cut.frame || before >= cut.frame)
      return { isCut: false, isDelivered: true };
    this.#cut = null;
    return { isCut: true, isDelivered: cut.isDelivered };
  }
}

/** Counts the text frames that end in what it is given (RFC 6455 §5.2); the HTTP head before them is skipped. */
class FrameCounter {
  #rest: Buffer = Buffer.alloc(0);
  #isPastHead = false;

  count(data: Buffer): number {
    this.#rest = Buffer.concat([this.#rest, data]);
    if (!this.#isPastHead) {
      const end = this.#rest.indexOf('\r\n\r\n');
      if (end < 0) return 0;
      this.#isPastHead = true;
      this.#rest = this.#rest.subarray(end + 4);
    }
    let frames = 0;
    for (let frame = this.#first(); frame !== null; frame = this.#first()) {
      this.#rest = this.#rest.subarray(frame.sizeBytes);
      if (frame.isText) frames += 1;
    }
    return frames;
  }

  #first(): { sizeBytes: number; isText: boolean } | null {
    const rest = this.#rest;
    if (rest.length < 2) return null;
    const second = rest.readUInt8(1);
    let [length, at] = [second & 0x7f, 2];
    if (length === 126) {
      if (rest.length < 4) return null;
      [length, at] = [rest.readUInt16BE(2), 4];
    }
    const sizeBytes = at + ((second & 0x80) === 0 ? 0 : 4) + length;
    return rest.length < sizeBytes ? null : { sizeBytes, isText: (rest.readUInt8(0) & 0x0f) === 1 };
  }
}
