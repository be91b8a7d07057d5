import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { ProblemError } from '@token-desk/contract/problem';
import { encodeBase32, encodeHex } from '@token-desk/contract/text/bytes';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import {
  allDevices,
  createDevice,
  deleteDevice,
  deviceBySerial,
  type NewDevice,
} from '@token-desk/tab/graph/devices';
import { assign, assignAndActivate, methodsOf } from '@token-desk/tab/graph/methods';
import { Secret, TOTP } from 'otpauth';
import { application } from '../../support/entra/practice-graph.ts';
import { refusalOf, TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const start = Date.UTC(2026, 10, 20, 9, 0, 0);
const serial = '86596000004711';
const path = '/beta/directory/authenticationMethodDevices/hardwareOathDevices';
const { subject, secondTechnician } = cast;

const newDevice = (change: Partial<NewDevice> = {}): NewDevice => ({
  serial,
  manufacturer: 'Token2',
  model: 'miniOTP-2-i',
  seed: Uint8Array.from({ length: 20 }, (_, at) => at * 7 + 3),
  algorithm: 'SHA1',
  stepSeconds: 30,
  displayName: `miniOTP-2-i ${serial}`,
  ...change,
});

describe('the tab at Microsoft: a token in the inventory', () => {
  let clock: HandClock;
  let entra: PracticeEntra;
  let tom: TechnicianGraph;

  beforeEach(async () => {
    clock = new HandClock(start);
    entra = createPracticeEntra({ clock: clock.now, ...application });
    await entra.start();
    tom = new TechnicianGraph(entra, clock);
  });
  afterEach(() => entra.close());

  const create = (change: Partial<NewDevice> = {}, graph = tom) =>
    createDevice(graph.access, newDevice(change));
  const posts = () => tom.requests.filter(({ method }) => method === 'POST');
  const rejects = async (work: Promise<unknown>, code: string): Promise<ProblemError> => {
    const error = await work.then(
      () => assert.fail(`no ${code}`),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ProblemError, inspect(error));
    assert.equal(error.problem.code, code);
    return error;
  };
  const codeOf = ({ seed, algorithm, stepSeconds }: NewDevice) =>
    new TOTP({
      secret: Secret.fromBase32(encodeBase32(seed)),
      algorithm,
      period: stepSeconds,
    }).generate({ timestamp: clock.now() });

  it('is in the whole list, page after page, each as it stands', async () => {
    assert.deepEqual(await allDevices(tom.access), []);
    const serials = Array.from({ length: 103 }, (_, at) => `CT${at}`);
    for (const one of serials) await create({ serial: one });
    tom.requests.length = 0;
    const found = await allDevices(tom.access);
    assert.deepEqual(
      found.map((one) => one.serial),
      serials,
    );
    assert.ok(found.every(({ holderId }) => holderId === null));
    assert.equal(tom.requests.length, 2);
  });

  it('is read from no other host than Graph’s, whatever a page says is next', async () => {
    for (const next of ['https://elsewhere.example/beta/x', `${entra.url}.elsewhere.example/beta/x`]) {
      tom.answers = [Response.json({ value: [], '@odata.nextLink': next })];
      tom.requests.length = 0;
      await rejects(allDevices(tom.access), 'inventory-not-readable');
      assert.equal(tom.requests.length, 1);
    }
  });

  it('is not read where a row, or the whole answer, is not as documented, or Graph refuses: no serial is named', async () => {
    const refusal = Response.json({ error: { code: 'badRequest', message: 'no' } }, { status: 400 });
    for (const answer of [Response.json({ value: [{ id: 5 }] }), Response.json({ rows: [] }), refusal]) {
      tom.answers = [answer];
      await rejects(allDevices(tom.access), 'inventory-not-readable');
    }
  });

  for (const deviceShape of ['flat', 'nested'] as const)
    it(`is made once, looked for and taken out again, where Graph answers in its ${deviceShape} shape`, async () => {
      entra.change({ deviceShape });
      const { deviceId, requestId } = await create();
      assert.match(requestId ?? '', /^[0-9a-f-]{36}$/);
      const found = { deviceId, serial, isActivated: false, holderId: null };
      assert.deepEqual(await deviceBySerial(tom.access, serial), found);
      assert.deepEqual(entra.hardwareTokens(), [
        { serialNumber: serial, status: 'available', holderId: null },
      ]);
      await deleteDevice(tom.access, { deviceId, serial });
      assert.equal(await deviceBySerial(tom.access, serial), null);
      await assert.doesNotReject(deleteDevice(tom.access, { deviceId, serial }));
    });

  for (const [what, change, asked] of [
    ['20 bytes, SHA-1 and 30 s', {}, { timeIntervalInSeconds: 30, hashFunction: 'hmacsha1' }],
    [
      '32 bytes, SHA-256 and 60 s',
      { seed: new Uint8Array(32).fill(0xa5), algorithm: 'SHA256', stepSeconds: 60 },
      { timeIntervalInSeconds: 60, hashFunction: 'hmacsha256' },
    ],
  ] as const)
    it(`has its secret as Microsoft reads it: ${what}`, async () => {
      const device = newDevice(change);
      await createDevice(tom.access, device);
      const [made] = posts();
      assert.deepEqual(made, {
        method: 'POST',
        address: path,
        scope: 'Policy.ReadWrite.AuthenticationMethod',
        body: {
          serialNumber: serial,
          manufacturer: 'Token2',
          model: 'miniOTP-2-i',
          displayName: `miniOTP-2-i ${serial}`,
          secretKey: encodeBase32(device.seed),
          ...asked,
        },
      });
      const code = codeOf(device);
      await assignAndActivate(tom.access, { personId: subject.id, serial, code, displayName: 'x' });
      assert.equal((await methodsOf(tom.access, subject.id))[0]?.isActivated, true);
    });

  describe('is refused', () => {
    it('to who lacks the role', async () => {
      const other = new TechnicianGraph(entra, clock, secondTechnician.id);
      const { problem } = await rejects(create({}, other), 'device-create-refused');
      assert.match(String(problem.detail?.requestId), /^[0-9a-f-]{36}$/);
      assert.deepEqual(other.bodies, []);
    });

    it('by name of the permission that nobody consented to, before anything is asked', async () => {
      entra.setDelegated(entra.delegated.filter((name) => name !== 'Policy.ReadWrite.AuthenticationMethod'));
      const { problem } = await rejects(create(), 'graph-access-not-given');
      assert.deepEqual(problem.detail, { permission: 'Policy.ReadWrite.AuthenticationMethod' });
      assert.deepEqual(tom.requests, []);
    });

    it('where its serial is there already, and its secret stays here', async () => {
      await create();
      await rejects(create({ seed: new Uint8Array(20).fill(9) }), 'device-exists');
      assert.equal(posts().length, 1);
    });

    it('where its serial came there in the same moment', async () => {
      tom.answers = [Response.json({ value: [] })];
      const other = new TechnicianGraph(entra, clock);
      await create({}, other);
      await rejects(create(), 'device-exists');
    });

    for (const [status, message, code] of [
      [409, '', 'device-exists'],
      [400, 'A device with the same serial number exists.', 'device-exists'],
      [400, 'Hardware OATH is not available in this tenant.', 'device-create-impossible'],
      [403, '', 'device-create-refused'],
      [401, '', 'graph-access-not-given'],
      [404, '', 'device-create-impossible'],
    ] as const)
      it(`as ${code} with ${status} “${message}”`, async () => {
        tom.answers = [null, refusalOf(status, message)];
        await rejects(create(), code);
        assert.equal(posts().length, 1);
      });

    it('as what Microsoft does not take: an empty model', async () => {
      await rejects(create({ model: '' }), 'device-create-impossible');
    });

    it('to be taken out while somebody has it', async () => {
      const { deviceId } = await create();
      await assign(tom.access, { personId: subject.id, serial, deviceId });
      await rejects(deleteDevice(tom.access, { deviceId, serial }), 'device-assigned');
    });
  });

  describe('when Microsoft wants us to wait', () => {
    it('is made after as long as it says, and the screen is told', async () => {
      entra.throttleGraph(2, 7);
      await create();
      assert.deepEqual(tom.waits, [7_000, 0, 7_000, 0]);
      assert.equal(clock.now() - start, 14_000);
    });

    it('is given up after two minutes, and not made', async () => {
      entra.throttleGraph(1000, 50);
      await rejects(create(), 'graph-busy');
      assert.equal(clock.now() - start, 100_000);
      assert.deepEqual(entra.hardwareTokens(), []);
    });

    it('is given up at once when that is longer than two minutes', async () => {
      entra.throttleGraph(1, 121);
      await rejects(create(), 'graph-busy');
      assert.deepEqual(tom.waits, []);
    });

    it('is made when only the second call has to wait', async () => {
      tom.meanwhile = ({ method }) => {
        if (method === 'GET') entra.throttleGraph(1, 3);
        tom.meanwhile = () => {};
      };
      await create();
      assert.deepEqual(tom.waits, [3_000, 0]);
    });
  });

  describe('whose answer is lost', () => {
    it('is found there: made once', async () => {
      tom.losses = ['after'];
      const { deviceId, requestId } = await create();
      assert.equal(requestId, null);
      assert.equal(posts().length, 1);
      assert.equal((await deviceBySerial(tom.access, serial))?.deviceId, deviceId);
    });

    it('is made by a second call, where the first never arrived', async () => {
      tom.losses = ['before'];
      const { requestId } = await create();
      assert.match(requestId ?? '', /./);
      assert.deepEqual(entra.hardwareTokens().length, 1);
    });

    for (const seenAfterMs of [4_000, 10_000])
      it(`is found where Graph shows it after ${seenAfterMs / 1000} s`, async () => {
        entra.change({ seenAfterMs });
        tom.losses = ['after'];
        await create();
        assert.equal(entra.hardwareTokens().length, 1);
      });

    it('is unsure where Graph is gone', async () => {
      tom.losses = ['after'];
      tom.meanwhile = ({ method }) => {
        if (method === 'POST') entra.change({ isDown: true });
      };
      await rejects(create(), 'device-unsure');
      tom.meanwhile = () => {};
      entra.change({ isDown: false });
      await rejects(create(), 'device-exists');
    });

    it('is unsure where Graph never shows it', async () => {
      entra.change({ seenAfterMs: 60_000 });
      tom.losses = ['after'];
      await rejects(create(), 'device-unsure');
      assert.equal(entra.hardwareTokens().length, 1);
    });

    it('is unsure where both calls are lost and nothing is there', async () => {
      tom.losses = ['before', 'before'];
      await rejects(create(), 'device-unsure');
      assert.equal(posts().length, 2);
    });

    it('is found where Microsoft made it and said that it has trouble', async () => {
      tom.losses = ['trouble'];
      assert.equal((await create()).requestId, null);
      assert.equal(posts().length, 1);
    });

    it('is found where the answer is nothing that can be read', async () => {
      const other = new TechnicianGraph(entra, clock);
      const { deviceId } = await createDevice(other.access, newDevice());
      tom.answers = [Response.json({ value: [] }), new Response('<html>', { status: 201 })];
      assert.equal((await create()).deviceId, deviceId);
    });
  });

  it('is not even sent while Graph is down', async () => {
    entra.change({ isDown: true });
    await rejects(create(), 'graph-busy');
    assert.deepEqual(posts(), []);
  });

  it('comes after a while where Graph is slow', async () => {
    entra.change({ slowMs: 50 });
    await create();
    assert.equal(entra.hardwareTokens().length, 1);
  });

  it('leaves its secret in no address, error or log, and in no body that is kept', async () => {
    const { seed } = newDevice();
    const spellings = [
      encodeBase32(seed),
      encodeHex(seed),
      encodeHex(seed).toLowerCase(),
      [...seed].join(', '),
    ];
    const said: unknown[] = [];
    const real = { log: console.log, warn: console.warn, error: console.error, info: console.info };
    const listen = (...words: unknown[]) => void said.push(...words);
    Object.assign(console, { log: listen, warn: listen, error: listen, info: listen });
    try {
      // A Graph that repeats what it was sent, and one that breaks with it.
      for (const answer of [refusalOf(400, encodeBase32(seed)), refusalOf(400, '', encodeBase32(seed))]) {
        tom.answers = [null, answer];
        said.push(await rejects(create(), 'device-create-impossible'));
      }
      tom.losses = ['before', 'before'];
      said.push(await rejects(create(), 'device-unsure'));
      await create();
    } finally {
      Object.assign(console, real);
    }
    said.push(tom.requests.map(({ address }) => address));
    const everything = said.map((one) => inspect(one, { depth: 20, showHidden: true })).join('\n');
    for (const spelling of spellings) assert.ok(!everything.includes(spelling));
    assert.ok(posts().every(({ body }) => body?.secretKey === encodeBase32(seed)));
    assert.ok(tom.bodies.length > 0);
    assert.ok(
      tom.bodies.every((body) => body.every((byte) => byte === 0)),
      'a body is kept',
    );
  });

  it('leaves the secret to its owner', async () => {
    const { seed } = newDevice();
    const mine = Uint8Array.from(seed);
    await create({ seed: mine });
    assert.deepEqual(mine, seed);
  });

  it('is looked for by a serial with a quote in it as by any other', async () => {
    assert.equal(await deviceBySerial(tom.access, "x' or 'a' eq 'a"), null);
  });
});
