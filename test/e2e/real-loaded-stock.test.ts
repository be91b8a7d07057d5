import assert from 'node:assert/strict';
import { algorithmBytes } from '@token-desk/burner-service/token/protocol/commands';
import type { ProblemError } from '@token-desk/contract/problem';
import type { SecondTechnicianFor } from '@token-desk/contract/request';
import { cast } from '@token-desk/practice/people';
import { findings, seedNeedles } from '../support/leaks/canary.ts';
import { CanaryWatch } from '../support/leaks/canary-watch.ts';
import { english } from '../support/tab/tab-words.ts';
import { keeping } from '../support/whole/mornings.ts';
import { RealDesk } from '../support/whole/real-desk.ts';
import { StockKeeper } from '../support/whole/stock-keeper.ts';

const box = 'Lyon 3';
const mostKeys = 8;
/** Longer than a test. */
const never = 3_600_000;
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('loaded stock, at the real desk', () => {
  let desk: RealDesk;

  before(async function () {
    desk = await RealDesk.start(this);
    desk.whole.entra.change({ hasPremiumLicence: true });
  });
  afterEach(async function () {
    await desk?.clear(this.currentTest);
  });
  after(() => desk?.close());

  const at = async (place: string) => new StockKeeper(desk, await desk.openTab({ place }));
  const stateOf = async (serial: string) =>
    (await desk.tom.api.call('getToken', { params: { serial } })).state;
  const held = (serial: string) =>
    desk.whole.entra.hardwareTokens().find(({ serialNumber }) => serialNumber === serial);

  it('loads three, and hands one of them out; no secret stays anywhere', async () => {
    const serials = [keeping(8001), keeping(8002), keeping(8003)];
    const watch = new CanaryWatch(desk.whole);
    const tom = await at('#/load');
    await tom.begin(box, serials.length);
    for (const [done, serial] of serials.entries()) {
      await tom.load(serial, done + 1, serials.length);
      assert.deepEqual([await stateOf(serial), held(serial)?.status], ['loaded', 'available']);
    }
    await tom.tab.heading(`Box ${box}`);
    await tom.report(['3 loaded, 0 not', ...serials]);
    await tom.tab.shoot('load-report');

    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    const [serial = ''] = serials;
    const counter = await at(`#/burn/${requestId}`);
    await counter.take(person, serial);
    await counter.tab.shoot('hand-out-code');
    const before = counter.keys;
    await counter.activate(person, serial);
    await counter.handOver(person);
    assert.equal(before, 1);
    assert.equal(counter.keys, mostKeys, 'one for who it is, six digits, one to hand over');
    const request = await desk.read(requestId);
    assert.deepEqual(
      [request.state, request.token?.serial, request.token?.route, request.binding?.how],
      ['handed_over', serial, 'B', 'seen'],
    );
    assert.notEqual(request.checkedAt, null);
    assert.deepEqual(held(serial), { serialNumber: serial, status: 'activated', holderId: person.id });
    assert.equal(await stateOf(serial), 'active');
    const administrator = desk.whole.user(cast.administrator);
    const [bound] = (await administrator.api.call('listAudit', { query: { requestId, event: 'bound' } }))
      .items;
    assert.match(String(bound?.data.graphRequestId), /^[\w-]{36}$/, 'Microsoft’s number of its answer');
    assert.equal((await administrator.api.call('verifyAudit', {})).ok, true);

    const needles = serials.flatMap((one) => seedNeedles(desk.token(one).memory.seed));
    const { lines, rows, files } = await watch.kept();
    watch.stop();
    assert.deepEqual(findings([...lines, ...rows, ...files], needles), []);
    assert.deepEqual(findings(watch.frames(), needles), []);
    // the one way a secret leaves the tab: the technician's own call to Microsoft
    const isCreation = ({ where }: { where: string }) => /^POST \/beta\/directory\/.+Devices /.test(where);
    const bodies = watch.bodies();
    assert.equal(bodies.filter(isCreation).length, serials.length);
    assert.notDeepEqual(findings(bodies.filter(isCreation), needles), []);
    const others = bodies.filter((one) => !isCreation(one));
    assert.deepEqual(findings(others, needles), []);
  });

  it('loads one with SHA-256, 32 bytes, where that is ticked; Microsoft and its holder get the same codes', async () => {
    const serial = keeping(8009);
    const tom = await at('#/load');
    await tom.begin(box, 1);
    await tom.tab.frame.getByLabel('SHA-256, with a secret of 32 bytes').check();
    await tom.load(serial, 1, 1);
    const { seed, algorithm } = desk.token(serial).memory;
    assert.deepEqual([seed.length, algorithm], [32, algorithmBytes.SHA256]);
    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    const counter = await at(`#/burn/${requestId}`);
    await counter.take(person, serial);
    await counter.activate(person, serial);
    assert.deepEqual(held(serial), { serialNumber: serial, status: 'activated', holderId: person.id });
    await counter.handOver(person);
  });

  it('says what is wrong with a code, and stands at the same step after a reload', async () => {
    const serial = keeping(8004);
    const loader = await at('#/load');
    await loader.begin(box, 1);
    await loader.load(serial, 1, 1);
    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    const tom = await at(`#/burn/${requestId}`);
    await tom.take(person, serial);
    await tom.tab.reload();
    await tom.tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await tom.tab.frame.locator('.boxes').waitFor();
    await tom.type(otherThan(desk.pressPower(serial)));
    await tom.tab.told('Microsoft did not accept the code.');
    await tom.tab.shoot('hand-out-wrong-code');
    await tom.tab.reload();
    await tom.tab.frame.locator('.boxes').waitFor();
    await tom.activate(person, serial);
    await tom.tab.reload();
    await tom.tab.heading(`Give ${person.givenName} the token`);
    await tom.handOver(person);
    assert.equal((await desk.read(requestId)).state, 'handed_over');
  });

  it('finds again what a closed tab left of a box: written over, or looked up at Microsoft', async () => {
    const [unchecked, checked] = [keeping(8005), keeping(8006)];
    const first = await at('#/load');
    await first.begin('Lyon 4', 2);
    await first.write(unchecked);
    await first.tab.reload();
    await first.tab.says('Left over from before');
    await first.tab.says('Its code was not checked');
    await first.load(unchecked, 1, 2);
    await first.write(checked);
    await first.check(checked);
    await first.tab.reload();
    await first.tab.press('Look at Microsoft');
    await first.tab.says(`Microsoft has no device for ${checked}`);
    await first.tab.shoot('load-left-over');
    await first.load(checked, 2, 2);
    assert.deepEqual([await stateOf(unchecked), await stateOf(checked)], ['loaded', 'loaded']);
  });

  it('goes on where Microsoft is, after a tab was closed while its list was behind', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8007);
    const loader = await at('#/load');
    await loader.begin('Lyon 5', 1);
    await loader.write(serial);
    await loader.check(serial);
    entra.change({ seenAfterMs: never });
    await loader.key('Enter');
    await loader.tab.heading('Wait for Microsoft’s list');
    await loader.tab.reload();
    await loader.tab.says('Left over from before');
    await loader.tab.press('Look at Microsoft');
    await loader.tab.says(`Microsoft has no device for ${serial}`);
    entra.change({ seenAfterMs: 0 });
    await loader.tab.press('Look at Microsoft');
    // It was the last one of the box, which is full with it.
    await loader.tab.says('loaded after a break');
    assert.equal(await stateOf(serial), 'loaded');

    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    const tom = await at(`#/burn/${requestId}`);
    await tom.take(person, serial);
    entra.change({ seenAfterMs: never });
    await tom.type(desk.pressPower(serial));
    await tom.tab.heading('Wait for Microsoft’s list');
    await tom.tab.reload();
    await tom.tab.heading('Wait for Microsoft’s list');
    assert.equal((await desk.read(requestId)).state, 'in_progress', 'nothing is said before it is seen');
    entra.change({ seenAfterMs: 0 });
    await tom.tab.heading(`Give ${person.givenName} the token`);
    await tom.handOver(person);
  });

  it('asks for no code before a second technician has confirmed the token, where the organisation says so', async () => {
    const serial = keeping(8011);
    const loader = await at('#/load');
    await loader.begin('Lyon 8', 1);
    await loader.load(serial, 1, 1);
    const alex = desk.whole.user(cast.administrator).api;
    const rule = async (secondTechnician: SecondTechnicianFor) => {
      const { version, organisation } = await alex.call('getOrganisation', {});
      const body = { version, organisation: { ...organisation, secondTechnician } };
      await alex.call('saveOrganisation', { body });
    };
    await rule('everybody');
    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    const tom = await at(`#/burn/${requestId}`);
    const { second } = english.handOut;
    await tom.tab.heading(`Check that this is ${person.name}`);
    await tom.key('1');
    desk.put(serial);
    await tom.tab.heading(second.title);
    await tom.tab.shoot('hand-out-second-technician');
    const bind = desk.tom.order(requestId, { kind: 'look-for-method' });
    await assert.rejects(bind, ({ problem }: ProblemError) => problem.code === 'second-technician-missing');
    const eszter = await desk.openTab({ person: cast.secondTechnician, place: '#/' });
    await eszter.press(new RegExp(person.name));
    await eszter.says(second.ask(cast.technician.name, serial, person.name));
    await eszter.press(second.confirm);
    await tom.tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await tom.tab.frame.locator('.boxes').waitFor();
    await rule('privileged');
    await tom.activate(person, serial);
    await tom.handOver(person);
    const { secondTechnician, history } = await desk.read(requestId);
    assert.equal(secondTechnician?.confirmedBy?.id, cast.secondTechnician.id);
    assert.ok(history.some(({ event }) => event === 'hand_out_confirmed'));
  });

  it('says who lacks which role, and that Microsoft is busy, at the step where it is', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8008);
    const loader = await at('#/load');
    await loader.begin('Lyon 6', 1);
    await loader.write(serial);
    await loader.check(serial);
    const { assignments } = entra.settings;
    const fewer = assignments.filter(({ personId }) => personId !== cast.technician.id);
    entra.change({ assignments: fewer });
    await loader.key('Enter');
    await loader.tab.told('You need the Entra role Authentication Policy Administrator.');
    entra.change({ assignments });
    entra.throttleGraph(1, 100);
    await loader.key('Enter');
    await loader.tab.says(/Microsoft is busy: tried again by itself in \d+ seconds?/);
    await loader.tab.press('Do not wait');
    await loader.tab.told('Microsoft does not answer, or has too much to do.');
    await loader.key('Enter');
    await loader.tab.heading('Box Lyon 6');
    assert.equal(held(serial)?.status, 'available');

    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    const tom = await at(`#/burn/${requestId}`);
    await tom.take(person, serial);
    entra.change({ assignments: fewer });
    await tom.type(desk.pressPower(serial));
    await tom.tab.told('Microsoft does not let you give tokens to this person.');
    await tom.tab.press('Take another token');
    await tom.tab.heading(`Take a loaded token for ${person.givenName}`);
    assert.equal(await stateOf(serial), 'loaded', 'it went back');
    entra.change({ assignments });
  });

  it('loses nothing at the counter while Microsoft is busy for minutes, is down, or is slow', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8010);
    const loader = await at('#/load');
    await loader.begin('Lyon 7', 1);
    await loader.load(serial, 1, 1);
    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    const tom = await at(`#/burn/${requestId}`);
    await tom.take(person, serial);
    const nothingDone = async () => {
      assert.equal(held(serial)?.status, 'available');
      assert.deepEqual(
        [(await desk.read(requestId)).state, await stateOf(serial)],
        ['in_progress', 'reserved'],
      );
    };

    entra.throttleGraph(1, 15);
    await tom.type(desk.pressPower(serial));
    await tom.tab.says(/Microsoft is busy: tried again by itself in \d+ seconds?/);
    await tom.tab.shoot('hand-out-busy');
    await nothingDone();
    await tom.tab.press('Do not wait');
    await tom.tab.told('Microsoft does not answer, or has too much to do.');
    await nothingDone();

    // for minutes: longer than a typed code is good
    entra.throttleGraph(1, 100);
    await tom.type(desk.pressPower(serial));
    await tom.tab.told('Microsoft does not answer, or has too much to do.');
    await nothingDone();

    entra.throttleGraph(1, 15);
    await tom.type(desk.pressPower(serial));
    await tom.tab.says(/Microsoft is busy: tried again by itself in \d+ seconds?/);
    await tom.tab.reload();
    await tom.tab.frame.locator('.boxes').waitFor();
    await nothingDone();

    entra.change({ isDown: true });
    await tom.type(desk.pressPower(serial));
    await tom.tab.told(/Microsoft does not answer|Microsoft’s answer about token/);
    await nothingDone();
    await tom.tab.reload();
    await tom.tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    entra.change({ isDown: false, slowMs: 2_500 });
    await tom.tab.reload();
    await tom.tab.frame.locator('.boxes').waitFor();
    desk.whole.skip(30_000);
    await tom.activate(person, serial);
    entra.change({ slowMs: 0 });
    await tom.handOver(person);
    assert.deepEqual(held(serial), { serialNumber: serial, status: 'activated', holderId: person.id });
  });
});
