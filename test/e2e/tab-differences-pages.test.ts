import assert from 'node:assert/strict';
import { differenceKinds } from '@token-desk/contract/entra/differences';
import { problemsDe } from '@token-desk/contract/words/de/problems';
import { problemsEn } from '@token-desk/contract/words/en/problems';
import { locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { person, tom } from '../support/tab/tab-api.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import { differenceOf, TabDifferencesApi } from '../support/tab/tab-differences-api.ts';
import { english, german } from '../support/tab/tab-words.ts';

const bart = person('bart', 'Bartholomäus von Hohenstein-Waldeck');
const serial = '8659600000600';
const id = '3f1c6b52-0000-4000-8000-000000000001';

describe('the tab’s page of differences from Microsoft', () => {
  let browser: TabBrowser | undefined;
  let api: TabDifferencesApi;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(() => {
    api = new TabDifferencesApi();
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  async function open(locale: (typeof locales)[number], place: string) {
    browser = await TabBrowser.open(api);
    const { page, tab } = await browser.page({ locale, place, width: 1280 });
    page.setDefaultTimeout(lateEndMs);
    const looks = await PageLooks.of({ page, tab }, locale);
    const isGerman = locale === 'de-de';
    return {
      ...{ tab, looks, all: isGerman ? german : english },
      problems: isGerman ? problemsDe : problemsEn,
    };
  }

  for (const locale of locales)
    it(`${locale}: from the first page through every kind to none, in every look`, async () => {
      const by = tom;
      api.found = differenceKinds.map((kind) =>
        differenceOf(kind, {
          ...(kind.startsWith('device')
            ? { serial, isInBooks: kind !== 'device-unknown', microsoftId: id }
            : {}),
          ...(kind === 'changed-without-us'
            ? { change: { at: Date.now() - 3_600_000, by, activity: 'Admin deleted security info' } }
            : {}),
          ...(kind.startsWith('device') ? {} : { person: bart }),
          ...(/^(lost|load|only|never|method-gone|account)/.test(kind) ? { serial, isInBooks: true } : {}),
        }),
      );
      api.state = {
        ...api.state,
        gaps: [{ what: 'changes', why: 'permission', permissions: ['AuditLog.Read.All'] }],
      };
      const { tab, looks, all, problems } = await open(locale, '#/queue');
      const { differences: words } = all;
      const way = { hasText: words.waiting(differenceKinds.length) };
      await tab.locator('a[href="#/differences"]', way).click();
      for (const kind of differenceKinds)
        await tab.getByRole('grid').getByText(words.kinds[kind], { exact: true }).first().waitFor();
      await tab.getByRole('link', { name: words.addTokens }).waitFor();
      await looks.look('differences-1-every-kind');

      const accept = (kind: (typeof differenceKinds)[number]) =>
        tab.getByRole('button', { name: `${words.accept} ${words.kinds[kind]}` });
      await accept('changed-without-us').click();
      await tab.getByLabel(words.acceptLabel).fill('It was me');
      await tab.getByRole('button', { name: words.accept, exact: true }).click();
      await tab.getByText(problems['own-change'].title).waitFor();
      await tab.getByRole('button', { name: all.organisation.cancel }).click();
      await accept('changed-without-us').click();
      await settles(async () => assert.equal(await tab.getByLabel(words.acceptLabel).inputValue(), ''));
      await accept('device-unknown').click();
      await tab.getByLabel(words.acceptLabel).last().fill('A spare of the maker');
      await looks.look('differences-2-why');
      await tab.getByRole('button', { name: words.accept, exact: true }).last().click();
      await settles(async () =>
        assert.equal(await tab.getByRole('link', { name: words.addTokens }).count(), 0),
      );
      await tab.getByRole('button', { name: words.showDecided }).click();
      await tab.getByText(/A spare of the maker/).waitFor();
      await looks.look('differences-3-decided');
      await tab.getByRole('button', { name: words.reopen }).click();
      await tab.getByText(words.noneDecided).waitFor();
      await tab.getByRole('button', { name: words.showOpen }).click();
      api.found = [];
      await tab.getByRole('button', { name: words.askAgain }).click();
      await tab.getByText(words.noneTitle).waitFor();
      assert.equal(api.asked, 1);
      await looks.look('differences-4-none');
    });
});
