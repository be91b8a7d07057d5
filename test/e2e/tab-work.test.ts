import assert from 'node:assert/strict';
import type { Person } from '@token-desk/contract/ids';
import type { Frame, Page } from 'playwright-core';
import { needsChromium } from '../support/require-all.ts';
import { eszter, person, tom } from '../support/tab-api.ts';
import { bring, buildTab, screenshotOf, shoot, TabBrowser } from '../support/tab-browser.ts';
import { TabWorkApi } from '../support/tab-work-api.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Invented: the same letters again and again, another for each person. */
const secretOf = (at: number) => `${(base32[at] ?? 'A').repeat(15)}A`;
const link = (account: string, secret = 'NOTAREALSECRETAA') =>
  `otpauth://totp/Contoso+Ltd%3a${encodeURIComponent(account)}?secret=${secret.toLowerCase()}&issuer=Microsoft`;
const push = 'phonefactor://activate_account?code=000000000&url=https%3a%2f%2fcontoso.example%2f0';
const serial = '86596000004711';
const ana = person('ana', 'Ana Moreau');
const jonas = person('jonas', 'Jonas Becker');

const joiners = [
  'Ana Moreau',
  'Jonas Becker',
  'Leila Toumi',
  'Priya Sharma',
  'Tomasz Wojcik',
  'Birgit Olsen',
  'Carlos Mendez',
  'Dunja Petrov',
  'Emre Yilmaz',
  'Fiona Walsh',
  'Gustav Lind',
  'Hana Novak',
  'Igor Sokol',
  'Kaito Mori',
].map((name, at) => person(`joiner-${at}`, name));

