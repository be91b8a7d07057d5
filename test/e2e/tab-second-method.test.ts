import assert from 'node:assert/strict';
import type { WayIn } from '@token-desk/contract/entra/second-method';
import { locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { person } from '../support/tab/tab-api.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabEnforceApi } from '../support/tab/tab-enforce-api.ts';
import { english, german } from '../support/tab/tab-words.ts';

const ana = person('ana', 'Ana Moreau');
const jonas = person('jonas', 'Jonas Becker');
const leila = person('leila', 'Leïla Toumi');
const token = { serial: '86596000006001', model: 'miniOTP-2-i', burnedAt: Date.UTC(2026, 10, 12, 9) };
const own: WayIn = { kind: 'code', methodId: 'm-7', token, is: 'its-token' };
const passkey: WayIn = { kind: 'passkey', methodId: null, token: null, is: 'second' };

describe('a second way to sign in, in the tab', () => {
  let browser: TabBrowser | undefined;
  let api: TabEnforceApi;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(() => {
    api = new TabEnforceApi();
    api.roles = ['Technician'];
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  async function open(locale: (typeof locales)[number], place: string) {
    browser = await TabBrowser.open(api);
    const { page, tab } = await browser.page({ locale, place });
    page.setDefaultTimeout(lateEndMs);
    return {
      tab,
      looks: await PageLooks.of({ page, tab }, locale),
      all: locale === 'de-de' ? german : english,
      go: (hash: string) =>
        tab.evaluate((to) => {
          location.hash = to;
        }, hash),
      press: (name: string | RegExp) => tab.getByRole('button', { name }).first().click(),
      says: (text: string | RegExp) => tab.getByText(text).first().waitFor(),
    };
  }

  for (const locale of locales)
    it(`${locale}: seen at Microsoft, a spare token, or none with a reason; nothing holds up the hand-over`, async () => {
      api.ways = [own];
      api.offered = ['waiver', 'security-key', 'spare-token'];
      const first = api.bound(ana, '86596000006001');
      const second = api.bound(jonas, '86596000006002');
      const third = api.bound(leila, '86596000006003');
      const { tab, looks, all, go, press, says } = await open(locale, '#/queue');
      const { second: words } = all;
      await says(words.without(3));
      await tab.getByRole('link', { name: words.without(3) }).click();
      await tab.locator(`#row-${first}`).waitFor();

      await go(`#/burn/${first}`);
      await says(words.none);
      const offers = await tab.locator('ol > li').filter({ hasText: /./ }).allTextContents();
      const order = api.offered.map((each) => offers.findIndex((text) => text.includes(words.offers[each])));
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
        'in the order that is set',
      );
      assert.ok(order.every((at) => at >= 0));
      await says(new RegExp(`${token.serial} · ${token.model}`));
      await says(new RegExp(words.methodId('m-7')));
      await looks.look('second-0-hand-over');
      await press(words.look);
      await tab.getByRole('alert').first().waitFor();
      api.ways = [own, passkey];
      await press(words.look);
      await says(words.found(all.needs.methods.passkey));
      await settles(async () => assert.deepEqual(api.request(first).second?.how, 'found'));
      await settles(async () => assert.equal(await tab.getByRole('button', { name: words.look }).count(), 0));
      api.ways = [own];
      await go(`#/request/${second}`);
      await tab.getByRole('heading', { level: 1, name: 'Jonas Becker' }).waitFor();
      await go(`#/request/${first}`);
      await tab.getByRole('button', { name: words.look }).waitFor();

      await go(`#/request/${second}`);
      await press(words.ask);
      const link = tab.getByRole('link', { name: words.spare, exact: true });
      await link.waitFor();
      await looks.look('second-1-spare-asked');
      await link.click();
      await tab.getByRole('link', { name: words.spareFor, exact: true }).waitFor();
      await says(all.orders.cannotBurn.requester);
      await settles(async () =>
        assert.equal(
          await tab.getByRole('heading', { name: words.title }).count(),
          0,
          'a spare one needs none',
        ),
      );

      await go(`#/request/${third}`);
      await press(`${words.waive} …`);
      await tab.getByRole('textbox', { name: words.why }).fill('leaves on Friday');
      await looks.look('second-2-waiver');
      await press(words.waive);
      await says(words.states.waived);
      await settles(async () => assert.deepEqual(api.request(third).second?.how, 'waived'));

      await go(`#/burn/${third}`);
      await press(all.handOver.done);
      await tab.getByRole('heading', { level: 1, name: all.done.title('Leïla') }).waitFor();
      await go('#/queue');
      await tab.locator(`#row-${second}`).waitFor();
      await settles(async () => assert.equal(await tab.getByText(words.without(1)).count(), 0));
      assert.deepEqual(looks.wrong, []);
    });
});
