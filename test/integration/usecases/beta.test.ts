import assert from 'node:assert/strict';
import type { BetaArea } from '@token-desk/bot/domain/entra/beta';
import { type Fact, read } from '@token-desk/bot/domain/entra/facts';
import { type GraphClient, GraphRefusal } from '@token-desk/bot/graph/access/client';
import { readBetaShapes } from '@token-desk/bot/graph/beta-shapes';
import { listAudit, verifyAudit } from '@token-desk/bot/usecases/audit/audit';
import { watchBeta } from '@token-desk/bot/usecases/people/beta';
import { examineTenant } from '@token-desk/bot/usecases/people/tenant';
import { readReadiness } from '@token-desk/bot/usecases/requests/readiness';
import { findTokens } from '@token-desk/bot/usecases/tokens/load-factory';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { createDevice } from '@token-desk/tab/graph/devices';
import { administrator, technician } from '../../support/bot/bot-core.ts';
import { isProblem, problemOf, useDeskCore } from '../../support/bot/desk-core.ts';
import { loadSteps } from '../../support/bot/load-steps.ts';
import { minuteMs, serial } from '../../support/bot/requests.ts';
import { application, graphOf } from '../../support/entra/practice-graph.ts';
import { TechnicianGraph } from '../../support/entra/technician-graph.ts';
import { HandClock } from '../../support/run/hand-clock.ts';
import { onBothStores } from '../../support/store/both-stores.ts';

const hourMs = 60 * minuteMs;
const documented = read([]);

