import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadKeys } from '@token-desk/burner-service/keys/identity';
import { deskFiles, loadPairing } from '@token-desk/burner-service/keys/pairing-file';
import { Link } from '@token-desk/burner-service/link/link';
import type { Body } from '@token-desk/contract/api';
import { cast } from '@token-desk/practice/people';
import { type WebSocket, WebSocket as WebSocketClient, WebSocketServer } from 'ws';
import { TabUser, until } from '../../test/support/desk/desk-hands.ts';
import { WholeDesk } from '../../test/support/whole/whole-desk.ts';
import { compare, type Figure } from '../figure.ts';

const serial = '86596220001234';
const config = { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 } as const;

/**
 * From the tab's POST of a job until the burner has the offer: access token, roles, rules, SQLite with its sync to
 * disk and the burner's link, against a bare server that passes the same body on to a bare WebSocket.
 */
export async function measure(): Promise<Figure> {
  const relay = await openRelay();
  const whole = await WholeDesk.start({ logLevel: 'warn' });
  try {
    const desk = await openDesk(whole);
    const accessToken = await whole.entra.issueTabToken(cast.technician.id);
    const tom = new TabUser(whole.botUrl, async () => accessToken);
    const requestId = await whole.ask();
    await tom.begin(requestId);
    const { burnerId } = whole;
    const body = async (): Promise<Body<'openJob'>> => {
      const { version } = await tom.read(requestId);
      return { version, burnerId, reader: null, serial, config };
    };
    const ours = async () => {
      const order = { params: { requestId }, body: await body() };
      const startedAt = performance.now();
      const offered = desk.nextOffer();
      // Refused by the desk at once, so that the next round finds the request as this one did.
      const opened = tom.api.call('openJob', order);
      const tookMs = (await offered) - startedAt;
      await opened;
      return tookMs;
    };
    try {
      return await compare({
        figure: 'submit-to-offer',
        rounds: 100,
        ours,
        floor: () => relay.passOn({ ...config, serial, burnerId, requestId }),
      });
    } finally {
      await desk.close();
    }
  } finally {
    await whole.close();
    relay.close();
  }
}

/** The desk's own link, which refuses whatever it is offered. */
async function openDesk(whole: WholeDesk) {
  await whole.stopDesk();
  const [pairing, keys] = [loadPairing(whole.deskFolder), loadKeys(deskFiles(whole.deskFolder).keys)];
  if (pairing === null || keys === null) throw new Error('the desk is not paired');
  let take = (_at: number) => {};
  const link = new Link({
    pairing: { keyId: pairing.keyId, server: whole.botUrl },
    key: keys.link,
    version: '0.1.0',
    isPractice: true,
    describe: () => ({
      lastReceipt: null,
      readers: [{ name: 'Reader', state: 'empty', since: 0, token: null, problem: null }],
    }),
    onOnline: () => {},
    onFrame: (frame) => {
      if (frame.type !== 'offer') return;
      take(performance.now());
      const { jobId, attempt } = frame.offer;
      link.send({ type: 'job-refused', jobId, attempt, problem: { code: 'burner-busy' } });
    },
  });
  await until('the link', async () => (await whole.burner()).online);
  return {
    nextOffer: () =>
      new Promise<number>((resolve) => {
        take = resolve;
      }),
    close: () => link.close(),
  };
}

/** HTTP in, WebSocket out, nothing in between. */
async function openRelay() {
  const sockets: WebSocket[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      sockets[0]?.send(Buffer.concat(parts).toString());
      response.end('{}');
    });
  });
  const links = new WebSocketServer({ server, perMessageDeflate: false });
  const linked = new Promise<void>((resolve) => {
    links.on('connection', (socket) => {
      sockets.push(socket);
      resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const burner = new WebSocketClient(url.replace('http', 'ws'), { perMessageDeflate: false });
  await linked;
  return {
    async passOn(job: object): Promise<number> {
      const arrived = new Promise<number>((resolve) =>
        burner.once('message', () => resolve(performance.now())),
      );
      const startedAt = performance.now();
      const answered = fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(job),
      });
      const tookMs = (await arrived) - startedAt;
      await (await answered).text();
      return tookMs;
    },
    close: () => {
      burner.terminate();
      links.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
