import assert from 'node:assert/strict';
import type { Body, RouteName } from '@token-desk/contract/api';
import { type ProblemCode, ProblemError } from '@token-desk/contract/problem';
import { encodeBase32 } from '@token-desk/contract/text/bytes';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { cast } from '@token-desk/practice/people';
import { type FactoryOrder, loadFactory } from '@token-desk/tab/burning/load/load-factory';
import type { FactoryStep, Made } from '@token-desk/tab/flow/load/factory-flow';
import { createDevice, deleteDevice, deviceBySerial } from '@token-desk/tab/graph/devices';
import type { GraphAccess } from '@token-desk/tab/graph/graph-access';
import type { FactoryToken } from '@token-desk/tab/lists/factory-list';
import { createFactoryBox, type FactoryBox } from '@token-desk/tab/seed/factory-box';
import type { Api } from '@token-desk/tab/server/api';
import { application } from '../../support/entra/practice-graph.ts';
import { refusalOf, TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const serials = ['CT1', 'CT2', 'CT3', 'CT4'] as const;
const tokens = (): FactoryToken[] =>
  serials.map((serial, at) => ({
    ...{
      line: at + 2,
      serial,
      stepSeconds: 60,
      algorithm: 'SHA256',
      model: 'C-200',
      manufacturer: 'Contoso',
    },
    seed: Uint8Array.from({ length: 20 }, (_, byte) => byte * 3 + at),
  }));
const orders = (change: Partial<FactoryOrder> = {}): FactoryOrder[] =>
  serials.map((serial) => ({ serial, model: 'C-200', isReplacing: false, made: null, ...change }));
const busy = (seconds: number) =>
  new Response(JSON.stringify({ error: { code: 'TooManyRequests', message: '' } }), {
    status: 429,
    headers: { 'retry-after': String(seconds) },
  });

describe('a maker’s list at Microsoft', () => {
  let clock: HandClock;
  let entra: PracticeEntra;
  let tom: TechnicianGraph;
  let secrets: FactoryBox;
  let list: FactoryToken[];
  let steps: Record<string, FactoryStep[]>;
  let waits: number[];
  /** What the server was told, and what it answers next; else that it sees the device. */
  let told: { readonly serial: string; readonly body: Body<'loadFactory'> }[];
  let says: ('none' | 'other' | ProblemCode)[];
  let stopping: AbortController;
  let access: GraphAccess;

  beforeEach(async () => {
    clock = new HandClock(Date.UTC(2026, 10, 20, 9, 0, 0));
    entra = createPracticeEntra({ clock: clock.now, ...application });
    await entra.start();
    tom = new TechnicianGraph(entra, clock);
    access = tom.access;
    secrets = createFactoryBox();
    list = tokens();
    secrets.fill(list);
    [steps, waits, told, says] = [{}, [], [], []];
    stopping = new AbortController();
  });
  afterEach(() => entra.close());

  const call = async (
    _name: RouteName,
    { params, body }: { params: { serial: string }; body: Body<'loadFactory'> },
  ) => {
    told.push({ serial: params.serial, body });
    const said = says.shift();
    if (said === undefined || said === 'none' || said === 'other') return { found: said ?? 'loaded' };
    throw new ProblemError(said);
  };
  /** As the page has it, which brings this along when it is needed. */
  async function create({ serial, isReplacing }: FactoryOrder, token: FactoryToken): Promise<Made> {
    const old = isReplacing ? await deviceBySerial(access, serial) : null;
    if (old !== null) await deleteDevice(access, { deviceId: old.deviceId, serial });
    return createDevice(access, { ...token, displayName: serial });
  }
  const run = (wanted = orders()) =>
    loadFactory(wanted, {
      api: { call } as unknown as Pick<Api, 'call'>,
      create,
      secrets,
      box: 'Box 7',
      pause: async (ms) => void clock.turn(ms),
      signal: stopping.signal,
      onStep: (serial, step) => {
        steps[serial] = [...(steps[serial] ?? []), step];
      },
      onWait: (ms) => void waits.push(ms),
    });
  const ends = () =>
    serials.map((serial) => {
      const step = steps[serial]?.at(-1);
      return step?.kind === 'failed' ? step.problem.code : (step?.kind ?? 'not begun');
    });
  const held = () => entra.hardwareTokens().map(({ serialNumber }) => serialNumber);
  const posts = () => tom.requests.filter(({ method }) => method === 'POST');
  const isWiped = ({ seed }: FactoryToken) => seed.every((byte) => byte === 0);

  it('is created token by token and read back, and each secret is wiped once it is there', async () => {
    const [first] = list;
    const secret = encodeBase32(first!.seed);
    await run();
    assert.deepEqual([ends(), held()], [['done', 'done', 'done', 'done'], serials]);
    assert.deepEqual(posts()[0]?.body, {
      ...{ serialNumber: 'CT1', manufacturer: 'Contoso', model: 'C-200', displayName: 'CT1' },
      ...{ timeIntervalInSeconds: 60, hashFunction: 'hmacsha256', secretKey: secret },
    });
    assert.deepEqual(
      told.map(({ serial, body }) => [serial, body.box, body.model]),
      [...serials.map((serial) => [serial, 'Box 7', 'C-200'])],
    );
    assert.ok(list.every(isWiped));
    assert.doesNotMatch(JSON.stringify(told), new RegExp(secret, 'i'));
    assert.deepEqual(
      steps.CT1?.map(({ kind }) => kind),
      ['creating', 'made', 'done'],
    );
  });

  it('waits as long as Microsoft says, for minutes, and loses nothing by it', async () => {
    tom.answers = [null, ...Array.from({ length: 3 }, () => busy(100))];
    const began = clock.now();
    await run();
    assert.deepEqual([ends(), held()], [['done', 'done', 'done', 'done'], serials]);
    assert.ok(clock.now() - began >= 100_000);
    assert.ok(waits.includes(10_000) && waits.at(-1) === 0, waits.join());
    assert.equal(new Set(posts().map(({ body }) => body?.serialNumber)).size, 4);
  });

  it('ends where Microsoft stays away; what is left keeps its secret and is gone on with', async () => {
    entra.change({ isDown: true });
    await run();
    assert.deepEqual(ends(), ['graph-busy', 'not begun', 'not begun', 'not begun']);
    assert.deepEqual(list.map(isWiped), [false, false, false, false]);
    entra.change({ isDown: false });
    await run();
    assert.deepEqual([ends(), held()], [['done', 'done', 'done', 'done'], serials]);
  });

  it('is made once where an answer was lost; where nobody can tell, the next run creates that one anew', async () => {
    tom.losses = ['after'];
    await run(orders().slice(0, 1));
    assert.deepEqual([ends()[0], held()], ['done', ['CT1']]);

    tom.losses = ['after', 'before'];
    entra.change({ seenAfterMs: 60_000 });
    tom.answers = [];
    await run(orders().slice(1, 2));
    assert.equal(ends()[1], 'device-unsure');
    clock.turn(60_000);
    entra.change({ seenAfterMs: 0 });
    await run(orders({ isReplacing: true }).slice(1, 2));
    assert.deepEqual([ends()[1], held()], ['done', ['CT1', 'CT2']]);
  });

  it('does not do with the others what was refused of everybody', async () => {
    const { assignments } = entra.settings;
    entra.change({ assignments: assignments.filter(({ personId }) => personId !== cast.technician.id) });
    await run();
    assert.deepEqual(ends(), ['device-create-refused', 'not begun', 'not begun', 'not begun']);
    entra.change({ assignments });
    const refuse = () => [null, refusalOf(400, 'no')];
    tom.answers = [...refuse(), ...refuse()];
    await run();
    assert.deepEqual(ends(), [
      'device-create-impossible',
      'device-create-impossible',
      'not begun',
      'not begun',
    ]);
    tom.answers = [...refuse()];
    await run();
    assert.deepEqual(ends(), ['device-create-impossible', 'done', 'done', 'done'], 'one alone is that one’s');
  });

  it('reads back behind the others what Microsoft does not list yet', async () => {
    says = ['none', 'none', 'no-answer', 'too-many-tries'];
    await run();
    assert.deepEqual(ends(), ['done', 'done', 'done', 'done']);
    assert.equal(posts().length, 4, 'nothing is created twice');
  });

  for (const code of ['role-missing', 'not-signed-in', 'beta-changed', 'directory-refused'] as const)
    it(`ends where the server would refuse the next token too: ${code}`, async () => {
      says = [code, code];
      await run();
      assert.deepEqual([ends(), held()], [[code, 'not begun', 'not begun', 'not begun'], ['CT1']]);
      says = [];
      const last = steps.CT1?.at(-1);
      assert.ok(last?.kind === 'failed');
      await run(orders().map((one, at) => (at === 0 ? { ...one, made: last.made } : one)));
      assert.deepEqual([ends(), posts().length], [['done', 'done', 'done', 'done'], 4]);
    });

  for (const [what, answer, code] of [
    ['the server does not answer', 'no-answer', 'no-answer'],
    ['Microsoft does not answer the server', 'directory-unavailable', 'directory-unavailable'],
    ['Microsoft’s list does not show them', 'none', 'device-not-listed'],
  ] as const)
    it(`has three at most that were not read back, where ${what}`, async () => {
      says = Array.from({ length: 60 }, () => answer);
      await run();
      assert.deepEqual(
        [ends(), held()],
        [
          [code, code, code, 'not begun'],
          ['CT1', 'CT2', 'CT3'],
        ],
      );
    });

  it('says what was created and never seen, and only looks for it in the next run', async () => {
    says = Array.from({ length: 40 }, () => 'none' as const);
    await run(orders().slice(0, 1));
    assert.equal(ends()[0], 'device-not-listed');
    const last = steps.CT1?.at(-1);
    assert.ok(last?.kind === 'failed' && last.made !== null);
    says = [];
    await run([{ ...orders()[0]!, made: last.made }]);
    assert.deepEqual([ends()[0], posts().length], ['done', 1]);
    says = ['other', 'token-secret-written-over'];
    await run(orders().slice(1, 3));
    assert.deepEqual(ends().slice(1, 3), ['device-other', 'token-secret-written-over']);
  });

  it('stops before the next token, and still reads back what it made', async () => {
    says = ['none'];
    tom.meanwhile = ({ method }) => {
      if (method === 'POST') stopping.abort();
    };
    await run();
    assert.deepEqual([ends(), held()], [['done', 'not begun', 'not begun', 'not begun'], ['CT1']]);
  });

  it('stops at once while Microsoft wants us to wait, and creates nothing more', async () => {
    const busy = () => new Response('', { status: 429, headers: { 'retry-after': '100' } });
    tom.answers = [busy()];
    access = {
      ...tom.access,
      stop: stopping.signal,
      pause: () => new Promise(() => {}),
      onWait: (ms) => ms > 0 && stopping.abort(),
    };
    await run();
    assert.deepEqual(ends(), ['graph-busy', 'not begun', 'not begun', 'not begun']);
    assert.deepEqual([posts().length, tom.requests.length], [0, 1]);
  });

  it('does not touch what somebody was given, nor what it was not told to replace', async () => {
    await run();
    secrets.fill(tokens());
    await run();
    assert.deepEqual(ends(), ['device-exists', 'device-exists', 'device-exists', 'device-exists']);
    await run(orders({ isReplacing: true }));
    assert.deepEqual([ends(), held()], [['done', 'done', 'done', 'done'], serials]);
    assert.equal(posts().length, 8);
  });
});
