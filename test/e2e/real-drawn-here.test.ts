import assert from 'node:assert/strict';
import { algorithmBytes } from '@token-desk/burner-service/token/protocol/commands';
import { cast, type PracticePerson } from '@token-desk/practice/people';
import { until } from '../support/desk/desk-hands.ts';
import { EntraBrowser } from '../support/entra/entra-browser.ts';
import { postTo, requestReached } from '../support/entra/request-reached.ts';
import { at } from '../support/faults/fault-cases.ts';
import { findings, seedNeedles } from '../support/leaks/canary.ts';
import { CanaryWatch } from '../support/leaks/canary-watch.ts';
import { english } from '../support/tab/tab-words.ts';
import { keeping } from '../support/whole/mornings.ts';
import { RealDesk } from '../support/whole/real-desk.ts';
import { StockKeeper } from '../support/whole/stock-keeper.ts';

const stepMs = 30_000;
/** Long enough to be read on a busy machine. */
const waitSeconds = 15;
/** Longer than a test. */
const never = 3_600_000;

type AtPerson = {
  readonly person: PracticePerson;
  readonly requestId: string;
  readonly clerk: StockKeeper;
};

describe('a token that is written for one person, at the real desk', () => {
  let desk: RealDesk;

  before(async function () {
    desk = await RealDesk.start(this);
    desk.whole.entra.change({ hasPremiumLicence: true });
  });
  afterEach(async function () {
    await desk?.clear(this.currentTest);
  });
  after(() => desk?.close());

  /** Asked for in chat and begun; the wizard stands where the person is identified. */
  async function begin(): Promise<AtPerson> {
    const person = desk.somebody();
    const requestId = await desk.whole.ask(person);
    await desk.tom.order(requestId, { kind: 'claim' });
    const clerk = new StockKeeper(desk, await desk.openTab({ place: `#/burn/${requestId}` }));
    return { person, requestId, clerk };
  }
  const stateOf = async (serial: string) =>
    (await desk.tom.api.call('getToken', { params: { serial } })).state;
  const held = (serial: string) =>
    desk.whole.entra.hardwareTokens().find(({ serialNumber }) => serialNumber === serial);
  /** Until its display shows another code. */
  const nextCode = () => desk.whole.skip(stepMs);

  it('goes from the question in chat to a sign-in with its code, MFA on; its secret stays nowhere', async () => {
    const serial = keeping(8201);
    const watch = new CanaryWatch(desk.whole);
    const { person, requestId, clerk } = await begin();
    await clerk.identify(person);
    await clerk.tab.says('It becomes a hardware token at Microsoft: nothing known stands in the way.');
    await clerk.tab.shoot('drawn-here-place');
    const compared = await clerk.draw(person, serial);
    assert.deepEqual([await stateOf(serial), held(serial)?.status], ['reserved', 'available']);
    await clerk.type(compared);
    await clerk.tab.told('That code was already used.');
    assert.equal(held(serial)?.status, 'available', 'what the desk compared did not leave the page');
    await clerk.tab.shoot('drawn-here-same-code');
    nextCode();
    await clerk.activate(person, serial);
    await clerk.handOver(person);

    const request = await desk.read(requestId);
    assert.deepEqual(
      [request.state, request.token?.serial, request.token?.route, request.binding?.how],
      ['handed_over', serial, 'B', 'seen'],
    );
    assert.ok(!request.history.some(({ event }) => event === 'route_chosen'), 'as it was offered');
    assert.deepEqual(held(serial), { serialNumber: serial, status: 'activated', holderId: person.id });
    const signIn = () =>
      new EntraBrowser(desk.whole.entra.url).signIn(person.upn, person.password, '&lng=en');
    assert.equal((await signIn()).heading, 'Security info', 'the password is enough while MFA is off');
    const alex = await desk.openTab({ person: cast.administrator, place: '#/enforce' });
    const { enforce } = english;
    await alex.frame.getByRole('checkbox', { name: person.name }).check();
    await alex.press(enforce.go(1));
    // the page is closed between the order and Microsoft's answer
    const { entra } = desk.whole;
    entra.change({ slowMs: 3_000 });
    const asked = requestReached(({ method }) => method === 'PATCH');
    await alex.press(enforce.sure.go(1));
    await asked;
    await alex.close();
    await until('Microsoft', async () => entra.stateOf(person.id).perUserMfa !== 'disabled');
    assert.equal((await desk.read(requestId)).enforcement, 'undecided', 'nobody has seen it');
    entra.change({ slowMs: 0 });
    const again = await desk.openTab({ person: cast.administrator, place: '#/enforce' });
    await again.frame.getByRole('checkbox', { name: person.name }).check();
    await again.press(enforce.goLook(1));
    await again.says(enforce.emptyTitle);
    await again.shoot('drawn-here-enforced');
    assert.equal((await desk.read(requestId)).enforcement, 'enforced');

    nextCode();
    const browser = await signIn();
    assert.equal(browser.heading, 'Enter code');
    await browser.press({ code: '000000' });
    assert.equal(browser.heading, 'Enter code');
    await browser.press({ code: desk.pressPower(serial) });
    assert.equal(browser.heading, 'Security info');
    const administrator = desk.whole.user(cast.administrator);
    assert.equal((await administrator.api.call('verifyAudit', {})).ok, true);

    // what is looked for as a second way is recorded, though the page is closed before the answer
    entra.changePerson(person.id, { pushApps: 1 });
    entra.change({ slowMs: 2_000 });
    const page = await desk.openTab({ place: `#/request/${requestId}` });
    const looked = requestReached(postTo(/\/commands$/));
    await page.press(english.second.look);
    await looked;
    await page.close();
    await until('the second way', async () => (await desk.read(requestId)).second?.how === 'found');
    entra.change({ slowMs: 0 });

    const needles = seedNeedles(desk.token(serial).memory.seed);
    const { lines, rows, files } = await watch.kept();
    watch.stop();
    assert.deepEqual(findings([...lines, ...rows, ...files, ...watch.frames()], needles), []);
    // the one way a secret leaves the tab: the technician's own call to Microsoft
    const isCreation = ({ where }: { where: string }) => /^POST \/beta\/directory\/.+Devices /.test(where);
    const creations = watch.bodies().filter(isCreation);
    assert.equal(creations.length, 1);
    assert.notDeepEqual(findings(creations, needles), []);
    const others = watch.bodies().filter((one) => !isCreation(one));
    assert.deepEqual(findings(others, needles), []);
  });

  it('takes 32 bytes and SHA-256 where that is ticked: at the desk, at Microsoft and at the sign-in', async () => {
    const serial = keeping(8206);
    const { person, clerk } = await begin();
    await clerk.identify(person);
    desk.put(serial);
    await clerk.tab.heading(`Burn ${serial}`);
    await clerk.tab.frame.getByRole('checkbox', { name: english.load.sha256 }).check();
    await clerk.draw(person, serial);
    const { seed, algorithm } = desk.token(serial).memory;
    assert.deepEqual([seed.length, algorithm], [32, algorithmBytes.SHA256]);
    nextCode();
    await clerk.activate(person, serial);
    await clerk.handOver(person);
    assert.deepEqual(held(serial), { serialNumber: serial, status: 'activated', holderId: person.id });
    desk.whole.entra.changePerson(person.id, { perUserMfa: 'enforced' });
    nextCode();
    const browser = await new EntraBrowser(desk.whole.entra.url).signIn(
      person.upn,
      person.password,
      '&lng=en',
    );
    assert.equal(browser.heading, 'Enter code');
    await browser.press({ code: desk.pressPower(serial) });
    assert.equal(browser.heading, 'Security info');
  });

  it('comes back to where it was when the tab is closed at any step', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8202);
    const { person, requestId, clerk } = await begin();
    const { tab } = clerk;
    await clerk.identify(person);
    await clerk.write(serial);
    await tab.reload();
    await tab.says('Its code was not checked');
    await desk.lift();
    await clerk.write(serial);
    await clerk.check(serial);
    await tab.reload();
    await tab.press('Look at Microsoft');
    await tab.says(`Microsoft has no device for ${serial}`);
    await clerk.write(serial);
    nextCode();
    await clerk.check(serial);
    entra.change({ seenAfterMs: never });
    await clerk.key('Enter');
    await tab.heading('Wait for Microsoft’s list');
    await tab.reload();
    await tab.press('Look at Microsoft');
    await tab.says(`Microsoft has no device for ${serial}`);
    assert.equal((await desk.read(requestId)).state, 'in_progress', 'nothing is said before it is seen');
    entra.change({ seenAfterMs: 0 });
    await tab.press('Look at Microsoft');
    await tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    assert.equal(await stateOf(serial), 'reserved', 'taken as soon as it was seen');
    await tab.reload();
    await tab.frame.locator('.boxes').waitFor();
    nextCode();
    await clerk.activate(person, serial);
    await clerk.handOver(person);
  });

  it('goes on when the token is lifted while it is written; its order ends when the page is left', async () => {
    const serial = keeping(8205);
    const { person, clerk } = await begin();
    const { tab } = clerk;
    const endings: string[] = [];
    tab.page.on('request', (sent) => {
      if (/\/api\/jobs\/[^/]+\/cancel$/.test(sent.url())) endings.push(sent.url());
    });
    await clerk.identify(person);
    const lifted = async () => {
      desk.put(serial, { faults: at('challenge', { kind: 'lift', when: 'before' }) });
      await tab.heading(`Burn ${serial}`);
      await clerk.key('Enter');
      await tab.heading('Put the token back on the reader');
      await desk.lift();
    };
    await lifted();
    desk.put(serial);
    await tab.heading('Type the six digits');
    await clerk.check(serial);
    assert.deepEqual(endings, []);
    await tab.reload();
    await tab.press('Look at Microsoft');
    await tab.says(`Microsoft has no device for ${serial}`);
    await lifted();
    await tab.frame.evaluate("location.hash = '#/queue'");
    await until('the order to be ended', () => Promise.resolve(endings.length === 1));
  });

  it('keeps the secret while Microsoft is busy or refuses, and says whose role it takes', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8203);
    const { person, clerk } = await begin();
    const { tab } = clerk;
    await clerk.identify(person);
    await clerk.write(serial);
    await clerk.check(serial);
    const { assignments } = entra.settings;
    entra.change({ assignments: assignments.filter(({ personId }) => personId !== cast.technician.id) });
    await clerk.key('Enter');
    await tab.told('Or let somebody who has it load tokens, and hand out those.');
    await tab.button('Something else').click();
    await tab.frame.getByRole('menuitem', { name: 'Hand out a loaded token' }).waitFor();
    await tab.shoot('drawn-here-no-role');
    await clerk.key('Escape');
    await tab.frame.getByRole('menu').waitFor({ state: 'detached' });
    entra.change({ assignments });
    entra.throttleGraph(1, waitSeconds);
    // the menu has given the focus back to its button, which takes Enter itself
    await tab.frame.locator('.wizard-middle [data-main]').click();
    await tab.says(/Microsoft is busy: tried again by itself in \d+ seconds?/);
    await tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await tab.frame.locator('.boxes').waitFor();
    entra.change({ isDown: true });
    nextCode();
    await clerk.type(desk.pressPower(serial));
    await tab.told(/Microsoft does not answer|Microsoft’s answer about token/);
    entra.change({ isDown: false });
    nextCode();
    await clerk.activate(person, serial);
    await clerk.handOver(person);
  });

  it('takes the other way by hand, records it, and comes back to it', async () => {
    const { person, requestId, clerk } = await begin();
    const { tab } = clerk;
    await clerk.identify(person);
    await tab.way('With the QR code instead');
    await tab.heading('Bring in the QR code');
    const chosen = 'It becomes an authenticator app: chosen by hand, which is recorded';
    await tab.says(chosen);
    await tab.reload();
    await tab.says(chosen);
    const routes = async () =>
      (await desk.read(requestId)).history.flatMap(({ event, data }) =>
        event === 'route_chosen' ? [data] : [],
      );
    assert.deepEqual(await routes(), [{ route: 'A', offered: 'B', because: null }]);
    await tab.way('Burn one here');
    await tab.heading('Switch a token on and put it on the reader');
    assert.deepEqual((await routes()).at(-1), { route: 'B', offered: 'B', because: null });
    await tab.press(/Give it back, nothing has been written/);
    await tab.heading('Queue');
    assert.equal((await desk.read(requestId)).chosenRoute, null, 'whoever begins anew is offered anew');
    await tab.press(new RegExp(person.name));
    await tab.says('Way to a token chosen by you');
  });

  it('is left to a person who is not here, and bound once they have activated it', async () => {
    const { entra } = desk.whole;
    const serial = keeping(8204);
    const { person, requestId, clerk } = await begin();
    entra.changePerson(person.id, { phones: [], preferred: null });
    const { tab } = clerk;
    await clerk.identify(person);
    await clerk.draw(person, serial);
    const away = `${person.givenName} is not here: let them activate it`;
    await tab.way(away);
    await tab.told('has no other way to sign in');
    assert.equal(held(serial)?.status, 'available');
    entra.changePerson(person.id, { pushApps: 1 });
    const { assignments } = entra.settings;
    entra.change({ assignments: assignments.filter(({ personId }) => personId !== cast.technician.id) });
    await tab.way(away);
    await tab.told('Microsoft does not let you give tokens to this person.');
    await tab.button('Stop: the token goes back to the loaded ones').waitFor();
    assert.notEqual((await desk.read(requestId)).awaitsHolder, true, 'it was not assigned');
    // as Microsoft's list is behind what it was just told
    entra.change({ assignments, seenAfterMs: 2_500 });
    await tab.press('Try again');
    await tab.way(away);
    await tab.heading(`Let ${person.givenName} activate the token`);
    assert.deepEqual(held(serial), { serialNumber: serial, status: 'assigned', holderId: person.id });
    assert.equal((await desk.read(requestId)).awaitsHolder, true);
    entra.change({ seenAfterMs: 0 });
    await tab.shoot('left-to-its-holder');
    await tab.press('Leave: the request waits for its holder');
    await tab.heading('Queue');
    await tab.press(new RegExp(person.name));
    await tab.says(`Waits until ${person.name} has activated the token at Microsoft.`);
    assert.equal((await desk.read(requestId)).state, 'in_progress');

    const own = await desk.pageAtMicrosoft(person);
    await own.getByText(`${serial} · Not activated`).waitFor();
    await own.locator('input[name=code]').fill(desk.pressPower(serial));
    await own.getByRole('button', { name: 'Activate' }).click();
    await own.getByText('Your hardware token was activated.').waitFor();
    await own.context().close();
    await tab.press('Continue');
    await tab.heading(`Give ${person.givenName} the token`);
    const { binding, state } = await desk.read(requestId);
    assert.deepEqual([state, binding?.how], ['bound', 'seen']);
  });

  it('comes back to it when the tab is closed at any step, though loaded ones are there', async () => {
    const { entra } = desk.whole;
    const [stock, serial] = [keeping(8207), keeping(8208)];
    const loader = new StockKeeper(desk, await desk.openTab({ place: '#/load' }));
    await loader.begin('Lyon 9', 1);
    await loader.load(stock, 1, 1);
    await desk.lift();
    await loader.tab.close();
    const { person, requestId, clerk: first } = await begin();
    let clerk = first;
    /** In a window that knows nothing of the one before. */
    const closed = async () => {
      await clerk.tab.close();
      clerk = new StockKeeper(desk, await desk.openTab({ place: `#/burn/${requestId}` }));
    };
    const place = 'Switch a token on and put it on the reader';
    await clerk.tab.heading(`Check that this is ${person.name}`);
    await clerk.key('1');
    await clerk.key('Enter');
    await clerk.tab.heading(`Take a loaded token for ${person.givenName}`);
    await clerk.tab.way('Burn one here');
    await clerk.tab.heading(place);
    await clerk.tab.reload();
    await clerk.tab.heading(place);
    await clerk.write(serial);
    await desk.lift();
    await closed();
    await clerk.tab.heading(place);
    await clerk.tab.says('Its code was not checked');
    await clerk.tab.button(english.road.leave.unfinished).waitFor();
    await clerk.write(serial);
    await clerk.check(serial);
    await closed();
    await clerk.tab.heading(place);
    await clerk.tab.button(english.road.leave.perhaps).waitFor();
    await clerk.tab.press('Look at Microsoft');
    await clerk.tab.says(`Microsoft has no device for ${serial}`);
    await clerk.write(serial);
    nextCode();
    await clerk.check(serial);
    entra.change({ seenAfterMs: never });
    await clerk.key('Enter');
    await clerk.tab.heading('Wait for Microsoft’s list');
    await closed();
    await clerk.tab.heading(place);
    entra.change({ seenAfterMs: 0 });
    const isTaking = (url: URL) => url.pathname.endsWith(`/api/requests/${requestId}/commands`);
    await clerk.tab.page.route(isTaking, (route) => route.abort());
    await clerk.tab.press('Look at Microsoft');
    await clerk.tab.heading(`Take ${serial}`);
    assert.equal(await stateOf(serial), 'loaded');
    await closed();
    await clerk.tab.heading(`Take ${serial}`);
    await clerk.tab.button(english.road.leave.loaded).waitFor();
    await clerk.tab.press('Take it');
    await clerk.tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await closed();
    await clerk.tab.heading(`Type the code, and the token is ${person.givenName}’s`);
    await clerk.tab.frame.locator('.boxes').waitFor();
    nextCode();
    await clerk.activate(person, serial);
    await closed();
    await clerk.tab.heading(`Give ${person.givenName} the token`);
    await clerk.handOver(person);
    assert.equal(await stateOf(stock), 'loaded');
  });
});
