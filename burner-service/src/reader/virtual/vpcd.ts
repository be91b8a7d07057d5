import { connect, type Socket } from 'node:net';
import { type CardManner, VirtualCard } from './virtual-card.ts';
import type { VirtualToken } from './virtual-token.ts';

export type VpcdEvent = 'waiting' | 'tapped' | 'lifted' | 'asleep';

export type VpcdOptions = CardManner & {
  readonly host: string;
  readonly port: number;
  readonly onEvent?: ((event: VpcdEvent) => void) | undefined;
};

const retryMs = 500;
/** ISO 14443-4 type A without historical bytes, as a PC/SC reader presents it. */
const atr = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01);
/** One-byte messages of vpcd; 0, 1 and 2 (off, on, reset) want no answer. */
const control = { getAtr: 4 } as const;

/**
 * The virtual token as a card in a real pcscd, through the vpcd driver: an open connection is a card on the reader.
 * Messages both ways are a 2-byte big-endian length and that many bytes.
 */
export class VpcdCard {
  readonly #token: VirtualToken;
  readonly #options: VpcdOptions;
  #isLaidDown = false;
  #socket: Socket | null = null;
  #card: VirtualCard | null = null;
  #retryTimer: NodeJS.Timeout | undefined;
  #sleepTimer: NodeJS.Timeout | undefined;
  #isWaitingTold = false;
  /** The first byte of an answer's length is out, the second not yet. */
  #owesLength = false;

  constructor(token: VirtualToken, options: VpcdOptions) {
    this.#token = token;
    this.#options = options;
  }

  /** Nothing happens when it is there already. */
  tap(): void {
    this.#isLaidDown = true;
    this.#open();
  }

  lift(): void {
    this.#isLaidDown = false;
    this.#isWaitingTold = false;
    this.#end('lifted');
  }

  /** The button: the code shown, null for none. The connection stays; a sleeping token comes back. */
  press(): string | null {
    const code = this.#token.press();
    this.#open();
    return code;
  }

  close(): void {
    this.lift();
  }

  #open(): void {
    clearTimeout(this.#retryTimer);
    if (!this.#isLaidDown || this.#socket !== null || !this.#token.isAwake) return;
    const socket = connect(this.#options.port, this.#options.host);
    socket.setNoDelay(true);
    this.#socket = socket;
    socket.once('connect', () => this.#begin(socket));
    // What ends a connection does not matter: 'close' follows, and it is opened again.
    socket.on('error', () => {});
    socket.once('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      if (this.#card !== null) this.#end('lifted');
      else this.#tellWaiting();
      if (this.#isLaidDown) this.#retryTimer = setTimeout(() => this.#open(), retryMs);
    });
  }

  #begin(socket: Socket): void {
    const card = new VirtualCard(this.#token, this.#options);
    this.#card = card;
    this.#isWaitingTold = false;
    this.#watchSleep();
    let received: Buffer = Buffer.alloc(0);
    this.#owesLength = false;
    const take = (message: Buffer) => {
      void this.#answer(card, message).then((reply) => {
        if (!card.isHere) return;
        if (reply === 'lift') this.lift();
        else if (reply !== null) socket.write(frame(reply).subarray(this.#owesLength ? 1 : 0));
        if (message.length > 1) this.#owesLength = false;
      });
    };
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      while (received.length >= 2) {
        const sizeBytes = received.readUInt16BE(0);
        if (received.length < 2 + sizeBytes) {
          // vpcd sends length and body apart and waits for our delayed ACK in between, 40 ms. Every answer is shorter
          // than 256 bytes, so the first byte of its length is known by now; sending it carries the ACK.
          if (sizeBytes > 1 && !this.#owesLength) socket.write(zeroByte);
          this.#owesLength ||= sizeBytes > 1;
          return;
        }
        take(received.subarray(2, 2 + sizeBytes));
        received = received.subarray(2 + sizeBytes);
      }
    });
    this.#options.onEvent?.('tapped');
  }

  /** `null`: nothing to say. An empty answer would block vpcd, so no answer is a closed connection. */
  async #answer(card: VirtualCard, message: Buffer): Promise<Uint8Array | 'lift' | null> {
    if (message.length > 1) return (await card.play(message)) ?? 'lift';
    if (message[0] === control.getAtr) return atr;
    this.#token.powerCycle();
    return null;
  }

  #end(event: VpcdEvent): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#sleepTimer);
    const wasThere = this.#card !== null;
    this.#card?.leave();
    this.#card = null;
    const socket = this.#socket;
    this.#socket = null;
    // Half a length before the end crashes vpcd, and pcscd with it.
    if (this.#owesLength) socket?.end(zeroByte, () => socket.destroy());
    else socket?.destroy();
    this.#owesLength = false;
    if (wasThere) this.#options.onEvent?.(event);
  }

  /** Looks again at the moment it would fall asleep; every use moves that moment on. */
  #watchSleep(): void {
    const delayMs = this.#token.sleepDelayMs;
    if (delayMs === null) return;
    this.#sleepTimer = setTimeout(() => {
      if (!this.#token.isAwake) this.#end('asleep');
      else this.#watchSleep();
    }, delayMs);
  }

  #tellWaiting(): void {
    if (!this.#isWaitingTold) this.#options.onEvent?.('waiting');
    this.#isWaitingTold = true;
  }
}

const zeroByte = Uint8Array.of(0);

function frame(bytes: Uint8Array): Uint8Array {
  const framed = new Uint8Array(2 + bytes.length);
  framed.set([bytes.length >> 8, bytes.length & 0xff]);
  framed.set(bytes, 2);
  return framed;
}
