import assert from 'node:assert/strict';
import { type Readiness, readinessChecks } from '@token-desk/contract/entra/readiness';
import { type Locale, locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { eszter, person, tom } from '../support/tab/tab-api.ts';
import { TabBlankApi } from '../support/tab/tab-blank-api.ts';
import { bring, buildTab, chooseWay, TabBrowser } from '../support/tab/tab-browser.ts';
import { english, german } from '../support/tab/tab-words.ts';
import { TabWorkApi } from '../support/tab/tab-work-api.ts';

const link = (account: string, secret = 'notarealsecretaa') =>
  `otpauth://totp/Contoso+Ltd%3a${encodeURIComponent(account)}?secret=${secret}&issuer=Microsoft`;
const push = 'phonefactor://activate_account?code=000000000&url=https%3a%2f%2fcontoso.example%2f0';
const serial = '86596000004711';
const takenSerial = '86596000004712';
const ana = person('ana', 'Ana Moreau');
const jonas = person('jonas', 'Jonas Becker');
/** Every check says the worst it can say. */
const amiss: Readiness['A'] = readinessChecks.map((check) => {
  const { missing, note } = english.readiness.checks[check];
  const state = missing !== undefined ? 'missing' : note !== undefined ? 'note' : 'unknown';
  return { check, state, permissions: [], names: ['MFA for everybody', 'From the office'] };
});
const everythingAmiss: Readiness = {
  A: amiss,
  B: amiss,
  route: null,
  because: 'account',
  mayCreate: 'ok',
};
const leila = person('leila', 'Leïla Toumi');
const priya = person('priya', 'Priya Sharma');
const bartholomew = person('bart', 'Bartholomäus von Hohenstein-Waldeck');

describe('the tab’s pages of work, in every look', () => {
  let browser: TabBrowser | undefined;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  /** A page that is walked, with the little that every walk does. */
  async function walk(api: TabWorkApi, locale: Locale) {
    browser = await TabBrowser.open(api);
    const { page, tab } = await browser.page({ locale });
    page.setDefaultTimeout(lateEndMs);
    const looks = await PageLooks.of({ page, tab }, locale);
    return {
      page,
      tab,
      words: locale === 'de-de' ? german : english,
      wrong: looks.wrong,
      look: (name: string) => looks.look(name),
      go: (hash: string) =>
        tab.evaluate((to) => {
          location.hash = to;
        }, hash),
      heading: (name: string | RegExp) => tab.getByRole('heading', { level: 1, name }).waitFor(),
      press: (name: string | RegExp) => tab.getByRole('button', { name }).first().click(),
      alert: () => tab.getByRole('alert').first().waitFor(),
    };
  }

  for (const locale of locales) {
    it(`${locale}: queue, arrivals, caller, batch and request are readable, big enough and translated`, async () => {
      const api = new TabWorkApi();
      api.roles = ['Technician', 'Approver', 'Administrator', 'Auditor'];
      api.people = [ana, jonas];
      const { tab, page, words, wrong, look, go, heading, press } = await walk(api, locale);
      const { work } = words;
      await tab.getByText(words.queue.emptyTitle).waitFor();
      await look('queue-0-empty');
      const id = api.add(ana);
      api.overdue.add(id);
      const other = api.add(jonas, { reason: 'travel' });
      api.do(api.add(leila), { kind: 'claim' }, eszter);
      api.add(priya, {}, { approved: false });
      api.add(bartholomew, { reason: 'no-smartphone', handOver: 'manager-collects' });
      await tab.getByText(ana.upn).waitFor();
      await look('queue-1-full');
      await press(/Ana Moreau/);
      await tab.locator('.pane .history').waitFor();
      await look('queue-2-open');
      await press(/Leïla Toumi/);
      await tab.locator('.pane').getByText(words.request.heldBy(eszter.name)).first().waitFor();
      await look('queue-3-somebody-else');
      await press(/Priya Sharma/);
      await tab.locator('.pane').getByRole('button', { name: work.approve }).waitFor();
      await look('queue-4-to-approve');
      await go('#/queue?site=Stuttgart');
      await tab.getByText(work.filters.noneTitle).waitFor();
      await look('queue-5-nothing');
      await go('#/arrivals');
      await heading(work.arrivals.title);
      await press(new RegExp(work.arrivals.notHereButton));
      await tab.getByRole('heading', { name: work.arrivals.notHere }).waitFor();
      await look('arrivals');
      await go('#/arrivals?q=zzz');
      await tab.getByText(work.arrivals.noneTitle).waitFor();
      await look('arrivals-nobody');
      await go('#/call');
      await heading(work.call.title);
      await tab.getByLabel(work.call.who).fill('jon');
      await tab.getByRole('button', { name: /Jonas Becker/ }).waitFor();
      await look('caller-who');
      await press(/Jonas Becker/);
      await tab.getByLabel(work.call.ticket).waitFor();
      await look('caller-form');
      await go(`#/request/${id}`);
      await heading('Ana Moreau');
      await look('request');
      api.readiness = everythingAmiss;
      await go(`#/request/${other}`);
      await tab
        .getByText(words.readiness.checks.account.missing?.('') ?? '-')
        .first()
        .waitFor();
      await look('request-not-ready');
      await go('#/request/gone');
      await tab.getByRole('alert').waitFor();
      await look('request-unknown');
      await go('#/run');
      await heading(work.run.title);
      await look('batch-0');
      await tab.getByRole('button', { name: work.run.start(3) }).click();
      await tab.locator('main.wizard').waitFor();
      await go('#/run');
      await tab.getByRole('button', { name: work.run.skip }).waitFor();
      await look('batch-1-between');
      const skip = tab.getByRole('button', { name: work.run.skip });
      const marks = tab.locator('.run-sum .history-mark', { hasText: '–' });
      for (let skipped = 0; await skip.isVisible(); skipped += 1) {
        await skip.click();
        await marks.nth(skipped).waitFor();
      }
      await heading(work.run.sumTitle);
      await look('batch-2-end');
      await page.context().close();
      assert.deepEqual(wrong, []);
    });

    it(`${locale}: each step of the wizard, and what goes wrong in it`, async () => {
      const api = new TabBlankApi();
      const id = api.add(ana);
      const { tab, page, words, wrong, look, go, heading, press, alert } = await walk(api, locale);
      const { work } = words;
      await go(`#/burn/${id}`);
      await heading(words.notStarted.title('Ana Moreau'));
      await look('wizard-0-start');
      await page.keyboard.press('Enter');
      await heading(words.person.title('Ana Moreau'));
      await page.keyboard.press('1');
      await look('wizard-1-person');
      await page.keyboard.press('Enter');
      await heading(words.desk.chooseTitle);
      await look('wizard-2-desk');
      await press(/Desk Lyon 2/);
      await tab.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/).waitFor();
      await look('wizard-2-letters');
      await press(words.desk.same);
      await heading(words.secret.title);
      await look('wizard-3-secret');
      await bring(tab, 'paste', { text: push });
      await alert();
      await look('wizard-3-wrong-code');
      api.isOnline = false;
      api.tellBurner();
      await heading(words.desk.chooseTitle);
      await look('wizard-3-lost-desk');
      api.isOnline = true;
      api.tellBurner();
      await heading(words.secret.title);
      await bring(tab, 'paste', { text: 'ABCDEF234567ABCDEF234567ABCDEF23' });
      await heading(words.secret.ambiguousTitle);
      await look('wizard-3-two-ways');
      await chooseWay(tab, words.secret.discard);
      await heading(words.secret.title);
      await bring(tab, 'paste', { text: 'NOTAREALSECRETAA' });
      await heading(words.secret.typedTitle('Ana'));
      await look('wizard-3-whose');
      await chooseWay(tab, words.secret.discard);
      await heading(words.secret.title);
      await bring(tab, 'paste', { text: link(ana.upn) });
      await heading(words.token.title);
      await look('wizard-4-token');
      api.give(takenSerial, jonas);
      api.put(takenSerial);
      await alert();
      await look('wizard-4-taken');
      api.lift();
      api.liftBetween = true;
      api.put(serial);
      await heading(words.burn.putBackTitle);
      await look('wizard-5-empty-token');
      api.put(serial, 0);
      api.goOn();
      await heading(words.check.title);
      await page.keyboard.type('407');
      await look('wizard-6-check');
      for (let n = 0; n < 3; n += 1) await page.keyboard.press('Backspace');
      for (let miss = 0; miss < 3; miss += 1) {
        await page.keyboard.type(api.burner.code() === '111111' ? '222222' : '111111');
        await tab.locator('.boxes:not(.boxes-busy) .box-next:first-child').waitFor();
      }
      await tab.getByText(words.check.misses(3)).waitFor();
      await look('wizard-6-three-misses');
      api.nextOutcome = 'unknown';
      await press(words.check.newCode);
      await heading(words.secret.againTitle);
      await look('wizard-6-again');
      await bring(tab, 'paste', { text: link(ana.upn, 'anotherfakekeyaa') });
      await heading(words.check.title);
      await alert();
      await look('wizard-6-unknown');
      await page.keyboard.type(api.burner.code());
      await heading(words.finish.title('Ana'));
      await look('wizard-7-finish');
      await chooseWay(tab, words.finish.trouble);
      await press(words.finish.wrongCode);
      await look('wizard-7-trouble');
      api.methods = ['phone', 'new-oath'];
      await heading(words.handOver.title('Ana'));
      await look('wizard-8-hand-over');
      await page.keyboard.press('Escape');
      await tab.getByRole('alertdialog').or(tab.getByRole('dialog')).first().waitFor();
      await look('wizard-8-leave');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await heading(words.done.title('Ana'));
      await look('wizard-9-done');
      api.lift();
      await settles(async () => assert.equal(api.request(id).claim?.by.id ?? tom.id, tom.id));

      await go('#/run');
      await heading(work.run.title);
      await tab.getByLabel(work.run.stockCount).fill('2');
      await tab.locator('.inline-form button').click();
      await tab.getByText(work.run.stockPut).waitFor();
      api.put('86596000006001');
      await tab.locator('.tapped').getByText('86596000006001').waitFor();
      await look('stock-run');
      api.lift();
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
});
