import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HubBackend, PairedBurner } from '@token-desk/bot/burners/backend';
import { type Challenges, createChallenges } from '@token-desk/bot/burners/challenges';
import { LiveHub } from '@token-desk/bot/burners/hub';
import type { HubTimes } from '@token-desk/bot/burners/hub-times';
import { createLog } from '@token-desk/bot/log';
import { type FromBurner, type ToBurner, toBurner } from '@token-desk/contract/desk/job';
import { linkHeaders, linkPath, linkStatement } from '@token-desk/contract/desk/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import { WebSocket } from 'ws';
import { HandClock } from '../run/hand-clock.ts';

export type TestKey = { readonly linkKey: string; readonly privateKey: KeyObject };

export function makeKey(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { linkKey: String(publicKey.export({ format: 'jwk' }).x), privateKey };
}

export type HubServer = {
  readonly hub: LiveHub;
  readonly challenges: Challenges;
  readonly host: string;
  readonly logLines: string[];
  /** What the hub told the use cases, in order. */
  readonly told: { readonly what: string; readonly burnerId: string; readonly frame?: FromBurner }[];
  readonly paired: Map<string, PairedBurner & { readonly revoked?: boolean }>;
  pending: ToBurner[];
  readonly clock: HandClock;
  /** Replaces what the use case does with a frame. */
  receive: (frame: FromBurner) => Promise<ToBurner | null>;
  /** Held until it resolves: lets a test send while the backfill is read. */
  beforePending: () => Promise<void>;
  /** Links as the server counts them: its end of one closes after the burner's. */
  links(): Promise<number>;
  close(): Promise<void>;
};

/** The real hub on a real server; behind it a burner list in memory instead of the database. */
export async function startHubServer(times: Partial<HubTimes> = {}): Promise<HubServer> {
  const logLines: string[] = [];
  const log = createLog({ logLevel: 'debug' }, { write: (line) => logLines.push(line) });
  const told: HubServer['told'] = [];
  const clock = new HandClock(1_800_000_000_000);
  const backend: HubBackend = {
    burnerOfKey: async (keyId) => {
      const burner = state.paired.get(keyId);
      if (burner === undefined) throw new ProblemError('burner-not-paired');
      if (burner.revoked === true) throw new ProblemError('burner-revoked');
      return burner;
    },
    recordHello: async (burnerId, frame) => {
      told.push({ what: 'hello', burnerId, frame });
      if (frame.version === 'lost-journal') throw new ProblemError('burner-journal-lost');
    },
    receiveFrame: async (burnerId, frame) => {
      told.push({ what: 'frame', burnerId, frame });
      return await state.receive(frame);
    },
    pendingFor: async () => {
      await state.beforePending();
      return state.pending;
    },
    burnerChanged: async (burnerId) => {
      told.push({ what: 'changed', burnerId });
    },
  };
  const challenges = createChallenges(clock);
  const hub = new LiveHub({ backend, challenges, clock, log, times });
  const server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  hub.attach(server, () => [host]);
  const state: HubServer = {
    hub,
    challenges,
    host,
    logLines,
    told,
    paired: new Map(),
    pending: [],
    clock,
    receive: async () => null,
    beforePending: async () => {},
    links: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
      ),
    close: async () => {
      await hub.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return state;
}

export const hello: Extract<FromBurner, { type: 'hello' }> = {
  type: 'hello',
  protocol: { min: 1, max: 1 },
  version: '0.1.0',
  practice: true,
  now: 1_800_000_000_000,
  lastReceipt: null,
  readers: [],
};

/** A burner as the wire sees it; every part of its upgrade can be made wrong. */
export class TestBurner {
  readonly frames: ToBurner[] = [];
  readonly socket: WebSocket;
  closeCode: number | null = null;
  /** Status and problem code when the upgrade was refused. */
  refusal: { status: number; code: string } | null = null;
  pings = 0;
  #wake: () => void = () => {};

  constructor(
    server: HubServer,
    parts: {
      key: TestKey;
      keyId: string;
      nonce?: string;
      signedHost?: string;
      signedPath?: string;
      path?: string;
      autoPong?: boolean;
    },
  ) {
    const nonce = parts.nonce ?? server.challenges.issue();
    const statement = linkStatement({
      nonce,
      host: parts.signedHost ?? server.host,
      path: parts.signedPath ?? linkPath,
    });
    const signature = sign(null, Buffer.from(statement), parts.key.privateKey).toString('base64url');
    this.socket = new WebSocket(`ws://${server.host}${parts.path ?? linkPath}`, {
      autoPong: parts.autoPong ?? true,
      headers: {
        [linkHeaders.keyId]: parts.keyId,
        [linkHeaders.nonce]: nonce,
        [linkHeaders.signature]: signature,
      },
    });
    this.socket.on('message', (data) => {
      this.frames.push(toBurner.parse(JSON.parse(String(data))));
      this.#wake();
    });
    this.socket.on('ping', () => {
      this.pings += 1;
      this.#wake();
    });
    this.socket.on('error', () => this.#wake());
    this.socket.on('close', (code) => {
      this.closeCode = code;
      this.#wake();
    });
    this.socket.on('unexpected-response', (_, response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString()) as { problem: { code: string } };
        this.refusal = { status: response.statusCode ?? 0, code: body.problem.code };
        this.socket.terminate();
        this.#wake();
      });
    });
  }

  /** Waits for a condition; mocha's timeout ends a wait for what never comes. */
  async until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async open(): Promise<this> {
    if (this.socket.readyState !== WebSocket.OPEN) await once(this.socket, 'open');
    return this;
  }

  async greet(change: Partial<typeof hello> = {}): Promise<this> {
    await this.open();
    this.send({ ...hello, ...change });
    await this.until(() => this.frames.length > 0 || this.closeCode !== null);
    return this;
  }

  send(frame: FromBurner): void {
    this.socket.send(JSON.stringify(frame));
  }

  types(): string[] {
    return this.frames.map((frame) => frame.type);
  }
}
