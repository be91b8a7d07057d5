import assert from 'node:assert/strict';
import type { Person } from '@token-desk/contract/ids';
import type { Frame, Page } from 'playwright-core';
import { settles } from '../support/browser/settles.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { eszter, person, tom } from '../support/tab/tab-api.ts';
import { bring, buildTab, looksFor, screenshotOf, shoot, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabWorkApi } from '../support/tab/tab-work-api.ts';

const link = (account: string, secret = 'NOTAREALSECRETAA') =>
  `otpauth://totp/Contoso+Ltd%3a${encodeURIComponent(account)}?secret=${secret.toLowerCase()}&issuer=Microsoft`;
const push = 'phonefactor://activate_account?code=000000000&url=https%3a%2f%2fcontoso.example%2f0';
const ana = person('ana', 'Ana Moreau');
const jonas = person('jonas', 'Jonas Becker');

describe('the tab at work', () => {
  let api: TabWorkApi;
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(async () => {
    api = new TabWorkApi();
    browser = await TabBrowser.open(api);
  });
  afterEach(async () => browser.close());

  const { heading, button, told } = looksFor(10_000);

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

  it('keeps its filters in the address, and says what to do when nothing fits them', async () => {
    api.add(ana, { site: 'Stuttgart' });
    const { tab } = await browser.page({ place: '#/queue?site=Stuttgart&overdue=1' });
    await heading(tab, 'Queue');
    await settles(async () => assert.equal(await tab.getByLabel('Site').inputValue(), 'Stuttgart'));
    await tab.getByLabel('State').selectOption('bound');
    await settles(async () => assert.match(await tab.evaluate(() => location.hash), /site=Stuttgart/));
    await settles(async () => assert.match(await tab.evaluate(() => location.hash), /state=bound/));
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
      await settles(async () => assert.equal(await tab.evaluate('isLooking()'), false));
    });

  it('refuses a paste where the desk is not in order and the policy asks for it', async () => {
    api.policy = { pasteNeedsHealthyDesk: true, claimIdleMs: 1 };
    const { tab } = await atSecret();
    await settles(async () => assert.equal(await tab.locator('.drop').count(), 0));
    await bring(tab, 'paste', { text: link(ana.upn) });
    await told(tab, 'Pasting is not allowed at this desk.');
  });

  it('quotes Microsoft’s page in its own language, with the link that forces it', async () => {
    const { tab, page } = await atSecret();
    await tab.getByLabel('Microsoft’s page is in').selectOption('pl');
    await tab.getByText('Chcę użyć innej aplikacji uwierzytelniającej').waitFor();
    await settles(async () =>
      assert.equal(
        await tab.getByRole('link', { name: 'Open it in Polski' }).getAttribute('href'),
        'https://mysignins.microsoft.com/security-info?lng=pl',
      ),
    );
    await bring(tab, 'paste', { text: push });
    await told(tab, 'Chcę użyć innej aplikacji uwierzytelniającej');
    await shoot(page, 'secret-polish-page');
  });

  it('says why nobody can ask for somebody who is in the directory', async () => {
    api.people = [ana, jonas];
    api.bars.set(jonas.id, 'subject-disabled');
    const { page, tab } = await browser.page({ place: '#/call' });
    await heading(tab, 'Record a request for somebody');
    await page.keyboard.type('jon');
    await tab.getByText('The account of Jonas Becker is disabled.').waitFor();
    await settles(async () => assert.equal(await button(tab, /Jonas Becker/).count(), 0));
    await page.keyboard.press('Enter');
    await tab.getByLabel('Who needs it?').fill('nobody');
    await tab.getByText('Nobody is found by this in the directory.').waitFor();
  });

  it('records a request for somebody on the phone', async () => {
    api.people = [ana, jonas];
    const { page, tab } = await browser.page({ place: '#/call' });
    await heading(tab, 'Record a request for somebody');
    await page.keyboard.type('jon');
    await button(tab, /Jonas Becker/).waitFor();
    await page.keyboard.press('Enter');
    api.losses = { lost: ['86596000000001'], spare: ['86596000000002'] };
    await tab.getByLabel('What?').selectOption('replace-lost');
    await tab.getByText('By the inventory, what is lost is 86596000000001.').waitFor();
    await tab.getByText('The spare one, 86596000000002, stays in use.').waitFor();
    await tab.getByLabel('What?').selectOption('new');
    await tab.getByText('By the inventory').waitFor({ state: 'detached' });
    await tab.getByLabel('Why?').selectOption('travel');
    await tab.getByLabel('Ticket number').fill('INC-4711');
    await tab.getByLabel('Who called or came?').fill('Ada Keller');
    await settles(async () =>
      assert.equal(await button(tab, 'Record it').getAttribute('aria-disabled'), 'true'),
    );
    await tab.getByLabel('How did they reach you?').selectOption('phone');
    await tab.getByLabel('How were they identified?').selectOption('call-back');
    await shoot(page, 'call');
    await button(tab, 'Record it').click();
    await heading(tab, 'Jonas Becker');
    await settles(async () =>
      assert.deepEqual(api.calls, [{ by: 'Ada Keller', identifiedBy: 'call-back', source: 'phone' }]),
    );
    for (const fact of ['On the phone', 'Ada Keller', 'Called back at the directory’s number', 'INC-4711'])
      await tab.locator('.facts').getByText(fact, { exact: true }).waitFor();
    await tab.getByText('You recorded it: a colleague burns it.').waitFor();
  });
});
