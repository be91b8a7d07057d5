import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDirectory } from '@token-desk/bot/graph/directory';
import type { Directory } from '@token-desk/bot/ports';
import { ProblemError } from '@token-desk/contract/problem';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import {
  createPracticeEntra,
  defaultPermissions,
  type PracticeEntra,
} from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import { createDevice } from '@token-desk/tab/graph/devices';
import { assign, assignAndActivate } from '@token-desk/tab/graph/methods';
import { Secret, TOTP } from 'otpauth';
import { application, graphSettings } from '../../support/entra/practice-graph.ts';
import { TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const seed = Uint8Array.from({ length: 20 }, (_, at) => at * 7 + 3);
const serial = '86596000004711';
const { subject } = cast;
const accessTokens = { issuer: '', jwksUrl: '', clientId: application.clientId, audiences: [] };

describe('hardware tokens, as the server reads them at Microsoft', () => {
  let clock: HandClock;
  let entra: PracticeEntra;
  let directory: Directory;
  let tom: TechnicianGraph;

  beforeEach(async () => {
    clock = new HandClock(Date.now());
    entra = createPracticeEntra({ clock: clock.now, ...application });
    await entra.start();
    directory = server();
    tom = new TechnicianGraph(entra, clock);
  });
  afterEach(() => entra.close());

  /** What was consented to stands in its access token, which it keeps. */
  const server = (): Directory =>
    createDirectory({ graph: graphSettings(entra), accessTokens, bot: null }, clock);
  const load = () =>
    createDevice(tom.access, {
      ...{ serial, manufacturer: 'Token2', model: 'miniOTP-2-i', seed, algorithm: 'SHA1', stepSeconds: 30 },
      displayName: `miniOTP-2-i ${serial}`,
    });
  const shows = () =>
    new TOTP({ secret: Secret.fromBase32(encodeBase32(seed)) }).generate({ timestamp: clock.now() });
  const given = { personId: subject.id, serial, displayName: 'x' };

  for (const deviceShape of ['flat', 'nested'] as const)
    it(`are found by serial and by id, with whose they are, in Graph’s ${deviceShape} shape`, async () => {
      entra.change({ deviceShape });
      assert.deepEqual(await directory.hardwareDevices({ serial }), []);
      const { deviceId } = await load();
      const free = [{ id: deviceId, serial, assignedTo: null }];
      assert.deepEqual(await directory.hardwareDevices({ serial }), free);
      assert.deepEqual(await directory.hardwareDevices({ id: deviceId }), free);
      assert.deepEqual(await directory.hardwareMethods(subject.id), []);
      await assign(tom.access, { personId: subject.id, serial, deviceId });
      const [assigned] = (await directory.hardwareMethods(subject.id)) ?? [];
      assert.deepEqual(
        [assigned?.deviceId, assigned?.serial, assigned?.isActivated],
        [deviceId, serial, false],
      );
      const taken = [{ id: deviceId, serial, assignedTo: subject.id }];
      assert.deepEqual(await directory.hardwareDevices({ id: deviceId }), taken);
    });

  it('are a person’s once a code made them so', async () => {
    const { deviceId } = await load();
    await assignAndActivate(tom.access, { ...given, code: shows() });
    const [method] = (await directory.hardwareMethods(subject.id)) ?? [];
    assert.deepEqual([method?.deviceId, method?.serial, method?.isActivated], [deviceId, serial, true]);
    assert.deepEqual(await directory.recentHardwareMethods(subject.id), [method]);
  });

  it('are none under an id or a serial that the tenant does not have', async () => {
    await load();
    assert.deepEqual(await directory.hardwareDevices({ id: 'gone' }), []);
    assert.deepEqual(await directory.hardwareDevices({ serial: "x' or 1 eq 1" }), []);
  });

  it('are not known where they may not be read, each by its own permission', async () => {
    await load();
    const allowed = (permissions: readonly string[]) => {
      entra.setPermissions(permissions);
      return server();
    };
    const without = (...names: readonly string[]) =>
      allowed(defaultPermissions.filter((name) => !names.includes(name)));
    const noPolicy = without('Policy.Read.All');
    assert.equal(await noPolicy.hardwareDevices({ serial }), null);
    assert.deepEqual(await noPolicy.hardwareMethods(subject.id), []);
    const noMethods = without('UserAuthMethod-HardwareOATH.Read.All', 'UserAuthenticationMethod.Read.All');
    assert.equal(await noMethods.hardwareMethods(subject.id), null);
    const broader = allowed(['User.Read.All', 'UserAuthenticationMethod.Read.All']);
    assert.deepEqual(await broader.hardwareMethods(subject.id), []);
  });
});

describe('an answer about hardware tokens', () => {
  let server: ReturnType<typeof createServer>;
  let directory: Directory;
  let answer: (path: string) => { readonly status: number; readonly body: unknown };

  beforeEach(async () => {
    server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? '');
      const { status, body } =
        path === '/token' ? { status: 200, body: { access_token: 'app', expires_in: 3600 } } : answer(path);
      response.writeHead(status, { 'retry-after': '0' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const graph = {
      ...{ url, tokenUrl: `${url}/token`, scope: 's', clientId: 'c', authority: url },
      credential: { kind: 'secret', secret: 's' } as const,
    };
    directory = createDirectory({ graph, accessTokens, bot: null }, new HandClock(Date.now()));
  });
  afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  const device = { id: 'd-1', serialNumber: serial, status: 'activated', assignedTo: { id: 'p-1' } };

  it('may have the device inside a value', async () => {
    answer = () => ({ status: 200, body: { value: device } });
    assert.deepEqual(await directory.hardwareDevices({ id: 'd-1' }), [
      { id: 'd-1', serial, assignedTo: 'p-1' },
    ]);
  });

  it('may have a person’s method without its device’s id', async () => {
    answer = () => ({
      status: 200,
      body: { value: [{ id: 'm-1', serialNumber: serial, status: 'activated' }] },
    });
    assert.deepEqual(await directory.hardwareMethods('p-1'), [
      { id: 'm-1', deviceId: null, serial, isActivated: true },
    ]);
  });

  it('may go over pages', async () => {
    answer = (path) => {
      const { port } = server.address() as AddressInfo;
      const next = `http://127.0.0.1:${port}/beta/next`;
      const isFirst = !path.endsWith('/next');
      const value = [{ ...device, id: isFirst ? 'd-1' : 'd-2' }];
      return { status: 200, body: { value, ...(isFirst ? { '@odata.nextLink': next } : {}) } };
    };
    const found = await directory.hardwareDevices({ serial });
    assert.deepEqual(
      found?.map(({ id }) => id),
      ['d-1', 'd-2'],
    );
  });

  it('that is trouble is no answer', async () => {
    const fails = async (status: number, code: string) => {
      answer = () => ({ status, body: {} });
      for (const asked of [directory.hardwareDevices({ id: 'd-1' }), directory.hardwareMethods('p-1')])
        await assert.rejects(
          asked,
          (error: unknown) => error instanceof ProblemError && error.problem.code === code,
        );
    };
    await fails(503, 'directory-unavailable');
    await fails(400, 'directory-refused');
  });
});
