import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { heartbeatMs, maxFrameBytes } from '@token-desk/contract/desk/job';
import { type ProblemCode, ProblemError, problems } from '@token-desk/contract/problem';
import { WebSocketServer } from 'ws';
import { problemBody, problemOf } from '../http/reply.ts';
import type { Log } from '../log.ts';
import type { BurnerHub, Clock } from '../ports.ts';
import type { HubBackend, PairedBurner } from './backend.ts';
import type { Challenges } from './challenges.ts';
import type { HubTimes } from './hub-times.ts';
import { BurnerLink, closeCodes } from './link.ts';
import { PendingChecks } from './pending-checks.ts';
import { admitBurner } from './upgrade.ts';

export const hubTimes: HubTimes = {
  helloMs: 5_000,
  heartbeatMs,
  checkMs: 10_000,
  closeMs: 1_000,
  upgradeMs: 5_000,
};

export type HubParts = {
  readonly backend: HubBackend;
  readonly challenges: Challenges;
  readonly clock: Clock;
  readonly log: Log;
  readonly times?: Partial<HubTimes>;
};

const maxLinks = 2_000;

/** The live links of this process: who is connected, with which readers; one link per burner, the newest. */
export class LiveHub implements BurnerHub {
  readonly #parts: HubParts;
  readonly #times: HubTimes;
  readonly #links = new Map<string, BurnerLink>();
  readonly #all = new Set<BurnerLink>();
  readonly #checks: PendingChecks;
  #isClosed = false;
  // noServer: nothing is upgraded before the burner is admitted. A longer frame closes the link with 1009.
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
  });

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#times = { ...hubTimes, ...parts.times };
    this.#checks = new PendingChecks(this.#times.checkMs);
  }

  /** Takes the server's upgrades; `hosts` are the names under which burners may address this bot. */
  attach(server: Server, hosts: () => readonly string[]): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      const timer = setTimeout(() => socket.destroy(), this.#times.upgradeMs);
      this.#admit(request, hosts)
        .then((burner) => {
          this.#sockets.handleUpgrade(request, socket, head, (opened) => {
            const link = new BurnerLink(opened, burner, this.#owner());
            this.#all.add(link);
          });
        })
        .catch((error: unknown) => {
          const problem = problemOf(error, this.#parts.log, { route: 'burner link' });
          this.#parts.log.info({ problem: problem.code }, 'burner link refused');
          refuseUpgrade(socket, problem);
        })
        .finally(() => clearTimeout(timer));
    });
  }

  isOnline(burnerId: string): boolean {
    return this.#links.has(burnerId);
  }

  /** Ids of the burners connected here. */
  heldBurners(): readonly string[] {
    return [...this.#links.keys()];
  }

  readersOf(burnerId: string): ReturnType<BurnerHub['readersOf']> {
    return [...(this.#links.get(burnerId)?.readers ?? [])];
  }

  send(burnerId: string, frame: Parameters<BurnerHub['send']>[1]): boolean {
    return this.#links.get(burnerId)?.send(frame) ?? false;
  }

  async check(
    burnerId: string,
    frame: Parameters<BurnerHub['check']>[1],
    signal?: AbortSignal,
  ): ReturnType<BurnerHub['check']> {
    const name = this.#links.get(burnerId)?.burner.name ?? '';
    const answer = this.#checks.wait({ burnerId, name, checkId: frame.checkId }, signal);
    if (!this.send(burnerId, frame)) this.#checks.fail(burnerId, 'burner-offline');
    return await answer;
  }

  drop(burnerId: string): void {
    this.#checks.fail(burnerId, 'burner-revoked');
    this.#links.get(burnerId)?.refuse({ code: 'burner-revoked' });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const links = [...this.#all];
    for (const link of links) link.close(closeCodes.goingAway);
    await Promise.all(links.map((link) => link.ended));
    this.#sockets.close();
  }

  async #admit(request: IncomingMessage, hosts: () => readonly string[]): Promise<PairedBurner> {
    const { backend, challenges } = this.#parts;
    const burner = await admitBurner(request, { challenges, hosts, burnerOfKey: backend.burnerOfKey });
    // An upgraded socket would outlive the server that is waiting to close.
    if (this.#isClosed) throw new ProblemError('burner-offline', { burner: burner.name });
    if (this.#all.size >= maxLinks) throw new ProblemError('too-many-tries', { seconds: 60 });
    return burner;
  }

  #owner(): ConstructorParameters<typeof BurnerLink>[2] {
    const { backend, clock, log } = this.#parts;
    return {
      backend,
      clock,
      log,
      times: this.#times,
      opened: (link) => {
        const { burnerId } = link.burner;
        const older = this.#links.get(burnerId);
        this.#links.set(burnerId, link);
        older?.close(closeCodes.replaced);
        log.info({ burnerId }, 'burner connected');
      },
      closed: (link) => this.#closed(link),
      checked: (link, result, failure) => this.#checks.answer(link.burner.burnerId, result, failure),
    };
  }

  #closed(link: BurnerLink): void {
    const { burnerId } = link.burner;
    this.#all.delete(link);
    // A replaced link ends after its successor began: the burner is still there.
    if (this.#links.get(burnerId) !== link) return;
    this.#links.delete(burnerId);
    this.#checks.fail(burnerId, 'burner-offline');
    const { backend, log } = this.#parts;
    log.info({ burnerId }, 'burner disconnected');
    backend.burnerChanged(burnerId).catch((error: unknown) => {
      log.warn({ burnerId, err: error }, 'burner state not published');
    });
  }
}

function refuseUpgrade(socket: Duplex, problem: { readonly code: ProblemCode }): void {
  const body = JSON.stringify(problemBody(problem));
  const head = [
    `HTTP/1.1 ${problems[problem.code].status} Refused`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
