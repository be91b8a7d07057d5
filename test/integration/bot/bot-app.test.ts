import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '@token-desk/bot/app';
import { parseConfig } from '@token-desk/bot/config';
import { read } from '@token-desk/bot/domain/entra/facts';
import { limits } from '@token-desk/bot/domain/limits';
import { createLog } from '@token-desk/bot/log';
import type { Directory } from '@token-desk/bot/ports';
import { openStore } from '@token-desk/bot/store/database';
import { claimDatabase } from '@token-desk/bot/store/deployment';
import { api } from '@token-desk/contract/api';
import {
  challengeReply,
  linkHeaders,
  linkPath,
  linkStatement,
  pairingStatement,
  pairReply,
} from '@token-desk/contract/desk/pairing';
import { ProblemError } from '@token-desk/contract/problem';
import { problemReply } from '@token-desk/contract/views';
import { WebSocket } from 'ws';
import { practiceEnvironment } from '../../support/bot/http-edge.ts';
import { hello, makeKey } from '../../support/bot/hub-server.ts';
import { type KeyServer, startKeyServer } from '../../support/bot/key-server.ts';
import { knownApplication, readyTenant } from '../../support/entra/facts.ts';

const directory: Directory = {
  withNumber: async () => [],
  person: async () => null,
  withManager: async () => null,
  search: async () => [],
  rolesOf: async () => [],
  peopleByRole: async () => new Map(),
  managerOf: async () => null,
  softwareOathMethods: async () => null,
  recentSoftwareOathMethods: async () => null,
  hardwareMethods: async () => null,
  recentHardwareMethods: async () => null,
  waysIn: async () => null,
  hardwareDevices: async () => null,
  tenantFacts: async () => readyTenant(),
  applicationFacts: async () => knownApplication({}, Date.now()),
  betaShapes: async () => read([]),
  perUserMfa: async () => new Map(),
  peopleFacts: async () => new Map(),
  books: () => ({ last: null, progress: null, failure: null, settled: Promise.resolve() }),
  needs: () => ({ last: null, progress: null, failure: null, settled: Promise.resolve() }),
};

