import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api, type RouteName } from '@token-desk/contract/api';
import { roles } from '@token-desk/contract/ids';
import { ProblemError } from '@token-desk/contract/problem';
import { may, rolesFor } from '@token-desk/contract/rights';
import { maxBodyBytes, type Route } from '@token-desk/contract/routes/route';
import { problemReply } from '@token-desk/contract/views';
import { type HttpEdge, startHttpEdge } from '../../support/bot/http-edge.ts';
import { type KeyServer, startKeyServer } from '../../support/bot/key-server.ts';

const addressOf = (route: Route) => route.path.replace(/:\w+/g, 'id-1');
const routes = Object.entries(api) as [RouteName, Route][];

type Problem = { status: number; code: string; detail: Record<string, unknown> | undefined };

async function problemOf(response: Response): Promise<Problem> {
  const body = problemReply.safeParse(await response.json());
  assert.ok(body.success, `${response.status} is not a problem reply`);
  assert.notEqual(body.data.title, '');
  assert.notEqual(body.data.action, '');
  return { status: response.status, code: body.data.problem.code, detail: body.data.problem.detail };
}

describe('bot over HTTP', () => {
  let keys: KeyServer;
  let edge: HttpEdge;
  let tabFolder: string;

  before(async () => {
    keys = await startKeyServer();
    tabFolder = await mkdtemp(join(tmpdir(), 'tab-'));
    await mkdir(join(tabFolder, 'assets'));
    await writeFile(join(tabFolder, 'index.html'), '<!doctype html><title>tab</title>');
    await writeFile(join(tabFolder, 'assets', 'main-3fA9.js'), 'export {};'.repeat(100));
    await writeFile(join(tabFolder, '..', 'outside.html'), 'outside');
  });
  after(async () => {
    await keys.close();
    await rm(tabFolder, { recursive: true });
    await rm(join(tabFolder, '..', 'outside.html'));
  });
  beforeEach(async () => {
    edge = await startHttpEdge({
      keys,
      env: { TAB_FOLDER: tabFolder, PRACTICE_ORIGINS: 'http://localhost:4000' },
      handlers: {
        listBurners: async () => ({ items: [] }),
        getRequest: async () => {
          throw new ProblemError('request-not-found');
        },
        checkCode: async () => ({ matched: true, stepOffset: 0, problem: null, sealed: null }),
      },
    });
  });
  afterEach(() => edge.close());

  const call = (route: Route, init: RequestInit & { token?: string } = {}) =>
    fetch(`${edge.url}${addressOf(route)}`, {
      method: route.method,
      ...(route.body === undefined ? {} : { body: '{}' }),
      ...init,
      headers: {
        ...(route.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
        ...(init.headers as Record<string, string>),
      },
    });

  describe('who may call', () => {
    const refused: [string, () => string | Promise<string>][] = [
      ['wrong issuer', () => keys.accessToken({ claims: { iss: 'https://sts.contoso.example/v2.0' } })],
      ['wrong audience', () => keys.accessToken({ claims: { aud: 'another-app' } })],
      ['wrong tenant', () => keys.accessToken({ claims: { tid: '77777777-2222-4333-8444-555555555555' } })],
      ['wrong signature', () => keys.forgedToken()],
      ['alg none', () => keys.unsignedToken()],
      ['the public key used as a shared secret', () => keys.confusedToken()],
      ['expired', () => keys.accessToken({ lifetimeSeconds: -3600 })],
      ['no expiry', () => keys.accessToken({ claims: { exp: undefined } })],
      ['no object id', () => keys.accessToken({ claims: { oid: undefined } })],
      ['no tenant', () => keys.accessToken({ claims: { tid: undefined } })],
      ['no scope (an app-only access token)', () => keys.accessToken({ claims: { scp: undefined } })],
      ['another scope', () => keys.accessToken({ claims: { scp: 'access_as_user_not openid' } })],
      ['rubbish', () => 'rubbish'],
    ];
    for (const [what, makeToken] of refused) {
      it(`refuses an access token with ${what}, at every address`, async () => {
        const token = await makeToken();
        for (const [name, route] of routes) {
          const response = await call(route, { token });
          assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer/);
          assert.deepEqual(
            await problemOf(response),
            { status: 401, code: 'access-token-refused', detail: undefined },
            name,
          );
        }
        assert.deepEqual(edge.reached, []);
      });
    }

    it('takes the tenant however its id is written, here and there', async () => {
      const tenantId = 'ABCDEFAB-2222-4333-8444-ABCDEFABCDEF';
      const ours = await startHttpEdge({
        keys,
        env: { PRACTICE_TENANT_ID: tenantId },
        handlers: { listBurners: async () => ({ items: [] }) },
      });
      try {
        for (const tid of [tenantId, tenantId.toLowerCase()]) {
          const token = await keys.accessToken({ claims: { tid }, roles: ['Technician'] });
          const headers = { authorization: `Bearer ${token}` };
          assert.equal((await fetch(`${ours.url}${api.listBurners.path}`, { headers })).status, 200, tid);
        }
      } finally {
        await ours.close();
      }
    });

    it('refuses a caller without any access token, at every address', async () => {
      for (const [name, route] of routes) {
        assert.equal((await problemOf(await call(route))).code, 'not-signed-in', name);
      }
    });

    it('refuses every role a route does not name, at every address, and lets in every one it does', async () => {
      for (const [name, route] of routes) {
        for (const role of roles) {
          const abort = new AbortController();
          const response = await call(route, {
            token: await keys.accessToken({ roles: [role] }),
            signal: abort.signal,
          });
          const mayCall = may(route.right, [role]);
          if (response.status === 200) abort.abort();
          const code = response.status === 200 ? null : (await problemOf(response)).code;
          assert.equal(code !== 'role-missing', mayCall, `${name} as ${role}: ${code}`);
          if (!mayCall) assert.equal(response.status, 403);
        }
      }
    });

    it('refuses a person without any role, at every address, and says which would do', async () => {
      const token = await keys.accessToken({ roles: ['Reader'] });
      for (const [name, route] of routes) {
        const problem = await problemOf(await call(route, { token }));
        assert.equal(problem.status, 403, name);
        assert.deepEqual(problem.detail, { roles: rolesFor(route.right).join(', ') });
      }
      assert.deepEqual(edge.reached, []);
    });

    it('says that the directory is down when the keys cannot be read', async () => {
      const token = await keys.accessToken();
      const other = await startHttpEdge({ keys, env: { JWKS_URL: 'http://127.0.0.1:1/keys' } });
      try {
        const response = await fetch(`${other.url}/api/burners`, {
          headers: { authorization: `Bearer ${token}` },
        });
        assert.deepEqual(await problemOf(response), {
          status: 503,
          code: 'directory-unavailable',
          detail: undefined,
        });
      } finally {
        await other.close();
      }
    });

    it('never writes an access token into the log', async () => {
      const token = await keys.accessToken();
      await call(api.listBurners, { token });
      await call(api.listBurners, { token: await keys.forgedToken() });
      assert.ok(edge.logLines.length >= 2);
      assert.equal(edge.logLines.join('').includes('eyJ'), false);
    });
  });

  describe('what may be sent', () => {
    const outside = [
      '/',
      '/api',
      '/api/',
      '/api/me/',
      '/api/nothing',
      '/api/requests/a/b/c',
      '/API/ME',
      '//api/me',
      '/api/burner/link',
      '/metrics',
      '/debug',
      '/%zz',
      '/api/requests/%zz',
    ];
    for (const path of outside) {
      it(`has nothing at ${path}`, async () => {
        const token = await keys.accessToken();
        const response = await fetch(`${edge.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
        assert.deepEqual(await problemOf(response), { status: 404, code: 'not-found', detail: undefined });
      });
    }

    it('has nothing under a method the table does not name', async () => {
      for (const [name, route] of routes) {
        for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
          if (routes.some(([, other]) => other.method === method && addressOf(other) === addressOf(route)))
            continue;
          const response = await fetch(`${edge.url}${addressOf(route)}`, { method });
          assert.equal((await problemOf(response)).code, 'not-found', `${method} ${name}`);
        }
      }
    });

    it('refuses a body that is too large, said or not said beforehand', async () => {
      const token = await keys.accessToken();
      const body = JSON.stringify({ code: 'x'.repeat(maxBodyBytes) });
      assert.deepEqual(await problemOf(await call(api.checkCode, { token, body })), {
        status: 413,
        code: 'too-large',
        detail: undefined,
      });
      const stream = new Blob([body]).stream();
      const unsaid = await call(api.checkCode, { token, body: stream, duplex: 'half' } as RequestInit & {
        token: string;
      });
      assert.equal((await problemOf(unsaid)).code, 'too-large');
      assert.deepEqual(edge.reached, []);
    });

    it('takes a larger body where the table says so, and only there', async () => {
      const token = await keys.accessToken();
      const csv = 'x'.repeat(300_000);
      const taken = await call(api.importTokens, { token, body: JSON.stringify({ csv, commit: false }) });
      assert.equal((await problemOf(taken)).code, 'unexpected');
      assert.deepEqual(
        edge.reached.map(({ name }) => name),
        ['importTokens'],
      );
      const more = JSON.stringify({ csv: 'x'.repeat(600_000), commit: false });
      assert.equal((await problemOf(await call(api.importTokens, { token, body: more }))).code, 'too-large');
    });

    const bad: [string, string, Record<string, string>, string][] = [
      ['JSON that is cut', '{"code":"canary', {}, 'body'],
      ['no body', '', {}, 'body'],
      ['bytes that are no UTF-8', '', {}, 'body'],
      ['a form', 'code=canary', { 'content-type': 'application/x-www-form-urlencoded' }, 'content-type'],
      [
        'JSON called text, which a foreign page could post',
        '{"code":"canary"}',
        { 'content-type': 'text/plain' },
        'content-type',
      ],
      ['a field of the wrong shape', '{"code":"canary"}', {}, 'code'],
      ['an array', '[]', {}, 'body'],
    ];
    for (const [what, body, headers, where] of bad) {
      it(`refuses ${what}, and does not repeat it`, async () => {
        const token = await keys.accessToken();
        const bytes = what.includes('UTF-8') ? new Uint8Array([0x22, 0xff, 0x22]) : body;
        const response = await call(api.checkCode, { token, body: bytes, headers });
        const text = await response.clone().text();
        assert.deepEqual(await problemOf(response), { status: 400, code: 'bad-request', detail: { where } });
        assert.equal(/canary/.test(text + edge.logLines.join('')), false);
      });
    }

    it('refuses a query and an id that do not fit', async () => {
      const headers = { authorization: `Bearer ${await keys.accessToken()}` };
      const twice = await fetch(`${edge.url}/api/requests?state=queued&state=closed`, { headers });
      assert.deepEqual((await problemOf(twice)).detail, { where: 'query' });
      const unknown = await fetch(`${edge.url}/api/requests?state=lost`, { headers });
      assert.deepEqual((await problemOf(unknown)).detail, { where: 'state' });
      const id = await fetch(`${edge.url}/api/requests/a%20b`, { headers });
      assert.deepEqual((await problemOf(id)).detail, { where: 'requestId' });
      assert.deepEqual(edge.reached, []);
    });

    it('refuses a foreign name for this computer in practice', async () => {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        httpRequest(`${edge.url}/health`, { headers: { host: 'rebound.contoso.example' } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
      assert.equal(status, 404);
    });
  });

  describe('what comes back', () => {
    it('gives the handler what was parsed, and the caller what the contract names', async () => {
      const token = await keys.accessToken({ roles: ['Technician'] });
      const response = await call(api.checkCode, { token, body: '{"code":"123456","more":1}' });
      assert.deepEqual(await response.json(), { matched: true, stepOffset: 0, problem: null, sealed: null });
      const given = edge.reached[0]!.call as {
        params: unknown;
        body: unknown;
        caller: { roles: unknown; person: unknown };
      };
      assert.deepEqual(given.params, { requestId: 'id-1' });
      assert.deepEqual(given.body, { code: '123456' });
      assert.deepEqual(given.caller.roles, ['Technician']);
      assert.deepEqual(given.caller.person, {
        id: 'aaaaaaaa-0000-4000-8000-000000000001',
        name: 'Tom Weber',
        upn: 'tom.weber@contoso.example',
      });
      assert.equal(edge.logLines.join('').includes('123456'), false);
    });

    it('shows a problem as its title and what to do', async () => {
      const response = await call(api.getRequest, { token: await keys.accessToken() });
      assert.deepEqual(await problemOf(response), {
        status: 404,
        code: 'request-not-found',
        detail: undefined,
      });
    });

    it('shows an unknown error as an id only, and logs it whole under that id', async () => {
      const response = await call(api.me, { token: await keys.accessToken() });
      const text = await response.clone().text();
      const problem = await problemOf(response);
      assert.equal(problem.code, 'unexpected');
      assert.equal(text.includes('reached me'), false);
      const line = edge.logLines.find((one) => one.includes(String(problem.detail?.id)));
      assert.ok(line?.includes('reached me'));
    });

    it('keeps API answers out of caches and foreign frames', async () => {
      const response = await call(api.listBurners, { token: await keys.accessToken() });
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
      assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
    });

    it('answers /health without saying anything about itself', async () => {
      const response = await fetch(`${edge.url}/health`);
      assert.deepEqual(await response.json(), { ok: true });
      assert.equal(response.headers.get('server'), null);
    });

    it('hands activities to the bot and refuses too large ones', async () => {
      const post = (body: string) =>
        fetch(`${edge.url}/api/messages`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        });
      assert.deepEqual(await (await post('{"type":"message"}')).json(), { echo: { type: 'message' } });
      assert.equal(
        (await problemOf(await post(JSON.stringify({ text: 'x'.repeat(300_000) })))).code,
        'too-large',
      );
    });
  });

  describe('the tab', () => {
    it('is served with the policy Teams needs, the page never cached, hashed files for ever', async () => {
      const page = await fetch(`${edge.url}/tab/`);
      assert.equal(page.status, 200);
      assert.match(await page.text(), /<title>tab/);
      assert.equal(page.headers.get('cache-control'), 'no-cache');
      assert.match(
        page.headers.get('content-security-policy') ?? '',
        /frame-ancestors 'self' http:\/\/localhost:4000$/,
      );
      const script = await fetch(`${edge.url}/tab/assets/main-3fA9.js`);
      assert.match(script.headers.get('cache-control') ?? '', /immutable/);
      assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
      assert.equal((await script.text()).length, 1000);
      const again = await fetch(`${edge.url}/tab/`, {
        headers: { 'if-none-match': page.headers.get('etag') ?? '' },
      });
      assert.equal(again.status, 304);
    });

    it('answers its own addresses with the page', async () => {
      assert.match(await (await fetch(`${edge.url}/tab/requests/id-1`)).text(), /<title>tab/);
    });

    for (const path of [
      '../outside.html',
      '..%2foutside.html',
      '%2e%2e/outside.html',
      'assets/../../outside.html',
      '..%5coutside.html',
      'missing.js',
      'assets/%00.js',
    ]) {
      it(`has no file ${path}`, async () => {
        const status = await new Promise<number | undefined>((resolve, reject) => {
          const { hostname, port } = new URL(edge.url);
          httpRequest({ hostname, port, path: `/tab/${path}` }, (response) => {
            response.resume();
            resolve(response.statusCode);
          })
            .on('error', reject)
            .end();
        });
        assert.equal(status, 404);
      });
    }
  });
});
