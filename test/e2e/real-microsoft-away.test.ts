import assert from 'node:assert/strict';
import { cast, type PracticePerson } from '@token-desk/practice/people';
import { until } from '../support/desk/desk-hands.ts';
import { postTo, requestReached } from '../support/entra/request-reached.ts';
import { keeping } from '../support/whole/mornings.ts';
import { RealDesk } from '../support/whole/real-desk.ts';
import type { RealTab } from '../support/whole/real-tab.ts';
import { StockKeeper } from '../support/whole/stock-keeper.ts';

const stepMs = 30_000;
/** Longer than the tab waits with one call. */
const forMinutesSeconds = 300;
const slowMs = 3_000;
/** Longer than a test. */
const never = 3_600_000;
const away = /Microsoft does not answer|Microsoft’s answer about token/;
const creations = /\/beta\/directory\/authenticationMethodDevices\/hardwareOathDevices$/;

describe('Microsoft down, slow, busy for minutes or gone half-way, at the real desk', () => {
  let desk: RealDesk;

  before(async function () {
    desk = await RealDesk.start(this);
    desk.whole.entra.change({ hasPremiumLicence: true });
  });
  afterEach(async function () {
    if (desk === undefined) return;
    desk.whole.entra.change({ isDown: false, slowMs: 0, seenAfterMs: 0 });
    desk.whole.entra.throttleGraph(0);
    await desk.clear(this.currentTest);
  });
  after(() => desk?.close());

  const open = async (place: string) => new StockKeeper(desk, await desk.openTab({ place }));
  const stateOf = async (serial: string) =>
    (await desk.tom.api.call('getToken', { params: { serial } })).state;
  const held = (serial: string) =>
    desk.whole.entra.hardwareTokens().find(({ serialNumber }) => serialNumber === serial)?.status ?? null;

  async function begin(): Promise<{ person: PracticePerson; requestId: string; clerk: StockKeeper }> {
    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    return { person, requestId, clerk: await open(`#/burn/${requestId}`) };
  }

  /** Nobody was told that anything is done: not the request, not the inventory, and at Microsoft it stands so. */
  async function standsAt(
    { requestId, serial }: { readonly requestId?: string; readonly serial: string },
    books: string,
    microsoft: string | null,
  ): Promise<void> {
    if (requestId !== undefined) assert.equal((await desk.read(requestId)).state, 'in_progress');
    assert.deepEqual([await stateOf(serial), held(serial)], [books, microsoft]);
  }

  /** The device is made, its answer lost, and Microsoft gone. */
  async function goneWhileMade(tab: RealTab): Promise<void> {
    await tab.page.route(creations, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      desk.whole.entra.change({ isDown: true });
      await tab.page.unroute(creations);
      return route.abort();
    });
  }

  /** Of this token, where others may be left over too. */
  const look = (tab: RealTab, serial: string) =>
    tab.frame.getByRole('listitem').filter({ hasText: serial }).getByRole('button').click();

  /** The page is closed between the order to make the device and its answer. */
  async function closedWhileMade(clerk: StockKeeper, go: () => Promise<void>): Promise<void> {
    const { entra } = desk.whole;
    entra.change({ slowMs });
    const asked = requestReached(postTo(creations));
    await go();
    await asked;
    await clerk.tab.reload();
  }

  it('a token written for one person is made, given and bound once each, and goes on where it stood', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8301);
    const { person, requestId, clerk } = await begin();
    const { tab } = clerk;
    const at = { requestId, serial };
    await clerk.identify(person);
    await clerk.write(serial);
    await clerk.check(serial);
    const written = await stateOf(serial);

    entra.throttleGraph(1, forMinutesSeconds);
    await clerk.key('Enter');
    await tab.told('Microsoft does not answer, or has too much to do.');
    await tab.says('Its secret waits on this page, sealed');
    await standsAt(at, written, null);
    entra.throttleGraph(0);
    entra.change({ isDown: true });
    await clerk.key('Enter');
    await tab.told(away);
    await standsAt(at, written, null);
    entra.change({ isDown: false, slowMs, seenAfterMs: never });
    await clerk.key('Enter');
    await tab.heading('Wait for Microsoft’s list');
    await standsAt(at, written, 'available');
    entra.change({ isDown: true });
    await tab.told('The directory does not answer.');
    await standsAt(at, written, 'available');

    await tab.reload();
    await tab.says('Left over from before');
    await look(tab, serial);
    await tab.told('The directory does not answer.');
    await tab.shoot('away-left-over');
    await standsAt(at, written, 'available');
    entra.change({ isDown: false, seenAfterMs: 0 });
    await look(tab, serial);
    await tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await tab.frame.locator('.boxes').waitFor();
    await standsAt(at, 'reserved', 'available');

    entra.change({ isDown: true, slowMs: 0 });
    desk.whole.skip(stepMs);
    await clerk.type(desk.pressPower(serial));
    await tab.told(away);
    await standsAt(at, 'reserved', 'available');
    await tab.reload();
    await tab.frame.locator('.boxes').waitFor();
    entra.change({ isDown: false });
    entra.throttleGraph(1, forMinutesSeconds);
    desk.whole.skip(stepMs);
    await clerk.type(desk.pressPower(serial));
    await tab.told('Microsoft does not answer, or has too much to do.');
    await standsAt(at, 'reserved', 'available');
    entra.throttleGraph(0);
    entra.change({ slowMs });
    desk.whole.skip(stepMs);
    await clerk.activate(person, serial);
    assert.equal((await desk.read(requestId)).state, 'bound');
    await clerk.handOver(person);
    assert.equal(held(serial), 'activated');
    const administrator = desk.whole.user(cast.administrator);
    const events = (await administrator.api.call('listAudit', { query: { requestId } })).items;
    assert.equal(events.filter(({ event }) => event === 'bound').length, 1);
  });

  it('a token whose device is made while the page is closed is found with one press, and nothing is written twice', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8302);
    const { person, requestId, clerk } = await begin();
    await clerk.identify(person);
    await clerk.write(serial);
    await clerk.check(serial);
    await closedWhileMade(clerk, () => clerk.key('Enter'));
    await until('the device', async () => held(serial) === 'available');
    const { burns } = await desk.tom.api.call('getToken', { params: { serial } });
    entra.change({ slowMs: 0 });
    await look(clerk.tab, serial);
    await clerk.tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await clerk.tab.frame.locator('.boxes').waitFor();
    await standsAt({ requestId, serial }, 'reserved', 'available');
    assert.equal((await desk.tom.api.call('getToken', { params: { serial } })).burns, burns);
  });

  it('a token that Microsoft assigned and did not activate keeps its request, and only its code is asked for', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8303);
    const loader = await open('#/load');
    await loader.begin('Lyon 8', 1);
    await loader.load(serial, 1, 1);
    const { person, requestId, clerk } = await begin();
    const { tab } = clerk;
    const at = { requestId, serial };
    await clerk.take(person, serial);
    // the first half is done, and the answer is lost with the line
    await tab.page.route(/\/assignAndActivateBySerialNumber$/, async (route) => {
      const { deviceId } = await desk.tom.api.call('getToken', { params: { serial } });
      const url = route.request().url().replace('/assignAndActivateBySerialNumber', '');
      const { host: _host, 'content-length': _length, ...headers } = route.request().headers();
      await fetch(url, { method: 'POST', headers, body: JSON.stringify({ device: { id: deviceId } }) });
      await route.abort();
    });
    await clerk.type(desk.pressPower(serial));
    await tab.told('assigned to this person and not activated');
    await standsAt(at, 'reserved', 'assigned');
    await tab.page.unroute(/\/assignAndActivateBySerialNumber$/);
    await tab.reload();
    await tab.says('only its code is missing');
    await tab.shoot('away-half-done');
    entra.change({ isDown: true });
    desk.whole.skip(stepMs);
    await clerk.type(desk.pressPower(serial));
    await tab.told(away);
    await standsAt(at, 'reserved', 'assigned');
    entra.change({ isDown: false });
    desk.whole.skip(stepMs);
    await clerk.activate(person, serial);
    await clerk.handOver(person);
    assert.equal(held(serial), 'activated');
  });

  it('a token that is given while the page is closed is bound by the next look, and no code is asked for again', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8306);
    const loader = await open('#/load');
    await loader.begin('Lyon 10', 1);
    await loader.load(serial, 1, 1);
    const { person, requestId, clerk } = await begin();
    await clerk.take(person, serial);
    entra.change({ slowMs });
    const asked = requestReached(postTo(/\/assignAndActivateBySerialNumber$/));
    desk.whole.skip(stepMs);
    await clerk.type(desk.pressPower(serial));
    await asked;
    await clerk.tab.close();
    assert.equal((await desk.read(requestId)).state, 'in_progress');
    await until('Microsoft', async () => held(serial) === 'activated');
    entra.change({ slowMs: 0 });
    const again = await open(`#/burn/${requestId}`);
    await again.tab.heading(`Give ${person.givenName} the token`);
    assert.equal((await desk.read(requestId)).binding?.how, 'seen');
    await again.handOver(person);
  });

  it('a token that is left to its holder while the page is closed is left by one press more, and assigned once', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8307);
    const loader = await open('#/load');
    await loader.begin('Lyon 11', 1);
    await loader.load(serial, 1, 1);
    const { person, requestId, clerk } = await begin();
    entra.changePerson(person.id, { pushApps: 1 });
    await clerk.take(person, serial);
    entra.change({ slowMs });
    const asked = requestReached(postTo(/\/hardwareOathMethods$/));
    const away = `${person.givenName} is not here: let them activate it`;
    await clerk.tab.way(away);
    await asked;
    await clerk.tab.close();
    await until('Microsoft', async () => held(serial) === 'assigned');
    entra.change({ slowMs: 0 });
    const again = await open(`#/burn/${requestId}`);
    await again.tab.says('only its code is missing');
    await standsAt({ requestId, serial }, 'reserved', 'assigned');
    assert.notEqual((await desk.read(requestId)).awaitsHolder, true, 'nobody has recorded it');
    await again.tab.way(away);
    await again.tab.heading(`Let ${person.givenName} activate the token`);
    const { awaitsHolder, history } = await desk.read(requestId);
    assert.equal(awaitsHolder, true);
    assert.equal(history.filter(({ event }) => event === 'holder_awaited').length, 1);
  });

  it('a box is filled once each, whatever Microsoft does between two of its tokens', async () => {
    const { entra } = desk.whole;
    const [first, second] = [keeping(8304), keeping(8305)];
    const clerk = await open('#/load');
    const { tab } = clerk;
    await clerk.begin('Lyon 9', 2);
    await clerk.write(first);
    await clerk.check(first);
    const written = await stateOf(first);
    entra.throttleGraph(1, forMinutesSeconds);
    await clerk.key('Enter');
    await tab.told('Microsoft does not answer, or has too much to do.');
    await standsAt({ serial: first }, written, null);
    entra.throttleGraph(0);
    entra.change({ isDown: true });
    await clerk.key('Enter');
    await tab.told(away);
    await standsAt({ serial: first }, written, null);
    entra.change({ isDown: false });
    await goneWhileMade(tab);
    await clerk.key('Enter');
    await tab.told('Microsoft’s answer about token');
    await tab.shoot('away-answer-lost');
    await standsAt({ serial: first }, written, 'available');
    entra.change({ isDown: false });
    await tab.press('Look at Microsoft');
    await tab.says('1 of 2 loaded');

    await clerk.write(second);
    await clerk.check(second);
    await closedWhileMade(clerk, () => clerk.key('Enter'));
    await until('the device', async () => held(second) === 'available');
    await tab.says('Left over from before');
    await standsAt({ serial: second }, written, 'available');
    await look(tab, second);
    await tab.says('loaded after a break');
    await clerk.report(['2 loaded, 0 not', first, second]);
    assert.deepEqual([await stateOf(first), await stateOf(second)], ['loaded', 'loaded']);
  });
});
