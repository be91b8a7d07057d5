import assert from 'node:assert/strict';
import type { Problem, ProblemCode } from '@token-desk/contract/problem';
import { problemsDe } from '@token-desk/contract/words/de/problems';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import type { Frame, Page } from 'playwright-core';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { ada, person, TabApi, tom } from '../support/tab/tab-api.ts';
import {
  bring,
  buildTab,
  chooseWay,
  looksFor,
  screenshotOf,
  shoot,
  TabBrowser,
} from '../support/tab/tab-browser.ts';

// invented: words, not random letters
const secretText = 'NOTAREALSECRETAA';
const link = (account: string, secret = secretText, tenant = 'Contoso+Ltd') =>
  `otpauth://totp/${tenant}%3a${encodeURIComponent(account)}?secret=${secret.toLowerCase()}&issuer=Microsoft`;
const push =
  'phonefactor://activate_account?code=000000000&url=https%3a%2f%2fmobileappcommunicator.contoso.example%2f000000';
const serial = '86596000004711';
const ana = person('ana', 'Ana Moreau');
const jonas = person('jonas', 'Jonas Becker');
const leila = person('leila', 'Leïla Toumi');
const priya = person('priya', 'Priya Sharma');

describe('the tab', () => {
  let api: TabApi;
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(async () => {
    api = new TabApi();
    browser = await TabBrowser.open(api);
  });
  afterEach(async () => browser.close());

  const { heading, button } = looksFor(10_000);
  const told = (tab: Frame | Page, text: string) =>
    tab
      .getByRole('alert')
      .filter({ hasText: text.replace(/[“”„]/g, '') })
      .first()
      .waitFor({ timeout: lateEndMs });
  const title = (code: ProblemCode, detail?: Problem['detail']) => describeProblem({ code, detail }).title;

  /** A wizard that stands at “Bring in the QR code”. */
  async function atSecret(opening: Parameters<TabBrowser['page']>[0] = {}) {
    const id = api.add(ana);
    api.do(id, { kind: 'claim' }, tom);
    api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: api.methods }, tom);
    const { page, tab } = await browser.page({ ...opening, place: `#/burn/${id}` });
    await button(tab, /Desk Lyon 2|IT-Platz/).click();
    await tab.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/).waitFor();
    await button(tab, /They are the same|Buchstaben stimmen überein/).click();
    await tab.locator('.drop').waitFor();
    return { id, page, tab };
  }

  async function atCheck(opening: Parameters<TabBrowser['page']>[0] = {}) {
    const opened = await atSecret(opening);
    api.put(serial);
    await bring(opened.tab, 'paste', { text: link(ana.upn) });
    await opened.tab.locator('.boxes').waitFor();
    return opened;
  }

  it('goes from the queue to the next person, with the keyboard and one pasted screenshot', async () => {
    const id = api.add(ana);
    api.add(jonas, { reason: 'second-factor' });
    const { page, tab } = await browser.page();
    await heading(tab, 'Queue');
    await tab.getByRole('button', { name: /Ana Moreau/ }).focus();
    await page.keyboard.press('Space');
    await button(tab, /^Start$/).click();

    await heading(tab, 'Check that this is Ana Moreau');
    await page.keyboard.press('Enter');
    await settles(async () =>
      assert.equal(api.request(id).identityCheck, null, 'nothing is chosen for the technician'),
    );
    await page.keyboard.press('2');
    await page.keyboard.press('Enter');

    await heading(tab, 'Choose your desk');
    await settles(async () => assert.equal(api.request(id).identityCheck?.kind, 'picture-id'));
    await button(tab, /Desk Lyon 2/).click();
    await heading(tab, 'Compare these letters with the desk');
    await button(tab, 'They are the same').click();

    await heading(tab, 'Bring in the QR code');
    api.put(serial);
    await bring(tab, 'paste', { image: screenshotOf([link(ana.upn)]) });

    await heading(tab, 'Type the six digits');
    await settles(async () =>
      assert.equal(await tab.getByText('clock was 41 seconds slow, now right').count(), 1),
    );
    await page.keyboard.type(api.burner.code());

    await heading(tab, 'Let Ana type the code at Microsoft');
    api.methods = ['phone', 'new-oath'];
    await heading(tab, 'Give Ana the token');
    await settles(async () => assert.equal(api.request(id).binding?.how, 'seen'));
    const orders = api.bodies.filter((body) => body.includes('"look-for-method"'));
    assert.equal(orders.length, 1, 'looking only reads; what was seen is ordered once');
    await button(tab, 'Handed over').click();

    await heading(tab, 'Ana has a token');
    await button(tab, 'Next: Jonas Becker').click();
    await heading(tab, 'Start with Jonas Becker');
    await settles(async () => assert.equal(api.request(id).state, 'handed_over'));
  });

  it('never sends the secret but sealed', async () => {
    await atCheck();
    assert.ok(api.burner.secret !== null, 'the desk could open it');
    const seed = Buffer.from(api.burner.secret.seed);
    const forms = [secretText, seed.toString('hex'), seed.toString('base64'), seed.toString('latin1')];
    for (const body of api.bodies)
      for (const form of forms) assert.ok(!body.toLowerCase().includes(form.toLowerCase()), 'in a body');
  });

  it('keeps the secret out of the page, the address and the storage', async () => {
    const { tab, page } = await atSecret();
    await bring(tab, 'paste', { text: link(ana.upn) });
    await heading(tab, 'Switch the token on and put it on the reader');
    const kept = await tab.evaluate(() =>
      [
        document.documentElement.outerHTML,
        location.href,
        JSON.stringify({ ...localStorage }),
        JSON.stringify({ ...sessionStorage }),
      ].join(),
    );
    assert.ok(!kept.toUpperCase().includes(secretText));
    await shoot(page, 'token');
  });

  it('says what stands on Microsoft’s page in bold, and looks like it should', async () => {
    for (const [theme, width] of [
      ['default', 1280],
      ['dark', 1280],
      ['contrast', 1280],
      ['default', 380],
      ['dark', 380],
      ['contrast', 380],
    ] as const) {
      const { tab, page } = await atSecret({ theme, width });
      await bring(tab, 'paste', { text: push });
      await told(tab, 'I want to use a different authenticator app');
      await shoot(page, `secret-${theme}-${width}`);
      await page.context().close();
    }
  });

  it('asks how a key is written that can be read in two ways', async () => {
    const { tab } = await atSecret();
    await bring(tab, 'paste', { text: 'ABCDEF234567ABCDEF234567ABCDEF23' });
    await heading(tab, 'Say how this key is written');
    await button(tab, 'As hexadecimal').click();
    await tab.getByText('16 bytes').waitFor();
  });

  it('takes the technician’s word where Microsoft’s list cannot be read', async () => {
    api.methods = null;
    const { id, tab, page } = await atCheck();
    await page.keyboard.type(api.burner.code());
    await button(tab, /^Microsoft accepted it$/).click();
    await heading(tab, 'Give Ana the token');
    await settles(async () => assert.equal(api.request(id).binding?.how, 'said'));
  });

  it('looks again where Microsoft’s list could not be read for a moment, and records what it shows', async () => {
    const { id, tab, page } = await atCheck();
    const known = api.methods ?? [];
    api.methods = null;
    await page.keyboard.type(api.burner.code());
    await button(tab, /^Microsoft accepted it$/).waitFor();
    api.methods = [...known, 'm-new'];
    await button(tab, 'Look again').click();
    await heading(tab, 'Give Ana the token');
    await settles(async () => assert.equal(api.request(id).binding?.how, 'seen'));
  });

  it('burns a new QR onto the same token when Microsoft’s page timed out, and knows the old one again', async () => {
    const { id, tab, page } = await atCheck();
    await page.keyboard.type(api.burner.code());
    await chooseWay(tab, 'Microsoft says something else');
    await shoot(page, 'trouble');
    await button(tab, 'The code is wrong').click();
    await told(tab, 'Wait for the next code.');
    await button(tab, /It took too long/).click();
    await heading(tab, 'Bring in the new QR code');
    await bring(tab, 'paste', { text: link(ana.upn) });
    await told(tab, title('code-already-burned'));
    await bring(tab, 'paste', { text: link(ana.upn, 'ANOTHERFAKEKEYAA') });
    await heading(tab, 'Type the six digits');
    await settles(async () => assert.equal(api.request(id).token?.serial, serial));
    await page.keyboard.type(api.burner.code());
    await heading(tab, 'Let Ana type the code at Microsoft');
  });

  it('stops at a desk that is not the one it was', async () => {
    const { tab } = await atSecret();
    api.burner.becomeAnother();
    api.put(serial);
    await heading(tab, 'Compare these letters with the desk');
    await told(tab, title('burner-identity-changed', { burner: 'Desk Lyon 2' }));
    await settles(async () => assert.equal(await button(tab, 'They are the same').count(), 0));
  });

  it('keeps the ways out of a step in one quiet link and one menu, and Esc closes the menu alone', async () => {
    const { tab, page } = await atCheck();
    const foot = tab.locator('.step-foot');
    const said = () => foot.getByRole('button').allTextContents();
    await settles(async () =>
      assert.deepEqual(await said(), ['Stop: token stays burned, not checked', 'Something else']),
    );
    const filled = await tab
      .locator('.wizard-middle button')
      .evaluateAll(
        (all) => all.filter((one) => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)').length,
      );
    assert.equal(filled, 0, 'nothing of it is louder than the six boxes');
    await button(tab, 'Something else').focus();
    await page.keyboard.press('Enter');
    const item = tab.getByRole('menuitem', { name: 'The display shows nothing' });
    await item.waitFor();
    await page.keyboard.press('Escape');
    await item.waitFor({ state: 'detached' });
    await settles(async () => assert.equal(await tab.getByRole('alertdialog').count(), 0));
    await page.keyboard.press('Enter');
    await item.waitFor();
    await page.keyboard.press('Enter');
    await told(tab, 'Press the button for a full second.');
  });

  it('asks before it leaves on Esc, names the consequence, and gives the request back', async () => {
    const { id, tab, page } = await atSecret();
    await page.keyboard.press('Escape');
    const dialog = tab.getByRole('alertdialog');
    await dialog.waitFor();
    await shoot(page, 'leave');
    await dialog.getByRole('button', { name: 'Cancel, nothing has been written' }).click();
    await heading(tab, 'Queue');
    await settles(async () => assert.equal(api.request(id).state, 'queued'));
  });

  it('switches themes live', async () => {
    api.add(ana);
    const { page, tab } = await browser.page();
    await heading(tab, 'Queue');
    for (const theme of ['dark', 'contrast']) {
      await page.evaluate(
        (name) => (window as unknown as { setTheme(name: string): void }).setTheme(name),
        theme,
      );
      await tab.locator(`.app[data-theme="${theme}"]`).waitFor();
    }
  });

  it('says to open it in Teams when nothing hosts it', async () => {
    const { tab, page } = await browser.page({ alone: true });
    await heading(tab, 'Open Token Desk in Teams');
    await shoot(page, 'alone');
  });

  it('speaks German where Teams does', async () => {
    const { tab, page } = await atSecret({ locale: 'de-de' });
    await heading(tab, 'Lesen Sie den QR-Code ein');
    await bring(tab, 'paste', { text: push });
    await told(tab, problemsDe['input-microsoft-push'].title);
    await shoot(page, 'secret-german');
  });

  it('shows the queue, the pane and the check in every theme, wide and narrow', async () => {
    const id = api.add(ana, { neededBy: new Date().toISOString().slice(0, 10) });
    api.add(jonas, { reason: 'travel' });
    api.add(leila, { reason: 'no-smartphone' });
    api.add(priya, { reason: 'second-factor' }, { approved: false });
    for (const [theme, width] of [
      ['default', 1280],
      ['dark', 1280],
      ['contrast', 1280],
      ['default', 380],
      ['dark', 380],
      ['contrast', 380],
    ] as const) {
      const { tab, page } = await browser.page({ theme, width });
      await heading(tab, 'Queue');
      await button(tab, /Ana Moreau/).waitFor();
      if (width === 380) await shoot(page, `queue-list-${theme}-${width}`);
      await button(tab, /Ana Moreau/).click();
      await tab.getByText('Asked by Ada Keller', { exact: true }).waitFor();
      await shoot(page, `queue-${theme}-${width}`);
      await page.context().close();
    }
    await settles(async () => assert.equal(api.request(id).requestedBy.id, ada.id));
    for (const [theme, width] of [
      ['default', 1280],
      ['dark', 1280],
      ['contrast', 1280],
      ['default', 380],
    ] as const) {
      api.lift();
      const { page, tab } = await atCheck({ theme, width });
      await page.keyboard.type('407');
      api.lift();
      await tab.getByText(/Lifted/).waitFor();
      await shoot(page, `check-${theme}-${width}`);
      await page.context().close();
    }
  });

  it('shows desks, one request and the audit', async () => {
    const id = api.add(ana);
    for (const [name, place, text] of [
      ['burners', '#/burners', 'Desk Lyon 2'],
      ['request', `#/request/${id}`, 'Asked by Ada Keller'],
      ['audit', '#/audit', 'Asked by Ada Keller'],
    ] as const) {
      const { page, tab } = await browser.page({ place });
      await tab.getByText(text).first().waitFor();
      if (name === 'audit') {
        await button(tab, 'Check the whole chain').click();
        await tab.getByText(/receipts of desks are genuine/).waitFor();
      }
      await shoot(page, name);
      await page.context().close();
    }
  });

  it('searches with / and says so when nobody is found', async () => {
    api.add(ana);
    api.add(jonas);
    const { page, tab } = await browser.page();
    await button(tab, /Jonas Becker/).waitFor();
    await tab.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('/');
    await page.keyboard.type('mor');
    await button(tab, /Jonas Becker/).waitFor({ state: 'detached' });
    await page.keyboard.type('xyz');
    await tab.getByText('Nobody found').waitFor();
  });
});
