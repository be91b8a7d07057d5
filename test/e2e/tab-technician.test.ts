import assert from 'node:assert/strict';
import type { Readiness, ReadinessCheck, ReadinessFinding } from '@token-desk/contract/entra/readiness';
import type { Frame, Page } from 'playwright-core';
import { tokenOf } from '../support/bot/requests.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { eszter, person, tom } from '../support/tab/tab-api.ts';
import { bring, buildTab, chooseWay, looksFor, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabWorkApi } from '../support/tab/tab-work-api.ts';

/** Invented. */
const key = 'NOTAREALSECRETAA';
const link = (account: string) =>
  `otpauth://totp/Contoso+Ltd%3a${encodeURIComponent(account)}?secret=${key}&issuer=Microsoft`;
const ana = person('ana', 'Ana Moreau');
const jonas = person('jonas', 'Jonas Becker');
const serial = '86596000004711';

describe('the technician at the desk', () => {
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

  const { heading, button, told } = looksFor(20_000);

  async function pinDesk(tab: Frame | Page) {
    await button(tab, /Desk Lyon 2/).click();
    await tab.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/).waitFor();
    await button(tab, 'They are the same').click();
  }
  async function atSecret() {
    const id = api.add(ana);
    api.do(id, { kind: 'claim' }, tom);
    api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: api.methods }, tom);
    const { page, tab } = await browser.page({ place: `#/burn/${id}` });
    await pinDesk(tab);
    await heading(tab, 'Bring in the QR code');
    return { id, page, tab };
  }
  /** As a hand does it: into the field for the key, over the system's clipboard. */
  async function pasteIntoKeyField(page: Page, tab: Frame | Page) {
    await button(tab, /Type the key/).click();
    await tab.getByLabel('Key from the Microsoft page').focus();
    await tab.evaluate((text) => navigator.clipboard.writeText(text), key);
    await page.keyboard.press('Control+v');
  }
  /** Which sounds were called for; as text, see `tab-work.test.ts`. */
  const listen = (tab: Frame | Page) =>
    tab.evaluate(
      "window.heard = []; addEventListener('token-desk-sound', ({ detail }) => window.heard.push(detail))",
    );
  const heard = (tab: Frame | Page) => tab.evaluate('window.heard') as Promise<string[]>;
  async function hears(tab: Frame | Page, sound: string) {
    await tab.waitForFunction(`window.heard.includes('${sound}')`, undefined, { timeout: lateEndMs });
    await tab.evaluate('window.heard.length = 0');
  }

  describe('bringing a key in', () => {
    it('takes what is pasted into the field for a paste, and overwrites the clipboard', async () => {
      const { page, tab } = await atSecret();
      await pasteIntoKeyField(page, tab);
      await heading(tab, 'Confirm that this key was on Ana’s page');
      await tab.getByText('pasted text', { exact: true }).waitFor();
      await tab.getByRole('checkbox').check();
      await button(tab, 'Use this key').click();
      await tab.getByText('The clipboard has been overwritten.').waitFor();
      await settles(async () =>
        assert.equal((await tab.evaluate(() => navigator.clipboard.readText())).trim(), ''),
      );
    });

    it('takes what is pasted the moment the page asks for it, before it is painted', async () => {
      const { tab } = await atSecret();
      api.isOnline = false;
      api.tellBurner();
      await heading(tab, 'Choose your desk');
      await tab.evaluate(`
        const pasting = new MutationObserver(() => {
          if (document.querySelector('h1')?.textContent !== 'Bring in the QR code') return;
          pasting.disconnect();
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', ${JSON.stringify(link(ana.upn))});
          document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
        });
        pasting.observe(document.body, { childList: true, subtree: true, characterData: true });
      `);
      api.isOnline = true;
      api.tellBurner();
      await heading(tab, 'Switch the token on and put it on the reader');
    });

    it('says so where what is pasted has neither picture nor text in it', async () => {
      const { tab } = await atSecret();
      await bring(tab, 'paste', { text: ' ' });
      await told(tab, 'There is nothing here yet.');
    });

    it('refuses it there too where pasting is not allowed', async () => {
      api.policy = { pasteNeedsHealthyDesk: true, claimIdleMs: 1 };
      const { page, tab } = await atSecret();
      await pasteIntoKeyField(page, tab);
      await told(tab, 'Pasting is not allowed at this desk.');
      await settles(async () =>
        assert.equal(await tab.getByLabel('Key from the Microsoft page').inputValue(), ''),
      );
    });

    it('says what is wrong with a typed key at its field, in view', async () => {
      const { tab } = await atSecret();
      await button(tab, /Type the key/).click();
      const field = tab.getByLabel('Key from the Microsoft page');
      await field.fill('abc');
      await button(tab, 'Read this key').click();
      await tab.locator('#key-problem').getByRole('alert').waitFor();
      await settles(async () => assert.equal(await field.getAttribute('aria-invalid'), 'true'));
      await settles(async () => assert.equal(await field.getAttribute('aria-describedby'), 'key-problem'));
      await settles(async () => assert.equal(await tab.getByRole('alert').count(), 1));
      await settles(async () => {
        const { y = -1, height = 0 } = (await tab.locator('#key-problem').boundingBox()) ?? {};
        assert.ok(y >= 0 && y + height <= 800, `${y} px`);
      });
      await bring(tab, 'paste', { text: 'https://example.com' });
      await tab.locator('#key-problem').getByRole('alert').waitFor({ state: 'detached' });
      await settles(async () => assert.equal(await field.getAttribute('aria-invalid'), null));
    });

    it('does not keep saying what became of an earlier paste', async () => {
      const { tab } = await atSecret();
      await bring(tab, 'paste', { text: 'https://example.com' });
      await tab.getByText('The clipboard has been overwritten.').waitFor();
      await button(tab, /Type the key/).click();
      await tab.getByLabel('Key from the Microsoft page').fill(key);
      await button(tab, 'Read this key').click();
      await heading(tab, 'Confirm that this key was on Ana’s page');
      await tab.getByText('typed key', { exact: true }).waitFor();
      await tab.getByRole('checkbox').check();
      await button(tab, 'Use this key').click();
      await heading(tab, 'Switch the token on and put it on the reader');
      await settles(async () =>
        assert.equal(await tab.getByText('The clipboard has been overwritten.').count(), 0),
      );
    });
  });

  describe('sounds', () => {
    it('call when a token may not be written, and when the desk goes', async () => {
      const { tab } = await atSecret();
      await listen(tab);
      api.give(serial, jonas);
      api.put(serial);
      await bring(tab, 'paste', { text: link(ana.upn) });
      await told(tab, `Token ${serial} belongs to Jonas Becker.`);
      await hears(tab, 'needs-you');
      await tab.locator('.heard', { hasText: 'Needs you' }).waitFor();
      api.lift();
      api.put('12345000004711');
      await told(tab, 'does not know tokens');
      await hears(tab, 'needs-you');
      api.isOnline = false;
      api.tellBurner();
      await told(tab, 'is not connected');
      await hears(tab, 'needs-you');
      assert.deepEqual(await heard(tab), []);
    });
  });

  describe('who may', () => {
    it('offers no Start to the one who recorded the request, and says who burns it', async () => {
      const id = api.add(ana, {}, { by: tom, call: { by: 'Ada Keller', identifiedBy: 'vouched' } });
      const { tab } = await browser.page({ place: `#/request/${id}` });
      await tab.getByText('You recorded it: a colleague burns it.').waitFor();
      await settles(async () => assert.equal(await button(tab, 'Start').count(), 0));
      await tab.evaluate((at) => {
        location.hash = `#/burn/${at}`;
      }, id);
      await heading(tab, 'Start with Ana Moreau');
      await tab.getByText('You recorded it: a colleague burns it.').waitFor();
      await settles(async () => assert.equal(await button(tab, 'Start').count(), 0));
    });

    it('offers nobody a take-over that would be refused', async () => {
      const id = api.add(ana, {}, { by: tom });
      api.do(id, { kind: 'claim' });
      const { tab } = await browser.page({ place: `#/burn/${id}` });
      await heading(tab, 'Eszter Kovács has it');
      await tab.getByText('You asked for it: a colleague burns it.').waitFor();
      await settles(async () => assert.equal(await button(tab, /Take over/).count(), 0));
      await tab.evaluate((at) => {
        location.hash = `#/queue?open=${at}`;
      }, id);
      await tab.getByRole('heading', { name: 'What happened' }).waitFor();
      await settles(async () => assert.equal(await button(tab, /Take over/).count(), 0));
    });

    it('leaves a refusal behind when the next screen comes', async () => {
      const id = api.add(ana);
      const { tab } = await browser.page({ place: `#/burn/${id}` });
      await heading(tab, 'Start with Ana Moreau');
      api.refuseNext = 'four-eyes';
      await button(tab, 'Start').click();
      await told(tab, 'This needs a second person.');
      api.do(id, { kind: 'claim' });
      await heading(tab, 'Eszter Kovács has it');
      await settles(async () => assert.equal(await tab.getByText('This needs a second person.').count(), 0));
    });
  });

  describe('at Microsoft', () => {
    const finding = (check: ReadinessCheck, state: ReadinessFinding['state'], more = {}) => ({
      check,
      state,
      permissions: [],
      names: [],
      ...more,
    });
    const inOrderB = [finding('account', 'ok'), finding('licence', 'ok'), finding('your-role', 'ok')];
    const found = (A: readonly ReadinessFinding[], change: Partial<Readiness> = {}): Readiness => ({
      A: [...A],
      B: inOrderB,
      route: 'A',
      because: 'licence',
      mayCreate: 'ok',
      ...change,
    });
    const trapped = [finding('first-sign-in', 'missing', { names: ['From the office'] })];
    const asHardware = [
      finding('account', 'ok'),
      finding('licence', 'ok'),
      finding('privileged', 'note'),
      finding('password', 'unknown'),
    ];

    it('says what is missing and who mends it, what is not known, and what is in order', async () => {
      api.readiness = found([
        finding('account', 'ok'),
        finding('guest', 'ok'),
        finding('room', 'missing'),
        finding('strength', 'note', { names: ['Finance', 'Payroll'] }),
        finding('first-sign-in', 'unknown', { permissions: ['AuditLog.Read.All'] }),
        finding('password', 'unknown'),
      ]);
      const { tab } = await browser.page({ place: `#/request/${api.add(ana)}` });
      const items = tab.locator('.finding');
      await items.first().waitFor();
      const texts = await items.allInnerTexts();
      assert.match(texts[0] ?? '', /^Missing: Five authenticator apps .* removes one\.$/);
      assert.match(texts[1] ?? '', /^Note: A stronger way .* is asked for by “Finance” and “Payroll”\./);
      assert.match(texts[2] ?? '', /^Not known: has signed in before\. .* gives it AuditLog\.Read\.All\.$/);
      assert.match(texts[3] ?? '', /^Not known: password\. Microsoft does not tell/);
      await tab.getByText('In order: account and member of this organisation.').waitFor();
    });

    it('says that nothing stands in the way only where nothing does', async () => {
      const { tab } = await browser.page({ place: `#/request/${api.add(ana)}` });
      await tab.getByText('Nothing at Microsoft stands in the way').waitFor();
      await settles(async () => assert.equal(await tab.locator('.finding').count(), 0));
    });

    it('says of a hardware token what concerns one, and nothing of the other way', async () => {
      api.readiness = found(trapped, { B: asHardware, route: 'B', because: null });
      const { tab } = await browser.page({ place: `#/request/${api.add(ana)}` });
      const part = tab.getByRole('region', { name: 'At Microsoft' });
      await part.getByText('As a hardware token:').waitFor();
      await settles(async () =>
        assert.match(
          (await part.locator('.finding').allInnerTexts()).join('|'),
          /^Note: Holds an administrator’s role[^|]*\|Not known: password\. [^|]*$/,
        ),
      );
      await part.getByText('In order: account and licence (Entra ID P1).').waitFor();
    });

    it('says what a hardware token lacks where somebody chose one all the same', async () => {
      api.readiness = found(trapped, { B: [finding('licence', 'missing'), finding('your-role', 'missing')] });
      const id = api.add(ana);
      api.do(id, { kind: 'claim' }, tom);
      api.do(id, { kind: 'choose-route', route: 'B', offered: null }, tom);
      const { tab } = await browser.page({ place: `#/request/${id}` });
      const part = tab.getByRole('region', { name: 'At Microsoft' });
      await part.getByText('The account has no Entra ID P1').waitFor();
      await part.getByText('Your account may not change how this person signs in.').waitFor();
      await settles(async () => assert.equal(await part.getByText('Never signed in').count(), 0));
    });

    it('says what is missing for each way where both are barred', async () => {
      api.readiness = found(trapped, { B: [finding('beta', 'missing')], route: null });
      const { tab } = await browser.page({ place: `#/request/${api.add(ana)}` });
      const part = tab.getByRole('region', { name: 'At Microsoft' });
      await part.getByText('As an authenticator app:').waitFor();
      await settles(async () =>
        assert.match(
          (await part.locator('.finding').allInnerTexts()).join('|'),
          /^Missing: Never signed in, [^|]*\|Missing: Microsoft answers about hardware tokens [^|]*$/,
        ),
      );
    });

    it('says of a hardware token that nothing stands in the way, in words that fit one', async () => {
      api.readiness = found(trapped, { route: 'B', because: null });
      const { tab } = await browser.page({ place: `#/request/${api.add(ana)}` });
      const part = tab.getByRole('region', { name: 'At Microsoft' });
      await part.getByText('nothing about this person stands in the way of a hardware token').waitFor();
      await settles(async () => assert.equal(await part.locator('.finding').count(), 0));
    });

    it('keeps at the counter what need not be mended first behind one line', async () => {
      api.readiness = found(trapped, { B: asHardware, route: 'B', because: null });
      const id = api.add(ana);
      api.do(id, { kind: 'claim' }, tom);
      const { tab } = await browser.page({ place: `#/burn/${id}` });
      await heading(tab, 'Check that this is Ana Moreau');
      const beside = tab.getByText('Also worth knowing at Microsoft');
      await beside.waitFor();
      const password = tab.getByText('Not known: password.');
      await settles(async () => assert.equal(await password.isVisible(), false));
      await beside.click();
      await password.waitFor();
      await tab.getByText('Holds an administrator’s role').waitFor();
      await settles(async () => assert.equal(await tab.getByText('Never signed in').count(), 0));
    });

    it('shows at the counter what has to be mended first, and nothing else', async () => {
      api.readiness = found([
        finding('room', 'missing'),
        finding('old-policy', 'note'),
        finding('password', 'unknown'),
      ]);
      const id = api.add(ana);
      api.do(id, { kind: 'claim' }, tom);
      const { tab } = await browser.page({ place: `#/burn/${id}` });
      const part = tab.getByRole('region', { name: 'To be mended at Microsoft first' });
      await part.waitFor();
      await settles(async () => assert.equal(await part.getByRole('listitem').count(), 1));
      await heading(tab, 'Check that this is Ana Moreau');
    });

    it('leaves the rest of the page alone when Microsoft cannot be asked, and asks again', async () => {
      const inOrder = api.readiness;
      api.readiness = 'directory-unavailable';
      const { tab } = await browser.page({ place: `#/request/${api.add(ana)}` });
      const part = tab.getByRole('region', { name: 'At Microsoft' });
      await part.getByRole('alert').waitFor();
      await button(tab, 'Start').waitFor();
      api.readiness = inOrder;
      await part.getByRole('button', { name: 'Try again' }).click();
      await tab.getByText('Nothing at Microsoft stands in the way').waitFor();
    });
  });

  describe('ways back', () => {
    const more = async (tab: Frame | Page, order: string) => {
      await tab.getByRole('button', { name: 'More', exact: true }).click();
      await tab.getByRole('menuitem', { name: `${order} …` }).click();
    };

    it('puts a request on hold with its consequence and a reason, and takes it up again', async () => {
      const id = api.add(ana);
      const { tab } = await browser.page({ place: `#/request/${id}` });
      await more(tab, 'Put on hold');
      const dialog = tab.getByRole('alertdialog');
      await dialog.getByText('It waits until somebody takes it up again.').waitFor();
      await dialog.getByLabel('Why?').fill('On leave until Monday');
      await dialog.getByRole('button', { name: 'Put it on hold' }).click();
      await tab.getByText('On hold').first().waitFor();
      await settles(async () => assert.equal(api.request(id).state, 'on_hold'));
      await more(tab, 'Take up again');
      await dialog.getByText('It goes on where it was: Ready to burn.').waitFor();
      await dialog.getByRole('button', { name: 'Take it up again' }).click();
      await button(tab, 'Start').waitFor();
    });

    it('keeps the dialog with its reason open where the order is refused, and says why in it', async () => {
      const id = api.add(ana);
      const { tab } = await browser.page({ place: `#/request/${id}` });
      await more(tab, 'Put on hold');
      const dialog = tab.getByRole('alertdialog');
      await dialog.getByLabel('Why?').fill('On leave until Monday');
      api.refuseNext = 'request-wrong-state';
      await dialog.getByRole('button', { name: 'Put it on hold' }).click();
      await dialog.getByRole('alert').waitFor();
      await settles(async () =>
        assert.equal(await dialog.getByLabel('Why?').inputValue(), 'On leave until Monday'),
      );
      await dialog.getByRole('button', { name: 'Put it on hold' }).click();
      await dialog.waitFor({ state: 'detached' });
      await settles(async () => assert.equal(api.request(id).state, 'on_hold'));
    });

    it('gives up what cannot go on, and says what the token keeps', async () => {
      const id = api.add(ana);
      api.do(id, { kind: 'claim' }, tom);
      api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: null }, tom);
      api.burnedAs(id, serial);
      const { tab } = await browser.page({ place: `#/request/${id}` });
      await more(tab, 'Give up');
      const dialog = tab.getByRole('alertdialog');
      await dialog.getByText(`Token ${serial} keeps the secret that was written to it.`).waitFor();
      await dialog.getByLabel('Why?').fill('The token is broken');
      await dialog.getByRole('button', { name: 'Give it up' }).click();
      await button(tab, 'Put it back into the queue').click();
      await button(tab, 'Start').waitFor();
    });

    it('confirms a loss that was only reported with one press, or rejects it with one', async () => {
      const asked = () => api.add(ana, { type: 'replace-lost' }, { by: eszter, reported: [serial] });
      const confirmed = asked();
      const { tab } = await browser.page({ place: `#/request/${confirmed}` });
      await tab.getByText(`${eszter.name} reports that Ana Moreau’s token is lost.`).waitFor();
      await tab.getByText('Loss to be confirmed').first().waitFor();
      await button(tab, 'Confirm: it is lost').click();
      await button(tab, 'Confirm: it is lost').waitFor({ state: 'detached' });
      await settles(async () =>
        assert.deepEqual(
          [api.request(confirmed).state, api.request(confirmed).lossReport],
          ['queued', undefined],
        ),
      );

      const rejected = asked();
      await tab.evaluate((at) => {
        location.hash = `#/burn/${at}`;
      }, rejected);
      await button(tab, 'Start').click();
      await button(tab, 'It is not lost: end this request').click();
      await tab.getByText('Not approved').first().waitFor();
      await settles(async () => assert.equal(api.request(rejected).state, 'rejected'));
    });

    it('steps back to the person after a take-over: a check of somebody else counts for nobody', async () => {
      const id = api.add(ana);
      api.do(id, { kind: 'claim' }, eszter);
      api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: null }, eszter);
      const { tab } = await browser.page({ place: `#/burn/${id}` });
      await button(tab, `Take over from ${eszter.name}`).click();
      await tab.getByRole('radio', { name: /picture ID/i }).waitFor();
      await settles(async () => assert.equal(api.request(id).identityCheck, null));
    });

    it('withdraws only what one has asked for', async () => {
      const id = api.add(ana, {}, { by: tom });
      const other = api.add(jonas);
      const { tab } = await browser.page({ place: `#/request/${other}` });
      await tab.getByRole('button', { name: 'More', exact: true }).click();
      await tab.getByRole('menuitem', { name: 'Put on hold …' }).waitFor();
      await settles(async () =>
        assert.equal(await tab.getByRole('menuitem', { name: 'Withdraw …' }).count(), 0),
      );
      await tab.evaluate((at) => {
        location.hash = `#/request/${at}`;
      }, id);
      await heading(tab, 'Ana Moreau');
      await more(tab, 'Withdraw');
      await tab.getByRole('alertdialog').getByRole('button', { name: 'Withdraw it' }).click();
      await tab.getByText('Withdrawn').first().waitFor();
      await settles(async () => assert.equal(api.request(id).state, 'withdrawn'));
    });

    it('promises no way back by itself once a token carries the secret', async () => {
      const id = api.add(ana);
      api.do(id, { kind: 'claim' }, tom);
      api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: null }, tom);
      const { tab } = await browser.page({ place: `#/request/${id}` });
      await tab.getByText(/Back in the queue by itself/).waitFor();
      api.burnedAs(id, serial);
      const jobId = 'again';
      const desk = { burnerId: api.burnerId, burner: 'Desk Lyon 2', timeZone: 'UTC' };
      api.do(id, { kind: 'open-job', jobId, serial, ...desk }, tom);
      await tab.getByText('At “Burn”').first().waitFor();
      await tab.getByText(/Back in the queue by itself/).waitFor({ state: 'detached' });
      await settles(async () => assert.equal(api.request(id).state, 'in_progress'));
    });
  });

  describe('for a caller', () => {
    it('asks no “why” where a replacement says it, and chooses nothing by itself', async () => {
      api.people = [ana];
      const { page, tab } = await browser.page({ place: '#/call' });
      await heading(tab, 'Record a request for somebody');
      for (const label of ['Why?', 'How did they reach you?', 'How were they identified?'])
        await settles(async () => assert.equal(await tab.getByLabel(label).inputValue(), '', label));
      await page.keyboard.type('ana');
      await button(tab, /Ana Moreau/).click();
      await tab.getByLabel('What?').selectOption('replace-lost');
      await settles(async () => assert.equal(await tab.getByLabel('Why?').count(), 0));
      await tab.getByLabel('How did they reach you?').selectOption('desk');
      await tab.getByLabel('How were they identified?').selectOption('picture-id');
      await button(tab, 'Record it').click();
      await heading(tab, 'Ana Moreau');
      const made = api.calls[0];
      assert.deepEqual(made, { by: 'Ana Moreau', identifiedBy: 'picture-id', source: 'desk' });
    });

    it('offers working days alone, in the words of this language', async () => {
      const { tab } = await browser.page({ place: '#/call', locale: 'de-de' });
      await heading(tab, 'Eine Anfrage für jemanden aufnehmen');
      const days = tab.getByLabel('Gebraucht bis').locator('option');
      const workday = /^(Montag|Dienstag|Mittwoch|Donnerstag|Freitag), \d{1,2}\. \p{L}+ \d{4}$/u;
      await settles(async () => {
        const texts = await days.allTextContents();
        assert.deepEqual([texts.length, texts.filter((text) => !workday.test(text))], [60, []]);
      });
    });

    it('keeps what is filled in while another page is open, until it is recorded or given up', async () => {
      api.people = [ana];
      const { page, tab } = await browser.page({ place: '#/call' });
      await heading(tab, 'Record a request for somebody');
      await page.keyboard.type('ana');
      await button(tab, /Ana Moreau/).click();
      await tab.getByLabel('Why?').selectOption('travel');
      await tab.getByLabel('Ticket number').fill('INC-4712');
      await tab.getByLabel('How did they reach you?').selectOption('desk');
      const go = (hash: string) => tab.evaluate((to) => location.assign(to), hash);
      await tab.getByRole('tab', { name: 'Tokens' }).click();
      await heading(tab, 'Tokens');
      await go('#/call');
      await tab.getByText('ana.moreau@contoso.example').waitFor();
      await settles(async () => assert.equal(await tab.getByLabel('Ticket number').inputValue(), 'INC-4712'));
      await settles(async () => assert.equal(await tab.getByLabel('Why?').inputValue(), 'travel'));
      await tab.getByLabel('How were they identified?').selectOption('picture-id');
      await button(tab, 'Back, nothing is recorded').click();
      await heading(tab, 'Queue');
      await go('#/call');
      await heading(tab, 'Record a request for somebody');
      await settles(async () => assert.equal(await tab.getByLabel('Ticket number').inputValue(), ''));
    });

    it('keeps a reason begun, and shows it again where it was', async () => {
      api.roles = ['Technician', 'Approver', 'Administrator'];
      const id = api.add(ana, {}, { approved: false });
      const { tab } = await browser.page({ place: `#/request/${id}` });
      await button(tab, /^Reject/).click();
      await tab.getByLabel(/^Why\?/).fill('Has a token already');
      await tab.getByRole('tab', { name: 'Desks' }).click();
      await heading(tab, 'Desks');
      await tab.evaluate((at) => {
        location.hash = `#/request/${at}`;
      }, id);
      await settles(async () =>
        assert.equal(await tab.getByLabel(/^Why\?/).inputValue(), 'Has a token already'),
      );
      await button(tab, 'Reject').click();
      await settles(async () => assert.equal(api.request(id).state, 'rejected'));
    });

    it('hands over to who called, never to who wrote it down', async () => {
      api.methods = null;
      const call = { by: 'Ada Keller', identifiedBy: 'call-back', source: 'phone' } as const;
      const id = api.add(ana, { handOver: 'manager-collects' }, { by: eszter, call });
      api.do(id, { kind: 'claim' }, tom);
      api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: null }, tom);
      api.burnedAs(id, serial);
      const token = tokenOf(api.request(id));
      api.do(id, { kind: 'say-bound', methods: null, token }, tom);
      const { tab } = await browser.page({ place: `#/burn/${id}` });
      await heading(tab, 'Give Ana the token');
      await settles(async () => assert.equal(await tab.getByText('Eszter').count(), 0));
      await settles(async () =>
        assert.ok(
          await tab.getByRole('radio', { name: 'Ada Keller, who called or came for it' }).isChecked(),
        ),
      );
      await button(tab, 'Handed over').click();
      await heading(tab, 'Ana has a token');
      await settles(async () =>
        assert.equal(
          api.request(id).history.findLast(({ event }) => event === 'handed_over')?.data.to,
          'caller',
        ),
      );
    });
  });

  describe('Microsoft’s page', () => {
    it('is quoted in the person’s own language, to the last step before the code', async () => {
      api.languages.set(ana.id, 'de-AT');
      const { tab } = await atSecret();
      const lead = tab.locator('.lead');
      await lead.filter({ hasText: 'Ich möchte eine andere Authenticator-App verwenden' }).waitFor();
      await settles(async () => assert.match((await lead.textContent()) ?? '', /verwenden.*→.*Weiter/s));
      await settles(async () =>
        assert.equal(await tab.getByLabel('Microsoft’s page is in').inputValue(), 'de'),
      );
      await tab.getByText('It must be opened where Ana is signed in').waitFor();
      await button(tab, 'Copy the link').click();
      await button(tab, 'Copied').waitFor();
      await settles(async () =>
        assert.match(await tab.evaluate(() => navigator.clipboard.readText()), /security-info\?lng=de$/),
      );
      await tab.getByLabel('Microsoft’s page is in').selectOption('fr');
      await lead.filter({ hasText: 'Suivant' }).waitFor();
    });
  });

  it('says to take the token off the reader before its code is typed', async () => {
    const { tab } = await atSecret();
    api.put(serial);
    await bring(tab, 'paste', { text: link(ana.upn) });
    await heading(tab, 'Type the six digits');
    await tab.getByText(/^Take the token off the reader/).waitFor();
  });

  describe('with a server that is killed in the middle of a burn', () => {
    async function burning(at: 'openJob' | 'submitEnvelope', when: 'before' | 'after') {
      const { id, tab } = await atSecret();
      await bring(tab, 'paste', { text: link(ana.upn) });
      await heading(tab, 'Switch the token on and put it on the reader');
      api.killAt(at, when);
      api.put(serial);
      await tab.getByText('Desk Lyon 2 · server does not answer').waitFor();
      await told(tab, 'Token Desk does not answer.');
      await heading(tab, 'Leave the token on the reader');
      await tab.getByText('What the desk has written is not known here.').waitFor();
      await settles(async () => assert.equal(await tab.getByText('reader ready').count(), 0));
      await tab.getByText('The server does not answer: what lies here is not known').waitFor();
      api.revive();
      await tab.getByText('Desk Lyon 2 · reader ready').waitFor();
      return { id, tab };
    }

    it('is not told, in a run of empty tokens, by what lay on the reader before', async () => {
      const { tab } = await browser.page({ place: '#/run' });
      await button(tab, /Desk Lyon 2/)
        .first()
        .click();
      await button(tab, 'They are the same').click();
      await button(tab, /^Start$/).click();
      await tab.getByText('Put the next token on the reader').waitFor();
      api.killAt('openTokenJob', 'before');
      api.put(serial);
      await tab.getByText('The server does not answer: what lies here is not known').waitFor();
      await settles(async () =>
        assert.equal(await tab.getByText('Put the next token on the reader').count(), 0),
      );
      api.revive();
      await tab
        .getByText('The server does not answer: what lies here is not known')
        .waitFor({ state: 'detached' });
    });

    it('goes on to the check where the desk had got the secret', async () => {
      const { tab } = await burning('submitEnvelope', 'after');
      await heading(tab, 'Type the six digits');
    });

    it('goes on with the order that the server had taken, without a second one', async () => {
      const { id, tab } = await burning('openJob', 'after');
      await heading(tab, 'Type the six digits');
      const { history } = api.request(id);
      assert.equal(history.filter(({ event }) => event === 'job_opened').length, 1);
    });

    it('gives the order again where the server had none', async () => {
      const { tab } = await burning('openJob', 'before');
      await heading(tab, 'Type the six digits');
    });

    it('asks for the code again where its secret did not arrive, and says why', async () => {
      const { tab } = await burning('submitEnvelope', 'before');
      await heading(tab, 'Bring in the QR code');
      await told(tab, 'This was cancelled.');
    });
  });

  describe('with a secret brought in', () => {
    const waits = 'Switch the token on and put it on the reader';
    const ways: readonly [name: string, (tab: Frame | Page) => Promise<unknown>][] = [
      ['another page', (tab) => tab.getByRole('tab', { name: 'Tokens' }).click()],
      ['the desk at the top', (tab) => tab.locator('.desk-pill').click()],
      ['the queue, and another person', (tab) => tab.getByRole('tab', { name: 'Queue' }).click()],
      ['back', (tab) => tab.evaluate(() => history.back())],
    ];
    for (const [name, goAway] of ways)
      it(`keeps it over ${name}, and comes back to the same step`, async () => {
        const other = api.add(jonas);
        const { id, tab } = await atSecret();
        // two steps of the browser, so that there is one to go back to
        await tab.evaluate(() => {
          location.hash = '#/queue';
        });
        await heading(tab, 'Queue');
        await tab.evaluate((at) => {
          location.hash = `#/burn/${at}`;
        }, id);
        await heading(tab, 'Bring in the QR code');
        await bring(tab, 'paste', { text: link(ana.upn) });
        await heading(tab, waits);
        await goAway(tab);
        await settles(async () => assert.equal(await tab.getByText(waits).count(), 0));
        if (name.endsWith('person')) {
          await tab.evaluate((at) => {
            location.hash = `#/burn/${at}`;
          }, other);
          await heading(tab, 'Start with Jonas Becker');
        }
        await tab.evaluate((at) => {
          location.hash = `#/burn/${at}`;
        }, id);
        await heading(tab, waits);
        const stored = await tab.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
        assert.doesNotMatch(stored, new RegExp(key, 'i'));
        api.put(serial);
        await heading(tab, 'Type the six digits');
      });

    it('forgets it where somebody gives the request back', async () => {
      const { id, page, tab } = await atSecret();
      await bring(tab, 'paste', { text: link(ana.upn) });
      await heading(tab, waits);
      await page.keyboard.press('Escape');
      await button(tab, 'Cancel, nothing has been written').last().click();
      await heading(tab, 'Queue');
      api.do(id, { kind: 'claim' }, tom);
      await tab.evaluate((at) => {
        location.hash = `#/burn/${at}`;
      }, id);
      await heading(tab, /Check that this is Ana|Bring in the QR code/);
    });

    it('forgets it where somebody else took the request over meanwhile', async () => {
      const { id, tab } = await atSecret();
      await bring(tab, 'paste', { text: link(ana.upn) });
      await heading(tab, waits);
      await tab.getByRole('tab', { name: 'Tokens' }).click();
      await heading(tab, 'Tokens');
      api.do(id, { kind: 'take-over' });
      await tab.evaluate((at) => {
        location.hash = `#/burn/${at}`;
      }, id);
      await heading(tab, 'Eszter Kovács has it');
      api.do(id, { kind: 'take-over' }, tom);
      await heading(tab, /Check that this is Ana|Bring in the QR code/);
    });

    it('asks before the page itself is closed', async () => {
      const { page, tab } = await atSecret();
      await bring(tab, 'paste', { text: link(ana.upn) });
      await heading(tab, waits);
      await tab.getByRole('tab', { name: 'Tokens' }).click();
      await heading(tab, 'Tokens');
      const asked = page.waitForEvent('dialog');
      const reload = page.reload();
      const dialog = await asked;
      assert.equal(dialog.type(), 'beforeunload');
      await dialog.accept();
      await reload;
    });
  });

  describe('at the end of one', () => {
    const endings: readonly (readonly [what: string, approved: boolean | null, said: RegExp])[] = [
      ['nobody waits', null, /^Nobody else is waiting\.$/],
      ['somebody waits for an approval', false, /^Nobody else can be begun with here\./],
    ];
    for (const [what, approved, said] of endings)
      it(`says so where ${what}`, async () => {
        api.roles = ['Technician'];
        const id = api.add(ana);
        if (approved !== null) api.add(jonas, {}, { approved });
        api.do(id, { kind: 'claim' }, tom);
        api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: null }, tom);
        api.burnedAs(id, serial);
        api.do(id, { kind: 'say-bound', methods: null, token: tokenOf(api.request(id)) }, tom);
        const { tab } = await browser.page({ place: `#/burn/${id}` });
        await button(tab, 'Handed over').click();
        await heading(tab, 'Ana has a token');
        await tab.getByText(said).waitFor();
      });

    it('reminds of whoever was signed in last, by the account in their own code', async () => {
      const { tab } = await atSecret();
      const go = async (subject: typeof jonas) => {
        const id = api.add(subject);
        api.do(id, { kind: 'claim' }, tom);
        api.do(id, { kind: 'check-identity', identity: 'badge-photo', methods: null }, tom);
        await tab.evaluate((at) => {
          location.hash = `#/burn/${at}`;
        }, id);
      };
      await go(jonas);
      await told(tab, 'Sign Ana out of Microsoft first.');
      await bring(tab, 'paste', { text: link(jonas.upn) });
      await heading(tab, 'Switch the token on and put it on the reader');
      await go(person('lena', 'Lena Roth'));
      await told(tab, 'Sign Jonas out of Microsoft first.');
    });
  });

  describe('over a reload', () => {
    const reloaded = async (page: Page) => {
      await page.reload();
      const tab = page.frames().find((frame) => frame !== page.mainFrame());
      return tab ?? assert.fail('the host page has no tab');
    };

    it('keeps who is still signed in at Microsoft, until somebody says Done', async () => {
      const { page, tab } = await atSecret();
      const other = api.add(jonas);
      api.do(other, { kind: 'claim' }, tom);
      api.do(other, { kind: 'check-identity', identity: 'badge-photo', methods: null }, tom);
      await tab.evaluate((id) => {
        location.hash = `#/burn/${id}`;
      }, other);
      await told(tab, 'Sign Ana out of Microsoft first.');
      const again = await reloaded(page);
      await again.evaluate((id) => {
        location.hash = `#/burn/${id}`;
      }, other);
      await told(again, 'Sign Ana out of Microsoft first.');
      await button(again, 'Done').click();
      const last = await reloaded(page);
      await last.evaluate((id) => {
        location.hash = `#/burn/${id}`;
      }, other);
      await heading(last, 'Bring in the QR code');
      await settles(async () => assert.equal(await last.getByText('out of Microsoft first').count(), 0));
      const kept = await last.evaluate(() => JSON.stringify({ ...sessionStorage }));
      assert.doesNotMatch(kept, new RegExp(key, 'i'));
    });

    it('keeps who did not come', async () => {
      api.add(ana);
      api.add(jonas);
      const { page, tab } = await browser.page({ place: '#/arrivals' });
      await button(tab, 'Not here Jonas Becker').click();
      await tab.getByRole('heading', { name: 'Not here yet' }).waitFor();
      const again = await reloaded(page);
      await again.evaluate(() => {
        location.hash = '#/arrivals';
      });
      await again.getByRole('heading', { name: 'Not here yet' }).waitFor();
      await button(again, 'Expected Jonas Becker').waitFor();
    });

    it('begins with whoever a scanned badge belongs to, and says when that is nobody expected', async () => {
      api.add(ana);
      const id = api.add(jonas);
      api.people = [ana, jonas, tom];
      api.badges.set(jonas.id, 'E00006').set(tom.id, 'E00002');
      const { page, tab } = await browser.page({ place: '#/arrivals' });
      await button(tab, 'Not here Jonas Becker').waitFor();
      const scan = async (badge: string) => {
        await tab.getByRole('textbox', { name: 'Name or badge' }).fill('');
        await page.keyboard.type(badge);
        await page.keyboard.press('Enter');
      };
      await scan('E00002');
      await tab.getByText('That badge belongs to nobody expected here.').waitFor();
      await scan('E00006');
      await heading(tab, 'Check that this is Jonas Becker');
      await settles(async () => assert.equal(api.request(id).claim?.by.id, tom.id));
    });

    it('goes on with a batch: begun at once with each, the skipped stay skipped', async () => {
      const first = api.add(ana);
      const second = api.add(jonas);
      const { page, tab } = await browser.page();
      await button(tab, 'Start batch · 2').click();
      await button(tab, 'Start with 2 people').click();
      await heading(tab, 'Check that this is Ana Moreau');
      const place = (text: string) =>
        tab.getByRole('navigation', { name: 'Steps' }).getByText(text, { exact: true });
      await place('1 of 2').waitFor();
      await settles(async () => assert.equal(api.request(first).claim?.by.id, tom.id));
      await chooseWay(tab, /^Skip: stays in the queue/);
      await heading(tab, '1 of 2');
      const again = await reloaded(page);
      await again.evaluate(() => {
        location.hash = '#/run';
      });
      await again.getByText('skipped').waitFor();
      await settles(async () => assert.equal(api.request(first).state, 'queued'));
      await button(again, 'Next: Jonas Becker').click();
      await heading(again, 'Check that this is Jonas Becker');
      await settles(async () => assert.equal(api.request(second).claim?.by.id, tom.id));
    });

    it('says that a batch goes on without somebody whom another has', async () => {
      const first = api.add(ana);
      api.add(jonas);
      const { tab } = await browser.page();
      await button(tab, 'Start batch · 2').click();
      await button(tab, 'Start with 2 people').waitFor();
      api.do(first, { kind: 'claim' });
      await tab.evaluate((id) => {
        location.hash = `#/burn/${id}?after=run`;
      }, first);
      await heading(tab, 'Eszter Kovács has it');
      await button(tab, 'Back to the batch').waitFor();
      await button(tab, 'Skip: stays in the queue').click();
      await heading(tab, 'Batch');
    });
  });

  it('tells the same person at two computers, until one of them goes on elsewhere', async () => {
    const id = api.add(ana);
    api.do(id, { kind: 'claim' }, tom);
    const { tab } = await browser.page({ place: `#/burn/${id}` });
    await heading(tab, 'Check that this is Ana Moreau');
    // a browser of its own: nothing but the server connects the two
    const { tab: elsewhere } = await browser.page({ place: `#/burn/${id}` });
    await told(tab, 'open in another window');
    await told(elsewhere, 'open in another window');
    await elsewhere.evaluate(() => {
      location.hash = '#/queue';
    });
    await tab.getByText('open in another window').waitFor({ state: 'detached' });
  });
});