describe('the tab at work', function () {
  this.timeout(90_000);
  let api: TabWorkApi;
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    this.timeout(180_000);
    await buildTab();
  });
  beforeEach(async () => {
    api = new TabWorkApi();
    browser = await TabBrowser.open(api);
  });
  afterEach(async () => browser.close());

  const heading = (tab: Frame | Page, name: string | RegExp) =>
    tab.getByRole('heading', { level: 1, name }).waitFor({ timeout: 10_000 });
  const button = (tab: Frame | Page, name: string | RegExp) => tab.getByRole('button', { name });
  const told = (tab: Frame | Page, text: string | RegExp) =>
    tab.getByRole('alert').filter({ hasText: text }).first().waitFor({ timeout: 10_000 });

  const claimed = (subject: Person, by = tom) => {
    const id = api.add(subject);
    api.do(id, { kind: 'claim' }, by);
    return id;
  };
  async function pinDesk(tab: Frame | Page) {
    await button(tab, /Desk Lyon 2/).click();
    await tab.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/).waitFor();
    await button(tab, 'They are the same').click();
  }
  async function atSecret(opening: Parameters<TabBrowser['page']>[0] = {}) {
    const id = claimed(ana);
    api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: api.methods }, tom);
    const { page, tab } = await browser.page({ ...opening, place: `#/burn/${id}` });
    await pinDesk(tab);
    await heading(tab, 'Bring in the QR code');
    return { id, page, tab };
  }

  it('takes 14 people in the order they come, two of whom do not, with the keyboard alone', async function () {
    this.timeout(240_000);
    for (const joiner of joiners) api.add(joiner);
    const { page, tab } = await browser.page({ place: '#/arrivals' });
    await heading(tab, 'Who is here?');
    // a fixed shuffle: 5 is no divisor of 14
    const order = joiners.map((_, at) => (at * 5 + 3) % joiners.length);
    const absent = new Set([order[4], order[9]]);
    let isPinned = false;
    for (const [turn, at] of order.entries()) {
      const joiner = joiners[at] as Person;
      await tab.getByRole('textbox', { name: 'Name or badge' }).waitFor();
      await tab.getByText(/persons? to go/).waitFor();
      await page.keyboard.type(joiner.name.slice(0, 3).toLowerCase());
      await page.keyboard.press('Enter');
      await heading(tab, `Check that this is ${joiner.name}`);
      if (absent.has(at)) {
        await page.keyboard.press('n');
        await heading(tab, 'Who is here?');
        await tab.getByRole('heading', { name: 'Not here yet' }).waitFor();
        continue;
      }
      api.lift();
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      if (!isPinned) {
        await heading(tab, 'Choose your desk');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await tab.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/).waitFor();
        await page.keyboard.press('Enter');
        isPinned = true;
      }
      await heading(tab, 'Bring in the QR code');
      if (turn > 0) await told(tab, /out of Microsoft first/);
      api.put(`8659600000${4000 + turn}`);
      await bring(tab, 'paste', { text: link(joiner.upn, secretOf(turn)) });
      await heading(tab, 'Turn the token off, then on');
      await page.keyboard.type(api.burner.code());
      await heading(tab, /type the code at Microsoft/);
      api.methods = [...(api.methods ?? []), `oath-${turn}`];
      await heading(tab, /the token$/);
      await page.keyboard.press('Enter');
      await heading(tab, /has a token$/);
      await button(tab, /Next person|Back to the queue/)
        .first()
        .waitFor();
      if (turn < order.length - 1) await button(tab, 'Next person').waitFor();
      await page.keyboard.press('Enter');
    }
    const { items } = await fetch(`${api.origin}/api/requests?scope=open`).then(
      (response) => response.json() as Promise<{ items: { state: string; subject: Person }[] }>,
    );
    const waiting = items.filter(({ state }) => state === 'queued' || state === 'approved');
    assert.deepEqual(
      waiting.map(({ subject }) => subject.name).toSorted(),
      [...absent].map((at) => joiners[at ?? 0]?.name).toSorted(),
    );
    assert.equal(items.filter(({ state }) => state === 'handed_over').length, 12);
  });

  it('keeps its filters in the address, and says what to do when nothing fits them', async () => {
    api.add(ana, { site: 'Stuttgart' });
    const { tab } = await browser.page({ place: '#/queue?site=Stuttgart&overdue=1' });
    await heading(tab, 'Queue');
    assert.equal(await tab.getByLabel('Site').inputValue(), 'Stuttgart');
    await tab.getByLabel('State').selectOption('bound');
    assert.match(await tab.evaluate(() => location.hash), /site=Stuttgart/);
    assert.match(await tab.evaluate(() => location.hash), /state=bound/);
  });

  it('says who has a request, since when and where, in the list itself', async () => {
    claimed(ana, eszter);
    const { tab } = await browser.page();
    await tab.getByText(/Eszter Kovács, since today .* at “Person”/).waitFor();
  });

  it('tells the same person in two windows', async () => {
    const id = claimed(ana);
    const { page, tab } = await browser.page({ place: `#/burn/${id}` });
    await heading(tab, 'Check that this is Ana Moreau');
    const second = await page.context().newPage();
    await second.goto(page.url());
    await told(tab, 'open in another window');
    await second.close();
    await tab.getByText('open in another window').waitFor({ state: 'detached' });
  });

  it('goes on when the desk was gone and came back', async () => {
    const { tab } = await atSecret();
    api.isOnline = false;
    api.tellBurner();
    await heading(tab, 'Choose your desk');
    await told(tab, 'is not connected');
    api.isOnline = true;
    api.tellBurner();
    await heading(tab, 'Bring in the QR code');
    api.put(serial);
    await bring(tab, 'paste', { text: link(ana.upn) });
    await heading(tab, 'Turn the token off, then on');
  });

  it('does not write a token that somebody else uses, and keeps the secret for the next one', async () => {
    const { tab, page } = await atSecret();
    api.give(serial, jonas);
    api.put(serial);
    await bring(tab, 'paste', { text: link(ana.upn) });
    await told(tab, `Token ${serial} belongs to Jonas Becker.`);
    await shoot(page, 'taken');
    api.lift();
    api.put('86596000004712');
    await heading(tab, 'Turn the token off, then on');
  });

  it('burns this person’s code of two in one picture, and names the other', async () => {
    const { tab } = await atSecret();
    await bring(tab, 'paste', { image: screenshotOf([link(ana.upn), push]) });
    await tab.getByText(/Also in the picture: the push code/).waitFor();
  });

  for (const [source, way] of [
    ['getDisplayMedia', 'Read my screen'],
    ['getUserMedia', 'Use the camera'],
  ] as const)
    it(`${way}: looks until the code is there, names what else is seen, and stops the source`, async () => {
      const { tab } = await atSecret();
      const pictures = [[], [push], [link(ana.upn)]].map((texts) => screenshotOf(texts).toString('base64'));
      // as text: what the test's compiler adds to functions is not there in the page
      await tab.evaluate(`
        const shots = ${JSON.stringify(pictures)};
        const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 800 });
        const context = canvas.getContext('2d');
        const stream = canvas.captureStream(10);
        window.show = async (at) => {
          const bytes = Uint8Array.from(atob(shots[at]), (char) => char.charCodeAt(0));
          context.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0);
        };
        window.isLooking = () => stream.active;
        navigator.mediaDevices.${source} = async () => stream;
      `);
      const show = (at: number) => tab.evaluate(`show(${at})`);
      await show(0);
      await button(tab, way).click();
      await button(tab, 'Stop looking').waitFor();
      await show(1);
      await told(tab, 'That is the push code');
      await show(2);
      await heading(tab, 'Switch the token on and put it on the reader');
      assert.equal(await tab.evaluate('isLooking()'), false);
    });

  it('notes the kind of each wrong input, and nothing else of it', async () => {
    const { tab } = await atSecret();
    await bring(tab, 'paste', { text: push });
    await told(tab, 'That is the push code');
    await bring(tab, 'paste', { text: link(jonas.upn) });
    await told(tab, jonas.upn);
    assert.deepEqual(api.wrongInputs, ['microsoft-push', 'wrong-account']);
  });

  it('refuses a paste where the desk is not in order and the policy asks for it', async () => {
    api.policy = { pasteNeedsHealthyDesk: true, claimIdleMs: 1 };
    const { tab } = await atSecret();
    assert.equal(await tab.locator('.drop').count(), 0);
    await bring(tab, 'paste', { text: link(ana.upn) });
    await told(tab, 'Pasting is not allowed at this desk.');
  });

  it('quotes Microsoft’s page in its own language, with the link that forces it', async () => {
    const { tab, page } = await atSecret();
    await tab.getByLabel('Microsoft’s page is in').selectOption('pl');
    await tab.getByText('Chcę użyć innej aplikacji uwierzytelniającej').waitFor();
    assert.equal(
      await tab.getByRole('link', { name: 'Open it in Polski' }).getAttribute('href'),
      'https://mysignins.microsoft.com/security-info?lng=pl',
    );
    await bring(tab, 'paste', { text: push });
    await told(tab, 'Chcę użyć innej aplikacji uwierzytelniającej');
    await shoot(page, 'secret-polish-page');
  });

  it('records a request for somebody on the phone', async () => {
    api.people = [ana, jonas];
    const { page, tab } = await browser.page({ place: '#/call' });
    await heading(tab, 'Record a request for somebody');
    await page.keyboard.type('jon');
    await button(tab, /Jonas Becker/).waitFor();
    await page.keyboard.press('Enter');
    await tab.getByLabel('What?').selectOption('new');
    await tab.getByLabel('Why?').selectOption('travel');
    await tab.getByLabel('Ticket number').fill('INC-4711');
    await tab.getByLabel('Who called or came?').fill('Ada Keller');
    assert.equal(await button(tab, 'Record it').getAttribute('aria-disabled'), 'true');
    await tab.getByLabel('How did they reach you?').selectOption('phone');
    await tab.getByLabel('How were they identified?').selectOption('call-back');
    await shoot(page, 'call');
    await button(tab, 'Record it').click();
    await heading(tab, 'Jonas Becker');
    assert.deepEqual(api.calls, [{ by: 'Ada Keller', identifiedBy: 'call-back', source: 'phone' }]);
    for (const fact of ['On the phone', 'Ada Keller', 'Called back at the directory’s number', 'INC-4711'])
      await tab.locator('.facts').getByText(fact, { exact: true }).waitFor();
    await tab.getByText('You recorded it: a colleague burns it.').waitFor();
  });

  it('goes through a batch and sums it up', async () => {
    api.methods = null;
    for (const joiner of joiners.slice(0, 3)) api.add(joiner);
    const { page, tab } = await browser.page();
    await button(tab, 'Start batch · 3').click();
    await heading(tab, 'Batch');
    await shoot(page, 'run');
    await tab.getByRole('checkbox', { name: 'Jonas Becker' }).uncheck();
    await button(tab, 'Start with 2 persons').click();
    for (const [at, joiner] of [joiners[0], joiners[2]].entries()) {
      if (at === 0) await heading(tab, `Start with ${joiner?.name}`);
      else await heading(tab, `Start with ${joiner?.name}`);
      await page.keyboard.press('Enter');
      await heading(tab, `Check that this is ${joiner?.name}`);
      await page.keyboard.press('2');
      await page.keyboard.press('Enter');
      if (at === 0) await pinDesk(tab);
      await heading(tab, 'Bring in the QR code');
      api.put(`8659600000${5000 + at}`);
      await bring(tab, 'paste', { text: link(joiner?.upn ?? '', secretOf(at + 20)) });
      await heading(tab, 'Turn the token off, then on');
      await page.keyboard.type(api.burner.code());
      await button(tab, 'Microsoft accepted it').click();
      await button(tab, 'Handed over').click();
      await heading(tab, /has a token$/);
      api.lift();
      await button(tab, at === 0 ? 'Next: Leila Toumi' : 'That was the batch').click();
    }
    await heading(tab, 'That was the batch');
    await tab.getByText('2 done, 0 still open').waitFor();
    await shoot(page, 'run-sum');
  });

  it('empties a count of tokens for stock, one laid down after the other', async () => {
    const { page, tab } = await atSecret();
    await tab.evaluate(() => {
      location.hash = '#/run';
    });
    await tab.getByLabel('How many?').fill('2');
    await button(tab, 'Start').last().click();
    for (const one of ['86596000006001', '86596000006002']) {
      await tab.getByText('Put the next token on the reader').waitFor();
      api.put(one);
      await tab.locator('.tapped').getByText(one).waitFor();
      api.lift();
    }
    await tab.getByText('2 of 2 emptied').waitFor();
    await shoot(page, 'stock-run');
    assert.deepEqual(api.blanked, ['86596000006001', '86596000006002']);
  });
});
