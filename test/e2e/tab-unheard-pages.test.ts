import assert from 'node:assert/strict';
import type { Unheard } from '@token-desk/contract/chat/notice';
import { locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { person, TabApi } from '../support/tab/tab-api.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import { english, german } from '../support/tab/tab-words.ts';

const [ana, mara, tom] = [
  person('ana', 'Ana Moreau'),
  person('mara', 'Mara Ott'),
  person('tom', 'Tom Weber'),
];

const unheard = (id: string, more: Partial<Unheard>): Unheard => ({
  ...{ id, requestId: 'r-1', event: 'held', subject: ana, receiver: mara, state: 'duty' },
  ...{ why: 'not-installed', madeAt: Date.now() - 3 * 3_600_000, tries: 0, maybeTwice: false },
  duty: { of: tom, dueAt: Date.now() + 20 * 3_600_000 },
  ...more,
});

describe('the tab’s page of who has not heard', () => {
  let browser: TabBrowser | undefined;
  let api: TabApi;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(() => {
    api = new TabApi();
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  async function open(locale: (typeof locales)[number], place: string) {
    browser = await TabBrowser.open(api);
    const { page, tab } = await browser.page({ locale, place, width: 1280 });
    page.setDefaultTimeout(lateEndMs);
    const looks = await PageLooks.of({ page, tab }, locale);
    return { page, tab, looks, words: locale === 'de-de' ? german : english };
  }

  for (const locale of locales)
    it(`${locale}: from the first page to everybody has heard, in every look`, async () => {
      api.unheard = [
        unheard('n-1', {}),
        unheard('n-2', { state: 'red', receiver: null, duty: null, why: 'too-big', event: 'failed' }),
        unheard('n-3', { state: 'waiting', duty: null, why: null, tries: 7, maybeTwice: true }),
      ];
      const { tab, looks, words: all } = await open(locale, '#/queue');
      const { unheard: words } = all;
      await tab.getByRole('link', { name: words.waiting(3) }).click();
      await tab.getByText(words.why['not-installed']).waitFor();
      await tab.getByText(words.maybeTwice).waitFor();
      await looks.look('unheard-1-three');
      const told = tab.getByRole('button', { name: new RegExp(words.told) });
      await settles(async () => assert.equal(await told.count(), 1, 'not of what is still tried'));
      await told.click();
      await tab.getByText(words.why['not-installed']).waitFor({ state: 'detached' });
      await tab.getByRole('button', { name: new RegExp(words.seen) }).click();
      await tab.getByText(words.why['too-big']).waitFor({ state: 'detached' });
      api.unheard = [];
      await tab.evaluate(() => {
        location.hash = '#/queue';
      });
      await tab.locator('.work-queue').waitFor();
      await tab.evaluate(() => {
        location.hash = '#/unheard';
      });
      await tab.getByText(words.emptyTitle).waitFor();
      await looks.look('unheard-2-nobody');
    });

  for (const locale of locales)
    it(`${locale}: slips for a list, in the language chosen for each, printed four on a sheet`, async () => {
      const slipOf = (id: string, subject: typeof ana, hasNoChat = true) => ({
        ...{ requestId: id, subject, hasNoChat, site: 'Line 4, Lyon', neededBy: '2026-12-03' },
        ...{ pickUp: 'Gate 3', hours: { weekdays: [1, 2, 3], from: '06:00', to: '14:00' }, phone: '4711' },
      });
      api.slips = [slipOf('r-1', ana), slipOf('r-2', mara), slipOf('r-3', tom, false)];
      api.slipFiles = [{ name: 'ro.json', text: '{"language": "română"' }];
      api.unheard = [
        unheard('list-1', {
          receiver: null,
          event: 'queued',
          list: { id: 'list-1', unreached: 2, people: 3 },
        }),
      ];
      const { page, tab, looks, words: all } = await open(locale, '#/unheard');
      const { slips: words } = all;
      await tab.getByText(all.unheard.ofList(2, 3)).waitFor();
      await looks.look('unheard-3-list');
      const link = tab.getByRole('link', { name: words.link });
      await settles(async () => assert.equal(await link.getAttribute('href'), '#/slips/list-1'));
      await link.click();
      await tab.getByText(/ro\.json/).waitFor();
      const slips = tab.locator('.slip');
      await settles(async () => assert.equal(await slips.count(), 2, 'whoever has a chat needs none'));
      await tab.getByLabel(words.all).selectOption('pl');
      await tab.getByLabel(words.of(mara.name)).selectOption('tr');
      await settles(async () =>
        assert.deepEqual(await slips.evaluateAll((found) => found.map((one) => one.getAttribute('lang'))), [
          'pl',
          'tr',
        ]),
      );
      await tab.getByText('Zadzwoń natychmiast: 4711.').waitFor();
      await looks.look('slips-1-two');
      await tab.getByLabel(words.board).check();
      await settles(async () => assert.equal(await slips.count(), 1));
      const said = (await slips.textContent()) ?? '';
      for (const { name } of [ana, mara, tom]) assert.ok(!said.includes(name), 'no names on a board');
      await looks.look('slips-2-board');
      await tab.getByLabel(words.board).uncheck();
      await page.emulateMedia({ media: 'print' });
      await settles(async () =>
        assert.equal(await tab.getByRole('button', { name: words.print }).count(), 0),
      );
      await slips.first().waitFor();
      await page.emulateMedia({ media: 'screen' });
    });
});
