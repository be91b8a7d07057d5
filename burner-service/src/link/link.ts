import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import {
  type FromBurner,
  fromBurner,
  heartbeatMs,
  maxFrameBytes,
  protocolRange,
  type ToBurner,
  toBurner,
} from '@token-desk/contract/desk/job';
import { linkHeaders, linkPath, linkStatement } from '@token-desk/contract/desk/pairing';
import { isProblemCode, type Problem, ProblemError } from '@token-desk/contract/problem';
import { WebSocket } from 'ws';
import type { SigningKey } from '../keys/identity.ts';
import type { Pairing } from '../keys/pairing-file.ts';
import { getNonce } from './pairing-client.ts';
import { problemInReply, readReply } from './server-reply.ts';

const openTimeoutMs = 10_000;
const refusalTimeoutMs = 3_000;
/** A newer connection with this burner's key took its place. */
const replacedCloseCode = 4409;

export type LinkState = 'connecting' | 'online' | 'offline' | 'stopped';

export type LinkParts = {
  readonly pairing: Pick<Pairing, 'server' | 'keyId'>;
  readonly key: SigningKey;
  readonly version: string;
  readonly isPractice: boolean;
  /** What hello says besides who we are. */
  readonly describe: () => Pick<Extract<FromBurner, { type: 'hello' }>, 'lastReceipt' | 'readers' | 'doctor'>;
  readonly onFrame: (frame: ToBurner) => void;
  /** After the server's welcome. */
  readonly onOnline: () => void;
  readonly onState?: (state: LinkState, problem: Problem | null) => void;
  readonly random?: () => number;
  readonly nowMs?: () => number;
};

/** Problems that trying again does not cure: a person has to do something. */
const isFinal = (problem: Problem) =>
  [
    'burner-not-paired',
    'burner-revoked',
    'burner-journal-lost',
    'burner-version',
    'practice-receipt',
    'burner-elsewhere',
  ].includes(problem.code);