describe('the whole bot', () => {
  let keys: KeyServer;
  let folder: string;
  let app: App;
  let url: string;
  const logLines: string[] = [];

  before(async () => {
    keys = await startKeyServer();
  });
  after(() => keys.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bot-'));
    logLines.splice(0);
    const config = parseConfig({ ...practiceEnvironment(keys), DATA_FOLDER: folder });
    app = createApp(config, { directory, log: createLog(config, { write: (line) => logLines.push(line) }) });
    ({ url } = await app.start());
  });
  afterEach(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  const signedIn = async () => ({
    authorization: `Bearer ${await keys.accessToken()}`,
    'content-type': 'application/json',
  });
  const post = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

  const pairWith = async (code: string) => {
    const identity = makeKey();
    const link = makeKey();
    const statement = Buffer.from(
      pairingStatement({ code, identityKey: identity.linkKey, linkKey: link.linkKey }),
    );
    const response = await post('/api/burner/pair', {
      code,
      hostName: 'desk-1',
      version: '0.1.0',
      practice: true,
      identityKey: identity.linkKey,
      linkKey: link.linkKey,
      identityProof: sign(null, statement, identity.privateKey).toString('base64url'),
      linkProof: sign(null, statement, link.privateKey).toString('base64url'),
    });
    return { response, link };
  };

  /** Time passes meanwhile, and gives some back. */
  const pairUntilRefused = async () => {
    for (;;) {
      const { response } = await pairWith('AAAA-AAAA-AAAA');
      if (response.status === 429) return response;
      await response.body?.cancel();
    }
  };

  it('says who I am and what it can do', async () => {
    const response = await fetch(`${url}/api/me`, { headers: await signedIn() });
    const me = api.me.reply.parse(await response.json());
    assert.equal(me.person.name, 'Tom Weber');
    assert.equal(me.practice, true);
    assert.equal(me.methodsReadable, false);
    assert.deepEqual(me.sites, ['Lyon']);
  });

  it('does not say that Microsoft’s list cannot be read because Microsoft is silent now', async () => {
    const asked = directory.softwareOathMethods;
    directory.softwareOathMethods = () => Promise.reject(new ProblemError('directory-unavailable'));
    try {
      const response = await fetch(`${url}/api/me`, { headers: await signedIn() });
      assert.equal(api.me.reply.parse(await response.json()).methodsReadable, true);
    } finally {
      directory.softwareOathMethods = asked;
    }
  });

  it('tells an administrator what the set-up at Microsoft lacks, and what they themselves may do there', async () => {
    for (const [language, mine] of [
      ['en', 'At Microsoft you may create no token and assign no token.'],
      ['de', 'Bei Microsoft dürfen Sie keine Tokens anlegen und keines zuweisen.'],
    ] as const) {
      const response = await fetch(`${url}/api/tenant?language=${language}`, { headers: await signedIn() });
      const { ok, findings } = api.getTenant.reply.parse(await response.json());
      // Nobody here may create a token at Microsoft, and the licence for it is there.
      assert.deepEqual([ok, findings.filter((one) => !one.ok).map(({ id }) => id)], [false, ['role-policy']]);
      assert.equal(findings.find(({ id }) => id === 'your-roles')?.what, mine);
    }
  });

  it('pairs a burner, links it, and shows it online', async () => {
    const made = await post('/api/burners/pairing-codes', { name: 'Desk Lyon' }, await signedIn());
    const { code } = api.createPairingCode.reply.parse(await made.json());
    const { response, link } = await pairWith(code);
    const paired = pairReply.parse(await response.json());
    assert.equal(paired.name, 'Desk Lyon');

    const { nonce } = challengeReply.parse(await (await fetch(`${url}/api/burner/challenge`)).json());
    const { host } = new URL(url);
    const signature = sign(
      null,
      Buffer.from(linkStatement({ nonce, host, path: linkPath })),
      link.privateKey,
    );
    const socket = new WebSocket(`ws://${host}${linkPath}`, {
      headers: {
        [linkHeaders.keyId]: paired.keyId,
        [linkHeaders.nonce]: nonce,
        [linkHeaders.signature]: signature.toString('base64url'),
      },
    });
    await once(socket, 'open');
    socket.send(JSON.stringify({ ...hello, now: Date.now() }));
    const [frame] = await once(socket, 'message');
    assert.equal(JSON.parse(String(frame)).type, 'welcome');
    const list = await fetch(`${url}/api/burners`, { headers: await signedIn() });
    const [burner] = api.listBurners.reply.parse(await list.json()).items;
    assert.deepEqual([burner?.id, burner?.online, burner?.state], [paired.burnerId, true, 'pending']);
    socket.terminate();
    assert.equal(logLines.join('').includes(code), false);
  });

  it('limits tries to pair, counting the wrong ones too', async () => {
    const first = await pairWith('AAAA-AAAA-AAAA');
    assert.equal(problemReply.parse(await first.response.json()).problem.code, 'pairing-code-wrong');
    const response = await pairUntilRefused();
    assert.match(response.headers.get('retry-after') ?? '', /^[12]$/);
    assert.equal(problemReply.parse(await response.json()).problem.code, 'too-many-tries');
  });

  it('gives a paired desk its challenge however much comes from its address', async () => {
    await (await pairUntilRefused()).body?.cancel();
    for (let asked = 0; asked < 400; asked += 1) {
      const response = await fetch(`${url}/api/burner/challenge`);
      assert.equal(response.status, 200);
      await response.body?.cancel();
    }
  });

  it('counts behind a trusted proxy by what the proxy says, else by the proxy', async () => {
    const env = { ...practiceEnvironment(keys), DATA_FOLDER: join(folder, 'behind'), LOG_LEVEL: 'silent' };
    const from = async (base: string, forwarded: string) => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwarded };
      const response = await fetch(`${base}/api/burner/pair`, { method: 'POST', headers, body: '{}' });
      await response.body?.cancel();
      return response.status;
    };
    const fromMany = async (base: string) => {
      const statuses: number[] = [];
      for (let n = 1; n <= 2 * limits.pair.times; n += 1) statuses.push(await from(base, `203.0.113.${n}`));
      return new Set(statuses);
    };
    assert.deepEqual(await fromMany(url), new Set([400, 429]), 'nobody is trusted: all are one');
    const behind = createApp(parseConfig({ ...env, TRUSTED_PROXIES: '127.0.0.0/8, ::1' }), { directory });
    try {
      const { url: proxied } = await behind.start();
      assert.deepEqual(await fromMany(proxied), new Set([400]), 'the proxy is: each is its own');
    } finally {
      await behind.close();
    }
  });

  it('limits typed codes to five a minute for one request', async () => {
    const statuses: number[] = [];
    for (let tried = 0; tried < 6; tried += 1) {
      statuses.push((await post('/api/requests/r-1/check', { code: '482913' }, await signedIn())).status);
    }
    assert.deepEqual(statuses, [404, 404, 404, 404, 404, 429]);
    assert.equal((await post('/api/requests/r-2/check', { code: '482913' }, await signedIn())).status, 404);
    assert.equal(logLines.join('').includes('482913'), false);
  });

  it('lets nobody use up the tries of whoever works on a request', async () => {
    const type = async (claims: Readonly<Record<string, unknown>>) => {
      const headers = {
        authorization: `Bearer ${await keys.accessToken({ claims })}`,
        'content-type': 'application/json',
      };
      const response = await post('/api/requests/request-1/check', { code: '123456' }, headers);
      return problemReply.parse(await response.json()).problem.code;
    };
    for (let tried = 0; tried < 6; tried += 1) await type({ oid: 'somebody-else' });
    assert.equal(await type({ oid: 'somebody-else' }), 'too-many-tries');
    assert.equal(await type({}), 'request-not-found');
  });

  it('answers every reading route with what the contract promises, on an empty database', async () => {
    const headers = await signedIn();
    for (const route of [api.listRequests, api.listBurners, api.listAudit, api.verifyAudit]) {
      const response = await fetch(`${url}${route.path}`, { headers });
      assert.equal(response.status, 200, route.path);
      assert.ok(route.reply.safeParse(await response.json()).success, route.path);
    }
  });

  it('says that its port is taken, and leaves nothing open', async () => {
    const { port } = new URL(url);
    const other = await mkdtemp(join(tmpdir(), 'bot-'));
    const config = parseConfig({ ...practiceEnvironment(keys), DATA_FOLDER: other, PORT: port });
    const second = createApp(config, { directory, log: createLog({ logLevel: 'silent' }) });
    await assert.rejects(second.start(), { code: 'EADDRINUSE' });
    await rm(other, { recursive: true });
  });

  it('closes twice without complaint', async () => {
    await app.close();
    await app.close();
    await assert.rejects(fetch(`${url}/health`));
  });
});

