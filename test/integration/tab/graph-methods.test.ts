import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { ProblemError } from '@token-desk/contract/problem';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { problemsEn } from '@token-desk/contract/words/en/problems';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast, people } from '@token-desk/practice/people';
import { createDevice, deleteDevice } from '@token-desk/tab/graph/devices';
import {
  activate,
  assign,
  assignAndActivate,
  deactivate,
  methodsOf,
  removeMethod,
  unassign,
} from '@token-desk/tab/graph/methods';
import { switchMfaOn } from '@token-desk/tab/graph/per-user-mfa';
import { endSessions } from '@token-desk/tab/graph/sessions';
import { Secret, TOTP } from 'otpauth';
import { application } from '../../support/entra/practice-graph.ts';
import { refusalOf, TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const start = Date.UTC(2026, 10, 20, 9, 0, 0);
const serial = '86596000004711';
const seed = Uint8Array.from({ length: 20 }, (_, at) => at * 7 + 3);
const displayName = `miniOTP-2-i ${serial}`;
const { subject, administrator, technician } = cast;
const personCalled = (name: string) => {
  const person = people.find(({ upn }) => upn.startsWith(name));
  assert.ok(person, name);
  return person;
};

describe('the tab at Microsoft: a token for a person', () => {
  let clock: HandClock;
  let entra: PracticeEntra;
  let tom: TechnicianGraph;
  let deviceId = '';

  beforeEach(async () => {
    clock = new HandClock(start);
    entra = createPracticeEntra({ clock: clock.now, ...application });
    await entra.start();
    tom = new TechnicianGraph(entra, clock);
    ({ deviceId } = await load(serial));
    tom.requests.length = 0;
  });
  afterEach(() => entra.close());

  const load = (ofSerial: string) =>
    createDevice(new TechnicianGraph(entra, clock).access, {
      serial: ofSerial,
      manufacturer: 'Token2',
      model: 'miniOTP-2-i',
      seed,
      algorithm: 'SHA1',
      stepSeconds: 30,
      displayName: `miniOTP-2-i ${ofSerial}`,
    });
  const shows = () =>
    new TOTP({ secret: Secret.fromBase32(encodeBase32(seed)) }).generate({ timestamp: clock.now() });
  const wrong = () => String((Number(shows()) + 1) % 1_000_000).padStart(6, '0');
  const give = (code = shows(), personId: string = subject.id, ofSerial = serial) =>
    assignAndActivate(tom.access, { personId, serial: ofSerial, code, displayName });
  const state = () => entra.hardwareTokens().find(({ serialNumber }) => serialNumber === serial);
  const isGiven = { serialNumber: serial, status: 'activated', holderId: subject.id };
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

  it('is assigned and activated in one call, by its serial and a code', async () => {
    const code = shows();
    const { requestId } = await give(code);
    assert.match(requestId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(tom.requests, [
      {
        method: 'POST',
        address: `/beta/users/${subject.id}/authentication/hardwareOathMethods/assignAndActivateBySerialNumber`,
        scope: 'UserAuthMethod-HardwareOATH.ReadWrite.All',
        body: { serialNumber: serial, verificationCode: code, displayName },
      },
    ]);
    assert.deepEqual(state(), isGiven);
  });

  for (const deviceShape of ['flat', 'nested'] as const)
    it(`is assigned, activated later, listed and taken back, in Graph’s ${deviceShape} shape`, async () => {
      entra.change({ deviceShape });
      const { methodId } = await assign(tom.access, { personId: subject.id, serial, deviceId });
      const listed = async () => methodsOf(tom.access, subject.id);
      const method = { methodId, deviceId, serial, isActivated: false };
      assert.deepEqual(await listed(), [method]);
      await activate(tom.access, { personId: subject.id, serial, methodId, code: shows(), displayName });
      assert.deepEqual(await listed(), [{ ...method, isActivated: true }]);
      await unassign(tom.access, { personId: subject.id, methodId });
      assert.deepEqual(await listed(), []);
      await assert.doesNotReject(unassign(tom.access, { personId: subject.id, methodId }));
      await deleteDevice(tom.access, { deviceId, serial });
      assert.equal(state(), undefined);
    });

  describe('with a wrong code', () => {
    it('is not accepted, and goes on with the next one from where it stands', async () => {
      const { problem } = await rejects(give(wrong()), 'assign-code-wrong');
      assert.match(String(problem.detail?.requestId), /./);
      assert.equal(state()?.holderId, subject.id);
      await give();
      assert.deepEqual(state(), isGiven);
    });

    it('is not accepted a second time either, and again goes on', async () => {
      await rejects(give(wrong()), 'assign-code-wrong');
      await rejects(give(wrong()), 'assign-code-wrong');
      await give();
      assert.deepEqual(state(), isGiven);
    });

    it('is told soon: Graph is looked at once, without a wait', async () => {
      const { methodId } = await assign(tom.access, { personId: subject.id, serial, deviceId });
      await rejects(
        activate(tom.access, { personId: subject.id, serial, methodId, code: wrong(), displayName }),
        'assign-code-wrong',
      );
      assert.ok(clock.now() - start <= 2_000);
    });
  });

  it('is done already when it is asked for a second time', async () => {
    await give();
    clock.turn(30_000);
    assert.deepEqual(await give(), { requestId: null });
    assert.deepEqual(state(), isGiven);
  });

  describe('is refused', () => {
    const off = () => ({ ...entra.settings.policies.hardwareOath, isEnabled: false });
    const rows: readonly (readonly [what: string, code: string, before: () => unknown, to?: string])[] = [
      ['a guest', 'assign-guest', () => {}, personCalled('olu.adeyemi').id],
      ['an administrator', 'assign-refused', () => {}, administrator.id],
      ['a member of a role-assignable group', 'assign-refused', () => {}, personCalled('helene.duval').id],
      [
        'somebody outside the technician’s administrative unit',
        'assign-refused',
        () => entra.change({ assignments: entra.settings.assignments.filter(({ scope }) => scope === '/') }),
      ],
      [
        'somebody whom the policy leaves out',
        'assign-policy',
        () => entra.change({ policies: { ...entra.settings.policies, hardwareOath: off() } }),
      ],
      [
        'somebody with five of them',
        'methods-full',
        async () => {
          for (let number = 1; number <= 5; number += 1) {
            const other = await load(`8659600000000${number}`);
            await assign(tom.access, {
              personId: subject.id,
              serial: `8659600000000${number}`,
              deviceId: other.deviceId,
            });
          }
        },
      ],
    ];
    for (const [what, code, before, to] of rows)
      it(`for ${what}: ${code}`, async () => {
        await before();
        await rejects(give(shows(), to), code);
        await rejects(assign(tom.access, { personId: to ?? subject.id, serial, deviceId }), code);
        assert.deepEqual(state(), { serialNumber: serial, status: 'available', holderId: null });
      });

    it('as not there, where no device has its serial', async () => {
      const { problem } = await rejects(give(shows(), subject.id, '86596000009999'), 'device-not-there');
      assert.equal(problem.detail?.serial, '86596000009999');
    });

    it('as somebody else’s, where somebody else has it', async () => {
      await give(shows(), personCalled('jonas.becker').id);
      clock.turn(30_000);
      const { problem } = await rejects(give(), 'token-assigned');
      assert.equal(problem.detail?.serial, serial);
      await rejects(assign(tom.access, { personId: subject.id, serial, deviceId }), 'token-assigned');
    });

    it('as not this person’s, where the method that is to be activated is gone', async () => {
      const method = { personId: subject.id, serial, methodId: 'gone', code: shows(), displayName };
      await rejects(activate(tom.access, method), 'token-not-assigned');
    });

    it('by name of the permission that nobody consented to', async () => {
      entra.setDelegated([]);
      const permission = 'UserAuthMethod-HardwareOATH.ReadWrite.All';
      for (const work of [give(), methodsOf(tom.access, subject.id)]) {
        const { problem } = await rejects(work, 'graph-access-not-given');
        assert.deepEqual(problem.detail, { permission });
      }
      assert.deepEqual(tom.requests, []);
    });

    for (const [status, message, code] of [
      [400, 'The verification code is not valid.', 'assign-code-wrong'],
      [400, 'Guest users cannot have hardware tokens.', 'assign-guest'],
      [400, 'The method is not enabled by policy.', 'assign-policy'],
      [400, 'The user has reached the maximum number of methods.', 'methods-full'],
      [400, 'Request is malformed.', 'assign-impossible'],
      [409, '', 'token-assigned'],
      [403, 'guest', 'assign-refused'],
      [401, '', 'graph-access-not-given'],
      [404, '', 'device-not-there'],
    ] as const)
      it(`as ${code} with ${status} “${message}”`, async () => {
        tom.answers = [refusalOf(status, message)];
        await rejects(give(), code);
        assert.equal(posts().length, 1);
      });

    it('without a reason, and is the person’s all the same: its code decides', async () => {
      await assign(tom.access, { personId: subject.id, serial, deviceId });
      tom.answers = [refusalOf(400, 'Request is malformed.')];
      await give();
      assert.deepEqual(state(), isGiven);
    });
  });

  describe('whose answer is lost', () => {
    for (const loss of ['after', 'trouble'] as const)
      it(`is seen there: it was given once (${loss})`, async () => {
        tom.losses = [loss];
        assert.deepEqual(await give(), { requestId: null });
        assert.equal(posts().length, 1);
        assert.deepEqual(state(), isGiven);
      });

    it('is given by a second call, where the first never arrived', async () => {
      tom.losses = ['before'];
      assert.match((await give()).requestId ?? '', /./);
      assert.deepEqual(state(), isGiven);
    });

    it('is seen there where Graph shows it after some seconds', async () => {
      clock.turn(60_000); // the device itself is seen
      entra.change({ seenAfterMs: 4_000 });
      tom.losses = ['after'];
      await give();
      assert.deepEqual(state(), isGiven);
    });

    it('is not activated yet as far as anybody knows where Graph shows it later: the next code goes on', async () => {
      clock.turn(60_000);
      entra.change({ seenAfterMs: 12_000 });
      tom.losses = ['after'];
      await rejects(give(), 'method-not-activated');
      clock.turn(12_000);
      assert.deepEqual(await give(), { requestId: null });
      assert.deepEqual(state(), isGiven);
    });

    it('is half-done, where the code was wrong: the next one activates it', async () => {
      tom.losses = ['after'];
      await rejects(give(wrong()), 'method-not-activated');
      await give();
      assert.deepEqual(state(), isGiven);
    });

    it('is unsure where Graph goes down on the way, and goes on once it is back', async () => {
      tom.losses = ['after'];
      tom.meanwhile = ({ method }) => {
        if (method === 'POST') entra.change({ isDown: true });
      };
      await rejects(give(), 'assign-unsure');
      entra.change({ isDown: false });
      tom.meanwhile = () => {};
      clock.turn(30_000);
      assert.deepEqual(await give(), { requestId: null });
      assert.deepEqual(state(), isGiven);
    });

    it('is unsure where every call is lost', async () => {
      tom.losses = ['before', 'before'];
      await rejects(give(), 'assign-unsure');
      assert.deepEqual(state()?.holderId, null);
    });

    it('is seen there when it was only to be activated, or only to be assigned', async () => {
      tom.losses = ['after', 'after'];
      const { methodId } = await assign(tom.access, { personId: subject.id, serial, deviceId });
      const token = { personId: subject.id, serial, methodId, code: shows(), displayName };
      assert.deepEqual(await activate(tom.access, token), { requestId: null });
      assert.deepEqual(state(), isGiven);
    });

    it('is unsure when it was only to be activated and Graph does not show it', async () => {
      const { methodId } = await assign(tom.access, { personId: subject.id, serial, deviceId });
      tom.losses = ['before'];
      const token = { personId: subject.id, serial, methodId, code: shows(), displayName };
      await rejects(activate(tom.access, token), 'assign-unsure');
      assert.equal(state()?.status, 'assigned');
    });
  });

  describe('that is only assigned', () => {
    const give2 = () => assign(tom.access, { personId: subject.id, serial, deviceId });
    const listed = async () => (await methodsOf(tom.access, subject.id)).map(({ methodId }) => methodId);

    it('is told with its method and Microsoft’s number of the answer', async () => {
      const { methodId, requestId } = await give2();
      assert.match(requestId ?? '', /^[0-9a-f-]{36}$/);
      assert.deepEqual(await listed(), [methodId]);
    });

    it('is found by its serial where the answer was lost, and is theirs already the second time', async () => {
      tom.losses = ['after'];
      const { methodId, requestId } = await give2();
      assert.equal(requestId, null);
      assert.deepEqual(await listed(), [methodId]);
      assert.deepEqual(await give2(), { methodId, requestId: null });
    });

    it('is unsure, of this token, where it never arrived: Graph was looked at for seven seconds', async () => {
      tom.losses = ['before'];
      const { problem } = await rejects(give2(), 'assign-unsure');
      assert.equal(problem.detail?.serial, serial);
      assert.equal(clock.now() - start, 7_000);
      assert.equal(posts().length, 1);
    });

    it('is looked for where the answer to it is not one that is known', async () => {
      tom.answers = [Response.json({ odd: true }, { status: 201 })];
      await rejects(give2(), 'assign-unsure');
    });
  });

  describe('given by a second call, since the first never arrived', () => {
    /** The looks at Graph in between. */
    const looks = Array.from({ length: 5 }, () => null);
    const second = (answer: Response) => {
      tom.losses = ['before'];
      tom.answers = [...looks, answer];
      return give();
    };
    for (const [status, message, code] of [
      [400, 'The verification code is not valid.', 'assign-code-wrong'],
      [409, '', 'token-assigned'],
      [400, 'Request is malformed.', 'assign-impossible'],
    ] as const)
      it(`is refused as any other is, of this token: ${code}`, async () => {
        const { problem } = await rejects(second(refusalOf(status, message)), code);
        assert.equal(problem.detail?.serial, serial);
        assert.equal(posts().length, 2);
      });

    it('is unsure, of this token, where it is too late for its code', async () => {
      tom.losses = ['before'];
      const late = tom.access.pause;
      Object.assign(tom.access, { pause: async () => void clock.turn(10_000) });
      const { problem } = await rejects(give(), 'assign-unsure');
      Object.assign(tom.access, { pause: late });
      assert.equal(problem.detail?.serial, serial);
      assert.equal(posts().length, 1, 'an old code is not sent');
    });
  });

  it('whose half is done says which token it is', async () => {
    tom.losses = ['after'];
    const half = await rejects(give(wrong()), 'method-not-activated');
    assert.equal(half.problem.detail?.serial, serial);
  });

  it('is deactivated before it is taken from its person, and once is enough', async () => {
    await give();
    const methodId = (await methodsOf(tom.access, subject.id))[0]?.methodId ?? assert.fail();
    const method = { personId: subject.id, methodId };
    assert.match((await deactivate(tom.access, method)).requestId ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(state()?.status, 'assigned');
    await assert.doesNotReject(deactivate(tom.access, method));
    await unassign(tom.access, method);
    await assert.doesNotReject(deactivate(tom.access, method));
    tom.answers = [refusalOf(403)];
    await rejects(deactivate(tom.access, method), 'method-remove-refused');
  });

  describe('open sign-ins of whoever lost it', () => {
    const end = (personId: string = subject.id) => endSessions(tom.access, { personId });

    it('are ended with the technician’s own rights, and twice is no harm', async () => {
      assert.match((await end()).requestId ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(entra.sessionsEndedAt(subject.id), clock.now());
      assert.deepEqual(tom.requests.at(-1), {
        method: 'POST',
        address: `/v1.0/users/${subject.id}/revokeSignInSessions`,
        scope: 'User.RevokeSessions.All',
        body: null,
      });
      await assert.doesNotReject(end());
    });

    it('are not where the person has a role that is above theirs, or nobody consented', async () => {
      await rejects(end(administrator.id), 'sessions-end-refused');
      assert.equal(entra.sessionsEndedAt(administrator.id), null);
      entra.setDelegated([]);
      const { problem } = await rejects(end(), 'graph-access-not-given');
      assert.deepEqual(problem.detail, { permission: 'User.RevokeSessions.All' });
    });

    for (const [status, code] of [
      [400, 'sessions-end-impossible'],
      [401, 'graph-access-not-given'],
    ] as const)
      it(`are not with ${status}: ${code}`, async () => {
        tom.answers = [refusalOf(status)];
        await rejects(end(), code);
      });
  });

  it('is left in the inventory where Graph goes down between its creation and its activation', async () => {
    entra.change({ isDown: true });
    await rejects(give(), 'assign-unsure');
    entra.change({ isDown: false });
    assert.deepEqual(state(), { serialNumber: serial, status: 'available', holderId: null });
    await give();
    assert.deepEqual(state(), isGiven);
  });

  it('waits as long as Microsoft says, is told so, and ends', async () => {
    entra.throttleGraph(1, 20);
    await give();
    assert.deepEqual(tom.waits, [20_000, 0]);
    entra.throttleGraph(1000, 20);
    await rejects(give(), 'graph-busy');
    assert.ok(clock.now() - start <= 20_000 + 120_000);
  });

  it('does not wait with a code for longer than it is good', async () => {
    entra.throttleGraph(1, 21);
    await rejects(give(), 'graph-busy');
    assert.deepEqual(tom.waits, []);
  });

  it('is taken back in spite of a lost answer', async () => {
    await give();
    const [held] = await methodsOf(tom.access, subject.id);
    tom.losses = ['after'];
    await unassign(tom.access, { personId: subject.id, methodId: held?.methodId ?? '' });
    assert.equal(state()?.holderId, null);
  });

  it('is not taken back by who may not, nor while Graph is down', async () => {
    const method = { personId: administrator.id, methodId: 'm' };
    await rejects(unassign(tom.access, method), 'method-remove-refused');
    entra.change({ isDown: true });
    await rejects(unassign(tom.access, method), 'method-remove-failed');
    await rejects(methodsOf(tom.access, subject.id), 'graph-busy');
  });

  it('is not believed where the list of methods cannot be read', async () => {
    for (const body of [{ value: [{ id: 'm' }, { device: null }] }, { value: 'x' }, null]) {
      tom.answers = [Response.json(body)];
      await rejects(methodsOf(tom.access, subject.id), 'methods-not-readable');
    }
  });

  it('is no other one where Graph does not show which one it is', async () => {
    tom.answers = [Response.json({ value: [{ id: 'm' }] })];
    assert.deepEqual(await methodsOf(tom.access, subject.id), [
      { methodId: 'm', deviceId: null, serial: null, isActivated: false },
    ]);
  });

  it('has its code in no address and no error', async () => {
    const said: unknown[] = [];
    const codes = [wrong(), wrong()];
    tom.answers = [refusalOf(400, `The verification code ${codes[0]} is not valid.`)];
    said.push(await rejects(give(codes[0]), 'assign-code-wrong'));
    tom.losses = ['before', 'before'];
    said.push(await rejects(give(codes[1]), 'assign-unsure'));
    said.push(tom.requests.map(({ address }) => address));
    const everything = said.map((one) => inspect(one, { depth: 20, showHidden: true })).join('\n');
    for (const code of codes) assert.ok(!new RegExp(`\\b${code}\\b`).test(everything));
  });

  describe('each permission that nobody consented to', () => {
    const works = {
      'UserAuthMethod-SoftwareOATH.ReadWrite.All': [
        () => removeMethod(tom.access, { personId: subject.id, methodId: 'gone' }),
      ],
      'UserAuthMethod-HardwareOATH.ReadWrite.All': [
        () => give(),
        () => methodsOf(tom.access, subject.id),
        () => unassign(tom.access, { personId: subject.id, methodId: 'gone' }),
      ],
      'Policy.ReadWrite.AuthenticationMethod': [
        () => load2(),
        () => deleteDevice(tom.access, { deviceId: 'gone', serial: 'gone' }),
      ],
    } as const;
    const load2 = () =>
      createDevice(tom.access, {
        serial: '86596000000002',
        manufacturer: 'Token2',
        model: 'miniOTP-2-i',
        seed,
        algorithm: 'SHA1',
        stepSeconds: 30,
        displayName: 'x',
      });
    for (const missing of Object.keys(works) as (keyof typeof works)[])
      it(`is said by name, and everything else works: ${missing}`, async () => {
        entra.setDelegated(entra.delegated.filter((name) => name !== missing));
        for (const [permission, all] of Object.entries(works))
          for (const work of all)
            if (permission === missing) {
              const { problem } = await rejects(work(), 'graph-access-not-given');
              assert.deepEqual(problem.detail, { permission });
            } else await assert.doesNotReject(work());
      });
  });

  describe('each role that the technician does not hold', () => {
    const works = {
      'Authentication Administrator': [
        ['assign-refused', () => give()],
        ['method-remove-refused', () => unassign(tom.access, { personId: subject.id, methodId: 'gone' })],
        ['method-remove-refused', () => removeMethod(tom.access, { personId: subject.id, methodId: 'gone' })],
      ],
      'Authentication Policy Administrator': [
        ['device-create-refused', () => load('86596000000002')],
        ['device-create-refused', () => deleteDevice(tom.access, { deviceId: 'gone', serial: 'gone' })],
        ['mfa-refused', () => switchMfaOn(tom.access, { personId: subject.id })],
      ],
    } as const;
    for (const missing of Object.keys(works))
      it(`is said by name, and everything else works: ${missing}`, async () => {
        const held = entra.settings.assignments;
        entra.change({
          assignments: held.filter(({ personId, role }) => personId !== technician.id || role !== missing),
        });
        for (const [role, all] of Object.entries(works))
          for (const [code, work] of all)
            if (role === missing) {
              await rejects(work(), code);
              assert.ok(problemsEn[code].action.includes(role), code);
            } else await assert.doesNotReject(work());
      });
  });
});
