import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { VpcdCard, type VpcdOptions } from '@token-desk/burner-service/reader/virtual/vpcd';
import { makeToken } from '../../support/reader/virtual-tokens.ts';

const info = Buffer.from('80410000020211', 'hex');

/** The reader's end of vpcd's protocol. */
class Driver {
  readonly server: Server = createServer();
  #received = Buffer.alloc(0);
  #wake = () => {};
  socket: Socket | null = null;
  isClosed = false;

  async listen(port = 0): Promise<number> {
    this.server.on('connection', (socket) => {
      this.socket = socket;
      socket.on('data', (chunk) => {
        this.#received = Buffer.concat([this.#received, chunk]);
        this.#wake();
      });
      socket.once('close', () => {
        this.isClosed = true;
        this.#wake();
      });
      this.#wake();
    });
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo())
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
  }

  async read(sizeBytes: number): Promise<string> {
    await this.until(() => this.#received.length >= sizeBytes);
    const bytes = this.#received.subarray(0, sizeBytes);
    this.#received = this.#received.subarray(sizeBytes);
    return bytes.toString('hex').toUpperCase();
  }

  async command(body: Buffer): Promise<string> {
    this.send(lengthOf(body), body);
    return this.read(Number.parseInt(await this.read(2), 16));
  }

  send(...parts: readonly Uint8Array[]): void {
    this.socket?.write(Buffer.concat(parts));
  }
}

const lengthOf = (body: Uint8Array) => Uint8Array.of(body.length >> 8, body.length & 0xff);

describe('the virtual token behind vpcd', () => {
  let driver: Driver;
  let card: VpcdCard | null = null;

  beforeEach(() => {
    driver = new Driver();
  });
  afterEach(() => {
    card?.close();
    driver.server.close();
  });

  async function layDown(options: Partial<VpcdOptions> = {}) {
    const token = makeToken();
    const port = await driver.listen();
    card = new VpcdCard(token, { host: '127.0.0.1', port, ...options });
    card.tap();
    await driver.until(() => driver.socket !== null);
    return { card, token };
  }

  it('gives its ATR, and says nothing to power and reset', async () => {
    await layDown();
    for (const control of [0, 1, 2]) driver.send(Uint8Array.of(0, 1, control));
    assert.equal(await driver.command(Buffer.of(4)), '3B80800101');
  });

  it('sends the first byte of its answer’s length before it has the command, and the rest after', async () => {
    await layDown();
    driver.send(lengthOf(info));
    assert.equal(await driver.read(1), '00');
    driver.send(info);
    const answer = await driver.read(Number.parseInt(await driver.read(1), 16));
    assert.match(answer, /9000$/);
  });

  it('answers a command that comes in one piece', async () => {
    await layDown();
    assert.match(await driver.command(info), /9000$/);
    assert.match(await driver.command(info), /9000$/);
  });

  it('never leaves half a length behind when it is lifted', async () => {
    const { card } = await layDown();
    driver.send(lengthOf(info));
    assert.equal(await driver.read(1), '00');
    card.lift();
    assert.equal(await driver.read(1), '00');
    await driver.until(() => driver.isClosed);
  });

  it('stays lifted after a lift in mid-command, until it is tapped', async () => {
    const events: string[] = [];
    const { card } = await layDown({
      faults: () => ({ kind: 'lift', when: 'after' }),
      onEvent: (event) => events.push(event),
    });
    driver.send(lengthOf(info), info);
    await driver.until(() => driver.isClosed);
    assert.deepEqual(events, ['tapped', 'lifted']);
    driver.socket = null;
    card.tap();
    await driver.until(() => driver.socket !== null);
  });

  it('waits for a port that is still closed, and says so once', async () => {
    const port = await driver.listen();
    driver.server.close();
    await once(driver.server, 'close');
    const events: string[] = [];
    let isWaiting = () => {};
    const waiting = new Promise<void>((resolve) => {
      isWaiting = resolve;
    });
    card = new VpcdCard(makeToken(), {
      host: '127.0.0.1',
      port,
      onEvent: (event) => {
        events.push(event);
        isWaiting();
      },
    });
    card.tap();
    await waiting;
    driver = new Driver();
    await driver.listen(port);
    await driver.until(() => driver.socket !== null);
    assert.match(await driver.command(info), /9000$/);
    assert.deepEqual(events, ['waiting', 'tapped']);
  });
});