describe('the bot as a process', () => {
  // a process of its own compiles its sources first
  let keys: KeyServer;
  let folder: string;
  let child: ChildProcess | null = null;
  before(async () => {
    keys = await startKeyServer();
  });
  after(() => keys.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bot-'));
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  const start = (env: Record<string, string>) => {
    const args = ['--conditions=tokendesk:src', '--import=tsx', 'bot/src/main.ts'];
    child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return child;
  };
  const textOf = (stream: NodeJS.ReadableStream | null) => {
    const parts: string[] = [];
    stream?.on('data', (part: Buffer) => parts.push(part.toString()));
    return () => parts.join('');
  };

  it('starts, says where it listens, and stops on SIGTERM with exit code 0', async () => {
    const bot = start({ ...practiceEnvironment(keys), DATA_FOLDER: folder });
    const log = textOf(bot.stdout);
    while (!log().includes('is listening')) await once(bot.stdout!, 'data');
    const { url } = JSON.parse(
      log()
        .split('\n')
        .find((line) => line.includes('is listening'))!,
    );
    assert.equal((await fetch(`${url}/health`)).status, 200);
    bot.kill('SIGTERM');
    assert.deepEqual(await once(bot, 'exit'), [0, null]);
    assert.ok((await readFile(join(folder, 'token-desk.db'))).length > 0);
  });

  it('does not start with a practice setting in a real deployment, and says which', async () => {
    const bot = start({ ...practiceEnvironment(keys), DATA_FOLDER: folder, TENANT_ID: keys.tenantId });
    const errors = textOf(bot.stderr);
    assert.deepEqual(await once(bot, 'close'), [1, null]);
    assert.match(errors(), /mixed in the settings.*TOKEN_DESK_PRACTICE, TENANT_ID/i);
  });

  it('does not open a database of a real deployment for practice', async () => {
    const store = await openStore({ file: join(folder, 'token-desk.db') });
    await claimDatabase(store, false);
    await store.close();
    const bot = start({ ...practiceEnvironment(keys), DATA_FOLDER: folder });
    const errors = textOf(bot.stderr);
    assert.deepEqual(await once(bot, 'close'), [1, null]);
    assert.match(errors(), /^This database belongs to a real deployment\./m);
  });
});
