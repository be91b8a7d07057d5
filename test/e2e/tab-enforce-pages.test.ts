import assert from 'node:assert/strict';
import { locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { person } from '../support/tab/tab-api.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabEnforceApi } from '../support/tab/tab-enforce-api.ts';
import { beforeCount, english, german } from '../support/tab/tab-words.ts';

const ana = person('ana', 'Ana Moreau');
const jonas = person('jonas', 'Jonas Becker');
const leila = person('leila', 'Leïla Toumi');
const bart = person('bart', 'Bartholomäus von Hohenstein-Waldeck');
const serial = (last: number) => `8659600000600${last}`;

describe('the tab’s page of people without MFA', () => {
  let browser: TabBrowser | undefined;
  let api: TabEnforceApi;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(() => {
    api = new TabEnforceApi();
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  async function open(locale: (typeof locales)[number] = 'en-gb', place = '#/enforce', width = 1280) {
    browser = await TabBrowser.open(api);
    const { page, tab } = await browser.page({ locale, place, width }, (one) => api.answerGraph(one));
    page.setDefaultTimeout(lateEndMs);
    const looks = await PageLooks.of({ page, tab }, locale);
    const words = locale === 'de-de' ? german : english;
    return {
      page,
      tab,
      looks,
      words: words.enforce,
      all: words,
      go: (hash: string) =>
        tab.evaluate((to) => {
          location.hash = to;
        }, hash),
      press: (name: string | RegExp) => tab.getByRole('button', { name }).first().click(),
      tick: (name: string) => tab.getByRole('checkbox', { name }).click(),
      says: (text: string) => tab.getByText(text).first().waitFor(),
    };
  }

  for (const locale of locales)
    it(`${locale}: from who is left to nobody, in every look`, async () => {
      const first = api.bound(ana, serial(1), { days: 12, mfa: 'disabled' });
      api.bound(jonas, serial(2), { days: 3, mfa: 'enabled' });
      api.bound(leila, serial(3), { mfa: 'disabled' });
      api.bound(bart, serial(4), { days: 0.1 });
      api.guards = { securityDefaults: null, conditionalAccess: null };
      const { page, tab, looks, words, go, press, tick, says } = await open(locale, '#/queue');

      await says(words.waiting(4));
      await looks.look('enforce-0-queue');
      await tab.getByRole('link', { name: words.waiting(4) }).click();
      await says(words.guards.unknown);
      await looks.look('enforce-1-guards-unknown');
      await settles(async () =>
        assert.equal(await tab.getByRole('button', { name: words.none, exact: true }).count(), 0),
      );
      await press(words.guards.neither);
      await says(words.guards.said);
      await tick(words.all);
      await press(words.go(3));
      await says(words.sure.title(3));
      await says(words.sure.alreadyOn(1));
      await looks.look('enforce-2-sure');
      await press(words.sure.stay);
      await settles(async () => assert.deepEqual(api.switched, [], 'nothing before it is confirmed'));

      api.refuseGraph.set(leila.id, { status: 404 });
      await press(words.go(3));
      api.isBehind = true;
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await says(words.steps.looking);
      await says(words.progress(1, 4));
      await looks.look('enforce-3-running');
      api.perUserMfa.set(ana.id, 'enforced');
      api.isBehind = false;
      await says(words.sum(3, 1, 0));
      await settles(async () =>
        assert.deepEqual(api.switched, [ana.id, bart.id], 'who has it on already is only looked at'),
      );
      await tab.getByText(ana.upn).waitFor({ state: 'detached' });
      await looks.look('enforce-4-one-failed');

      await tab.getByRole('checkbox', { name: leila.name, checked: true }).waitFor();
      await press(new RegExp(words.waive));
      await says(words.notNeeded.title(1));
      await looks.look('enforce-5-not-needed');
      await press(words.notNeeded.go(1));
      await says(words.emptyTitle);
      await looks.look('enforce-6-nobody');
      await settles(async () => assert.equal(api.request(first).enforcement, 'enforced'));
      await go(`#/request/${first}`);
      await says(words.states.enforced);
      await looks.look('enforce-7-request');
      await go('#/queue');
      await tab.locator('.page-head').waitFor();
      await settles(async () => assert.equal(await tab.getByText(words.waiting(1)).count(), 0));
      await page.context().close();
      assert.deepEqual(looks.wrong, []);
    });

  for (const locale of locales)
    it(`${locale}: where something asks for MFA by itself, nothing is switched on`, async () => {
      api.guards = { securityDefaults: false, conditionalAccess: ['MFA for everybody', 'From outside'] };
      const first = api.bound(ana, serial(1), { mfa: 'disabled' });
      const second = api.bound(bart, serial(2), { mfa: 'disabled' });
      const { page, tab, looks, words, press, tick, says } = await open(locale);
      await says(words.guards.stayOff);
      await tick(words.all);
      await looks.look('enforce-8-conditional-access');
      await settles(async () =>
        assert.equal(await tab.getByRole('button', { name: words.go(2) }).count(), 0),
      );
      await press(new RegExp(words.waive));
      await press(words.notNeeded.go(2));
      await says(words.sum(2, 0, 0));
      await says(words.emptyTitle);
      for (const id of [first, second]) {
        const { enforcement, history } = api.request(id);
        assert.equal(enforcement, 'not-needed');
        assert.deepEqual(history.at(-1)?.data, { because: 'conditional-access' });
      }
      await page.context().close();
      await settles(async () => assert.deepEqual([api.switched, looks.wrong], [[], []]));
    });

  it('ends after two in a row whom Microsoft does not let this person change, and leaves the others ticked', async () => {
    api.bound(ana, serial(1), { mfa: 'disabled' });
    api.bound(jonas, serial(2), { mfa: 'disabled' });
    api.bound(leila, serial(3), { mfa: 'disabled' });
    for (const { id } of [ana, jonas]) api.refuseGraph.set(id, { status: 403 });
    const { tab, words, press, tick, says } = await open();
    await tick(words.all);
    await press(words.go(3));
    await press(words.sure.go(3));
    await says(words.sum(0, 2, 1));
    await says('Microsoft does not let you switch MFA on.');
    await tab.getByRole('checkbox', { name: leila.name, checked: true }).waitFor();
    await settles(async () => assert.deepEqual(api.switched, []));
    await press(words.go(3));
    await press(words.sure.go(3));
    await says(words.sum(3, 0, 0));
    await settles(async () => assert.deepEqual(api.switched, [ana.id, jonas.id, leila.id]));
  });

  it('says that Microsoft wants it to wait, and stops at once when asked', async () => {
    api.bound(ana, serial(1), { mfa: 'disabled' });
    api.bound(jonas, serial(2), { mfa: 'disabled' });
    api.refuseGraph.set(ana.id, { status: 429, retryAfter: '100' });
    const { words, press, tick, says } = await open();
    await tick(words.all);
    await press(words.go(2));
    await press(words.sure.go(2));
    await says(beforeCount(words.waits));
    await press(words.stop);
    await says(words.sum(0, 1, 1));
    await settles(async () => assert.deepEqual(api.switched, []));
  });

  it('is for administrators alone', async () => {
    api.bound(ana, serial(1), { mfa: 'disabled' });
    api.roles = ['Technician', 'Approver', 'Auditor'];
    const { tab, words, all, go, says } = await open();
    await says(words.noRole);
    await settles(async () => assert.equal(await tab.getByRole('tab', { name: all.nav.enforce }).count(), 0));
    await go('#/queue');
    await tab.getByText(ana.upn).waitFor();
    await settles(async () => assert.equal(await tab.getByText(words.waiting(1)).count(), 0));
  });
});