/** The one connection to the server; opens itself again for as long as it lives. */
export class Link {
  readonly #parts: LinkParts;
  readonly #closing = new AbortController();
  readonly #life: Promise<void>;
  #socket: WebSocket | null = null;
  #isWelcome = false;
  /** Under the socket: progress is gathered there. */
  #wire: Socket | null = null;
  #gathering: NodeJS.Immediate | null = null;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#life = this.#live();
  }

  /** False when there is no connection now. */
  send(frame: FromBurner): boolean {
    if (!this.#isWelcome) return false;
    return this.#write(frame);
  }

  /** Ends this connection; the next one begins at once, with a new hello. */
  renew(): void {
    this.#socket?.close(1000);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#socket?.terminate();
    await this.#life;
  }

  async #live(): Promise<void> {
    const { onState = () => {}, random = Math.random } = this.#parts;
    for (let attempt = 0; !this.#closing.signal.aborted; ) {
      onState('connecting', null);
      const ended = await this.#connectOnce();
      if (this.#closing.signal.aborted) break;
      if (ended.problem !== null && isFinal(ended.problem)) {
        onState('stopped', ended.problem);
        return;
      }
      attempt = ended.wasOnline ? 0 : attempt + 1;
      onState('offline', ended.problem);
      await this.#pause(reconnectDelayMs(attempt, random));
    }
    onState('stopped', null);
  }

  async #connectOnce(): Promise<{ wasOnline: boolean; problem: Problem | null }> {
    const { pairing, key } = this.#parts;
    try {
      const url = new URL(linkPath, pairing.server);
      const nonce = await getNonce(pairing.server);
      const signature = key.sign(linkStatement({ nonce, host: url.host, path: url.pathname }));
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      const socket = new WebSocket(url, {
        maxPayload: maxFrameBytes,
        handshakeTimeout: openTimeoutMs,
        perMessageDeflate: false,
        followRedirects: false,
        headers: {
          [linkHeaders.keyId]: pairing.keyId,
          [linkHeaders.nonce]: nonce,
          [linkHeaders.signature]: signature,
        },
      });
      return await this.#use(socket);
    } catch (error) {
      if (error instanceof ProblemError) return { wasOnline: false, problem: error.problem };
      throw error;
    }
  }

  #use(socket: WebSocket): Promise<{ wasOnline: boolean; problem: Problem | null }> {
    this.#socket = socket;
    let problem: Problem | null = {
      code: 'desk-server-unreachable',
      detail: { server: this.#parts.pairing.server },
    };
    let wasOnline = false;
    // The server pings; a link that hears nothing for three heartbeats is dead.
    let silence = setTimeout(() => socket.terminate(), heartbeatMs * 3);
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => socket.terminate(), heartbeatMs * 3);
    };
    return new Promise((resolve) => {
      socket.on('unexpected-response', (request, response) => {
        const tooLong = setTimeout(() => request.destroy(), refusalTimeoutMs);
        void refusalIn(response).then((said) => {
          clearTimeout(tooLong);
          problem = said ?? problem;
          request.destroy();
          socket.terminate();
        });
      });
      socket.on('upgrade', ({ socket: wire }) => {
        this.#wire = wire;
      });
      socket.on('open', () => this.#hello());
      socket.on('ping', heard);
      socket.on('message', (data, isBinary) => {
        heard();
        const frame = isBinary ? null : parseFrame(String(data));
        if (frame === null) return socket.close(1007, 'not understood');
        if (frame.type === 'refused') problem = asProblem(frame.problem);
        if (frame.type === 'welcome') {
          wasOnline = true;
          problem = null;
          this.#isWelcome = true;
        }
        this.#parts.onFrame(frame);
        if (frame.type === 'welcome') {
          this.#parts.onState?.('online', null);
          this.#parts.onOnline();
        }
      });
      socket.on('error', () => {}); // 'close' follows and is the one place that ends a connection
      socket.on('close', (closeCode) => {
        // Two services with the same keys would drive each other out for ever.
        if (closeCode === replacedCloseCode) problem = { code: 'burner-elsewhere' };
        clearTimeout(silence);
        this.#isWelcome = false;
        this.#socket = null;
        this.#flush();
        this.#wire = null;
        resolve({ wasOnline, problem });
      });
    });
  }

  #hello(): void {
    const { version, isPractice, describe, nowMs = Date.now } = this.#parts;
    this.#write({
      type: 'hello',
      protocol: protocolRange,
      version,
      practice: isPractice,
      now: nowMs(),
      ...describe(),
    });
  }

  #write(frame: FromBurner): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    if (frame.type === 'progress') this.#gather();
    else this.#flush();
    this.#socket.send(JSON.stringify(fromBurner.parse(frame)));
    return true;
  }

  /** Progress is for people's eyes: it leaves at the end of the turn, so that a token is not kept waiting for a network. */
  #gather(): void {
    if (this.#gathering !== null) return;
    this.#wire?.cork();
    this.#gathering = setImmediate(() => this.#flush());
  }

  #flush(): void {
    if (this.#gathering === null) return;
    clearImmediate(this.#gathering);
    this.#gathering = null;
    this.#wire?.uncork();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const { signal } = this.#closing;
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    });
  }
}

/** Only our server's own words count: a proxy's 403 must not pass for a revoked desk, which would stop it for good. */
async function refusalIn(response: IncomingMessage): Promise<Problem | null> {
  try {
    return problemInReply(await readReply(response));
  } catch {
    return null; // it broke off, or took too long
  }
}

function parseFrame(text: string): ToBurner | null {
  try {
    return toBurner.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // not JSON: not our server's doing
  }
}

function asProblem({ code, detail }: { code: string; detail?: Problem['detail'] }): Problem {
  return isProblemCode(code) ? { code, detail } : { code: 'unexpected', detail: { id: code } };
}

/** Pause before try number `attempt` (from 0): doubling from half a second to 30 s, ±25 % so that desks do not knock together. */
export function reconnectDelayMs(attempt: number, random: () => number): number {
  const base = Math.min(30_000, 500 * 2 ** Math.min(attempt, 6));
  return Math.round(base * (0.75 + random() * 0.5));
}
