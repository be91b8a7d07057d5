import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@token-desk/bot/log';
import { openStore, type Store } from '@token-desk/bot/store/database';
import type { TeamsDeps } from '@token-desk/bot/teams/deps';
import { createTeamsBot } from '@token-desk/bot/teams/teams-bot';
import { createTeamsDeps } from '@token-desk/bot/teams/wire';
import { cast } from '@token-desk/practice/people';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startCore } from '../../support/bot/bot-core.ts';
import { type ChatClient, chatClient } from '../../support/teams/chat-client.ts';
import { closeServer, listen, serveBot } from '../../support/teams/chat-server.ts';
import { startFakeConnector } from '../../support/teams/fake-connector.ts';

const appId = '99999999-aaaa-bbbb-cccc-000000000001';
const issuer = 'https://api.botframework.com';
const tenantId = '5d1f6c1e-7a0b-4c55-9a53-0c6e2f1b7d10';
const serviceUrl = 'https://smba.trafficmanager.net/emea/';

/** botbuilder keeps keys per address for the whole process, so each suite serves its own. */
async function serveKeys(keys: readonly object[]): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : { jwks_uri: `${url}/keys` }));
  });
  await listen(server);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, url };
}

describe('the bot with an app id', () => {
  type Key = Awaited<ReturnType<typeof generateKeyPair>>;
  let ours: Key;
  let theirs: Key;
  let keys: { server: Server; url: string };
  let folder: string;
  let store: Store;
  let chat: TeamsDeps;
  let connector: Awaited<ReturnType<typeof startFakeConnector>>;
  let server: Awaited<ReturnType<typeof serveBot>>;
  let client: ChatClient;
  const consoleError = console.error;
  const printed: unknown[] = [];

  before(async () => {
    [ours, theirs] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const published = { ...(await exportJWK(ours.publicKey)), kid: 'good', endorsements: ['msteams'] };
    keys = await serveKeys([published, { ...published, kid: 'elsewhere', endorsements: ['webchat'] }]);
    connector = await startFakeConnector();
    folder = await mkdtemp(join(tmpdir(), 'token-desk-jwt-'));
    store = await openStore({ file: join(folder, 'chat.db') });
    const app = { appId, appPassword: 'not-used' };
    chat = createTeamsDeps(startCore(store).deps, {
      config: { practice: false, frameOrigins: [], teamsAppId: null, bot: app },
      log: createLog({ logLevel: 'silent' }),
    });
    console.error = (...values) => void printed.push(...values);
    const bot = createTeamsBot(chat, {
      practice: false,
      tenantId,
      bot: app,
      endpoints: {
        ToBotFromChannelOpenIdMetadataUrl: `${keys.url}/openid`,
        ToBotFromEmulatorOpenIdMetadataUrl: `${keys.url}/openid`,
        ToBotFromChannelTokenIssuer: issuer,
        ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        OAuthUrl: 'https://api.botframework.com',
        CallerId: '',
      },
    });
    server = await serveBot(bot);
    client = chatClient(server, connector, {
      person: cast.manager,
      place: { kind: 'personal', id: 'chat-ada' },
    });
  });
  after(async () => {
    console.error = consoleError;
    await Promise.all([server.close(), connector.close(), closeServer(keys.server)]);
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  type Claims = Readonly<Record<string, unknown>>;
  const accessToken = (claims: Claims = {}, { kid = 'good', key = ours, expires = '5m' } = {}) =>
    new SignJWT({ serviceurl: serviceUrl, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuer(String(claims.iss ?? issuer))
      .setAudience(String(claims.aud ?? appId))
      .setIssuedAt()
      .setNotBefore('-1h')
      .setExpirationTime(expires)
      .sign(key.privateKey);
  // No answer is sent for this kind of activity, so nothing leaves for the real service.
  const quiet = { type: 'conversationUpdate', serviceUrl };
  const postWith = (authorization: string | null, activity: object = quiet) =>
    client.post(activity, authorization === null ? {} : { authorization });

  it('takes an activity that Microsoft signed for it', async () => {
    const { status, body } = await postWith(`Bearer ${await accessToken()}`);
    assert.equal(status, 200, JSON.stringify(body));
  });

  const refused: readonly (readonly [string, () => Promise<string | null>])[] = [
    ['no access token', async () => null],
    ['another scheme', async () => 'Basic YTpi'],
    ['no JWT', async () => 'Bearer nonsense'],
    ['another audience', async () => `Bearer ${await accessToken({ aud: 'somebody-else' })}`],
    ['another issuer', async () => `Bearer ${await accessToken({ iss: 'https://evil.example' })}`],
    [
      'another service address',
      async () => `Bearer ${await accessToken({ serviceurl: 'https://x.example' })}`,
    ],
    ['an expired access token', async () => `Bearer ${await accessToken({}, { expires: '-30m' })}`],
    ['a key nobody published', async () => `Bearer ${await accessToken({}, { kid: 'unknown' })}`],
    ['a key for another channel', async () => `Bearer ${await accessToken({}, { kid: 'elsewhere' })}`],
    ['a signature by another key', async () => `Bearer ${await accessToken({}, { key: theirs })}`],
  ];
  for (const [name, authorization] of refused) {
    it(`refuses ${name}, without saying why`, async () => {
      const { status, body } = await postWith(await authorization(), {
        type: 'message',
        text: 'request',
        serviceUrl,
      });
      assert.equal(status, 401);
      assert.equal(body, null);
      assert.equal(connector.sent.length, 0);
    });
  }

  it('refuses a service that is not Microsoft’s, whatever the access token says', async () => {
    const evil = 'https://evil.example/';
    const authorization = `Bearer ${await accessToken({ serviceurl: evil })}`;
    assert.equal((await postWith(authorization, { ...quiet, serviceUrl: evil })).status, 403);
  });

  it('refuses another tenant', async () => {
    const conversation = { id: 'c', conversationType: 'personal', tenantId: 'another-tenant' };
    const { status } = await postWith(`Bearer ${await accessToken()}`, { ...quiet, conversation });
    assert.equal(status, 403);
  });

  it('refuses a tenant named in one place only when it is another, and an activity that names none', async () => {
    const authorization = `Bearer ${await accessToken()}`;
    const chat = { id: 'c', conversationType: 'personal' };
    const ours = { ...chat, tenantId };
    const tenant = (id: string) => ({ tenant: { id } });
    for (const [activity, status] of [
      [{ conversation: chat, channelData: {} }, 403],
      [{ conversation: chat, channelData: tenant(tenantId) }, 200],
      [{ conversation: ours, channelData: {} }, 200],
      [{ conversation: ours, channelData: tenant('another-tenant') }, 403],
      [{ conversation: { ...chat, tenantId: tenantId.toUpperCase() }, channelData: {} }, 200],
    ] as const)
      assert.equal((await postWith(authorization, { ...quiet, ...activity })).status, status);
  });

  for (const channelId of ['webchat', 'directline', 'emulator', 'email', 'MSTEAMS'])
    it(`refuses the channel ${channelId}, whatever signed it`, async () => {
      const activity = { ...quiet, channelId };
      assert.equal((await postWith(`Bearer ${await accessToken()}`, activity)).status, 403);
    });

  it('prints nothing about refused access tokens', () => {
    assert.deepEqual(printed, []);
  });

  it('does not start without an app id outside practice', () => {
    assert.throws(
      () => createTeamsBot(chat, { practice: false, bot: null, tenantId }),
      (error: Error) => error.message === 'config-invalid',
    );
  });
});