describe('the shape of Microsoft’s beta', () => {
  const clock = new HandClock(Date.now());
  let entra: PracticeEntra;
  before(async () => {
    entra = createPracticeEntra({ clock: clock.now, ...application });
    await entra.start();
    entra.change({ hasPremiumLicence: true });
  });
  after(() => entra.close());
  const look = () => readBetaShapes(graphOf(entra), undefined);

  it('is the documented one in each of the two that Microsoft’s pages show, and not in a third', async () => {
    assert.deepEqual(await look(), documented, 'with nothing to read');
    const graph = new TechnicianGraph(entra, clock);
    await createDevice(graph.access, {
      ...{
        serial,
        manufacturer: 'Token2',
        model: 'C301-i',
        displayName: 'C301-i',
        algorithm: 'SHA1',
        stepSeconds: 30,
      },
      seed: new Uint8Array(20).fill(7),
    });
    for (const deviceShape of ['flat', 'nested'] as const) {
      entra.change({ deviceShape });
      assert.deepEqual(await look(), documented);
    }
    entra.change({ deviceShape: 'other' });
    assert.deepEqual(await look(), read(['devices']));
    entra.change({ deviceShape: 'flat' });
  });

  it('is not known where Microsoft does not answer, which is no change', async () => {
    entra.change({ isDown: true });
    assert.deepEqual(await look(), { kind: 'no-answer' });
    entra.change({ isDown: false });
  });

  const device = { id: 'd-1', serialNumber: serial, assignedTo: { id: 'p-1' } };
  const method = { id: 'm-1', device };
  const answers = {
    devices: { value: [device] } as unknown,
    methods: { value: [method] } as unknown,
    mfa: { perUserMfaState: 'disabled' } as unknown,
  };
  /** Graph, answering with what each address has, or refusing. */
  const graphWith = (change: Partial<typeof answers>) => {
    const given = { ...answers, ...change };
    const get = async (path: string) => {
      const answer = path.endsWith('/requirements')
        ? given.mfa
        : path.endsWith('/hardwareOathMethods')
          ? given.methods
          : given.devices;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    return { get } as unknown as GraphClient;
  };
  const cases: readonly (readonly [string, Partial<typeof answers>, Fact<readonly BetaArea[]>])[] = [
    ['as documented', {}, documented],
    ['an inventory that is gone', { devices: new GraphRefusal(404) }, read(['devices'])],
    ['rows without a serial', { devices: { value: [{ id: 'd-1' }] } }, read(['devices'])],
    ['no list', { devices: [device] }, read(['devices'])],
    ['methods without an id', { methods: { value: [{ device }] } }, read(['methods'])],
    ['a state of MFA that nobody knows', { mfa: { perUserMfaState: 'on' } }, read(['per-user-mfa'])],
    ['two at once', { methods: { items: [] }, mfa: {} }, read(['methods', 'per-user-mfa'])],
    ['a holder who is gone', { methods: new GraphRefusal(404), mfa: new GraphRefusal(404) }, documented],
    [
      'an inventory that may not be read',
      { devices: new GraphRefusal(403) },
      { kind: 'not-allowed', permissions: ['Policy.Read.All'] },
    ],
  ];
  for (const [what, change, expected] of cases)
    it(`is told by ${what}`, async () => {
      assert.deepEqual(await readBetaShapes(graphWith(change), undefined), expected);
    });
});

describe('a beta that changes', () =>
  onBothStores((_name, openEmpty) => {
    const desk = useDeskCore(openEmpty);
    const steps = () => loadSteps(desk);
    const deps = () => desk.core.deps;
    const shows = (beta: Fact<readonly BetaArea[]>) => {
      desk.core.directory.beta = beta;
    };
    const events = async () =>
      (await listAudit(deps(), {})).items
        .filter(({ event }) => event.startsWith('beta_'))
        .map(({ event, data, actor }) => [event, data.areas, actor.kind]);

    it('is looked at once a day, and every hour while it is another', async () => {
      assert.equal(await watchBeta(deps()), 1);
      desk.core.clock.turn(24 * hourMs - 1);
      assert.equal(await watchBeta(deps()), 0);
      desk.core.clock.turn(1);
      shows(read(['methods']));
      assert.equal(await watchBeta(deps()), 1);
      desk.core.clock.turn(hourMs - 1);
      assert.equal(await watchBeta(deps()), 0);
      desk.core.clock.turn(1);
      assert.equal(await watchBeta(deps()), 1);
    });

    it('stands in the audit with every list that answers otherwise, and is no turn at the first look', async () => {
      await watchBeta(deps());
      assert.deepEqual(await events(), []);
      shows(read(['methods', 'per-user-mfa']));
      await examineTenant(deps(), administrator);
      assert.deepEqual(await events(), [['beta_changed', 'methods per-user-mfa', 'clock']]);
    });

    it('stops way B until it answers as before, and each turn stands once in the audit', async () => {
      await steps().load();
      const requestId = await desk.claimed();
      const take = () => desk.order(requestId, { kind: 'take-loaded', serial });
      const judged = async () => {
        const { route, because, B } = await readReadiness(deps(), technician, requestId);
        return [route, because, B.find(({ check }) => check === 'beta')?.state];
      };
      assert.equal((await judged())[2], 'ok');
      shows(read(['devices']));
      await watchBeta(deps());
      assert.deepEqual(await judged(), ['A', 'beta', 'missing']);
      assert.equal(await problemOf(take()), 'beta-changed');
      await assert.rejects(steps().burn('8659622000024'), isProblem('beta-changed', undefined));
      const list = findTokens(deps(), technician, { serials: ['8659622000024'] });
      assert.equal(await problemOf(list), 'beta-changed', 'before a device is made for a maker’s token');
      desk.core.clock.turn(hourMs);
      await watchBeta(deps());
      shows(documented);
      desk.core.clock.turn(hourMs);
      await watchBeta(deps());
      assert.equal((await judged())[2], 'ok');
      await take();
      assert.deepEqual(await events(), [
        ['beta_changed', 'devices', 'clock'],
        ['beta_as_before', 'devices', 'clock'],
      ]);
      assert.equal((await verifyAudit(deps())).ok, true);
    });

    it('stops nothing where it is per-user MFA alone', async () => {
      shows(read(['per-user-mfa']));
      await watchBeta(deps());
      await steps().load();
    });

    it('is looked at, and counts, whenever somebody examines the set-up', async () => {
      shows(read(['devices']));
      const about = async () =>
        (await examineTenant(deps(), administrator)).find(({ id }) => id === 'beta')?.about;
      assert.deepEqual(await about(), { kind: 'beta', changed: ['devices'] });
      await assert.rejects(steps().burn(), isProblem('beta-changed', undefined));
      shows(documented);
      await about();
      await steps().burn();
    });

    it('is not believed of a Microsoft that does not answer: the last answer counts, and an hour later it is asked again', async () => {
      shows(read(['devices']));
      await watchBeta(deps());
      shows({ kind: 'no-answer' });
      desk.core.clock.turn(hourMs);
      assert.equal(await watchBeta(deps()), 0);
      await assert.rejects(steps().burn(), isProblem('beta-changed', undefined));
      shows(documented);
      desk.core.clock.turn(hourMs - 1);
      assert.equal(await watchBeta(deps()), 0);
      desk.core.clock.turn(1);
      assert.equal(await watchBeta(deps()), 1);
      await steps().burn();
    });
  }));
