import assert from 'node:assert/strict';
import { pageSize } from '@token-desk/contract/routes/route';
import { cast } from '@token-desk/practice/people';
import { apartGerman } from '@token-desk/tab/words/de/apart';
import { apartEnglish } from '@token-desk/tab/words/en/apart';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { seriousFindings, smallTargets } from '../support/browser/axe.ts';
import { settles } from '../support/browser/settles.ts';
import { chromiumArgs, chromiumPath, needsChromium } from '../support/run/require-all.ts';
import { fillStore, requestOf } from '../support/store/full-store.ts';
import { openDeskTab } from '../support/tab/desk-tab.ts';
import { ada, eszter, person } from '../support/tab/tab-api.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import { english, german } from '../support/tab/tab-words.ts';
import { TabWorkApi } from '../support/tab/tab-work-api.ts';
import { WholeDesk } from '../support/whole/whole-desk.ts';

const stored = 10_000;

describe('the tab’s queue', () => {
  before(async function () {
    needsChromium(this);
    await buildTab();
  });

  describe(`with ${stored} requests in the store`, () => {
    let whole: WholeDesk;
    let browser: Browser;
    before(async () => {
      whole = await WholeDesk.start({ logLevel: 'warn' });
      await fillStore(whole.deps.store, stored);
      browser = await chromium.launch({ executablePath: chromiumPath() ?? '', args: chromiumArgs });
    });
    after(async () => {
      await browser?.close();
      await whole?.close();
    });
    const show = async (place: string) => {
      const opened = await openDeskTab(whole, browser, { place });
      await opened.tab.locator('.row').first().waitFor();
      return opened;
    };
    const rowIds = (tab: Frame) =>
      tab.locator('.row').evaluateAll((rows) => rows.map(({ id }) => id.replace('row-', '')));
    const hash = (tab: Frame) => tab.evaluate(() => location.hash);
    const count = (tab: Frame, text: string) =>
      tab.locator('.queue-foot').getByText(text, { exact: true }).waitFor();
    /** Those of all requests a search must find, as this test knows them: by name, UPN or serial. */
    const matching = (text: string) =>
      Array.from({ length: stored }, (_, n) => requestOf(n)).filter(({ subject, token }) =>
        [subject.name, subject.upn, token?.serial ?? ''].some((one) => one.toLowerCase().includes(text)),
      );

    it('shows the people who are searched for, and nobody else', async () => {
      const { page, tab } = await show('#/queue');
      for (const text of ['ovak4242', 'p777@contoso', '8659622000075', 'covak54']) {
        const found = matching(text);
        assert.ok(found.length > 0 && found.length <= pageSize, text);
        await tab.getByRole('searchbox').fill(text);
        await tab.locator(`#row-${found[0]?.id}`).waitFor();
        await count(tab, english.queue.count(found.length, found.length));
        assert.deepEqual((await rowIds(tab)).toSorted(), found.map(({ id }) => id).toSorted(), text);
      }
      await tab.getByRole('searchbox').fill('nobody at all');
      await tab.getByText(english.queue.noneFoundTitle).waitFor();
      await page.keyboard.press('Escape');
      await tab.locator('.row').first().waitFor();
    });

    it('goes on to the next page, says how many there are, and keeps the search in the address', async () => {
      const { page, tab } = await show('#/queue?q=chlo%C3%A9');
      const total = matching('chloé').length;
      await count(tab, english.queue.count(pageSize, total));
      const first = await rowIds(tab);
      await tab.getByRole('button', { name: english.queue.more }).click();
      await count(tab, english.queue.count(2 * pageSize, total));
      const both = await rowIds(tab);
      assert.equal(new Set(both).size, 2 * pageSize);
      assert.deepEqual(
        first.filter((id) => !both.includes(id)),
        [],
      );
      for (const id of both) assert.match(requestOf(Number(id.split('-')[1])).subject.name, /^Chloé/);
      assert.match(await hash(tab), /q=chlo%C3%A9/i);

      // what somebody else does meanwhile does not take the second page away
      const news = page.waitForResponse((one) => one.url().includes('cursor='));
      await whole.user(cast.technician).order('request-12', { kind: 'claim' });
      await news;
      await count(tab, english.queue.count(2 * pageSize, total));

      await tab.locator('.row').first().click();
      await tab.locator('.pane .card').waitFor();
      assert.match(await hash(tab), /q=chlo%C3%A9.*open=request-\d+/i);
      await tab.getByRole('searchbox').fill('ovak4242');
      await count(tab, english.queue.count(1, 1));
      assert.match(await hash(tab), /q=ovak4242/);
    });
  });

  describe('where there is little room', () => {
    let api: TabWorkApi;
    let browser: TabBrowser;
    beforeEach(async () => {
      api = new TabWorkApi();
      browser = await TabBrowser.open(api);
    });
    afterEach(async () => browser.close());

    const people = [
      'Ana Moreau',
      'Jonas Becker',
      'Leïla Toumi',
      'Priya Sharma',
      'Tomasz Wójcik',
      'Birgit Olsen',
    ];
    const fill = () => {
      const ids = people.map((name, at) => api.add(person(`p${at}`, name)));
      api.overdue.add(ids[0] ?? '');
      api.do(ids[1] ?? '', { kind: 'claim' }, eszter);
      api.add(person('long', 'Maximiliana Wolfeschlegelsteinhausenbergerdorff-Papadopoulou'));
      api.add(person('asked', 'Carlos Méndez'), {}, { approved: false });
      return ids;
    };
    const primaries = (tab: Frame | Page) =>
      tab.locator('main .fui-Button').evaluateAll((buttons) => {
        const brand = document.createElement('i');
        brand.style.color = 'var(--colorBrandBackground)';
        document.querySelector('.app')?.append(brand);
        const { color } = getComputedStyle(brand);
        brand.remove();
        return buttons
          .filter((one) => one instanceof HTMLElement && one.offsetParent !== null)
          .filter((one) => getComputedStyle(one).backgroundColor === color)
          .map(({ textContent }) => textContent);
      });

    for (const [theme, locale, words] of [
      ['default', 'en-gb', apartEnglish],
      ['contrast', 'de-de', apartGerman],
    ] as const) {
      it(`${theme}, ${locale}: a record that does not fit comes first, until somebody has looked`, async () => {
        fill();
        api.recordsApart = ([7, 9] as const).map((auditSeq) => ({
          ...{ auditSeq, at: Date.now(), requestId: null, burner: 'Lyon 2', serial: '8659622000099' },
          ...{ record: 'burn', outcome: 'burned', why: 'other-account', subject: ada, technician: eszter },
          account: 'ceo@contoso.example',
        }));
        const { tab } = await browser.page({ width: 380, height: 700, theme, locale });
        const area = tab.locator('.records-apart');
        await area.getByRole('heading', { name: `${words.title} 2` }).waitFor();
        const first = await tab.locator('.queue-list section').first().getAttribute('class');
        assert.equal(first, 'records-apart');
        await settles(async () => assert.match((await area.textContent()) ?? '', /ceo@contoso\.example/));
        assert.deepEqual(await seriousFindings(tab), []);
        assert.deepEqual(await smallTargets(tab), []);
        await settles(async () =>
          assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth), false),
        );
        await area.getByRole('button', { name: `${words.looked} ${words.number(7)}` }).click();
        await area.getByRole('heading', { name: `${words.title} 1` }).waitFor();
        await settles(async () =>
          assert.deepEqual(
            api.recordsApart.map(({ auditSeq }) => auditSeq),
            [9],
          ),
        );
        await area.getByRole('button', { name: `${words.looked} ${words.number(9)}` }).click();
        await area.waitFor({ state: 'detached' });
      });
    }

    for (const [theme, locale] of [
      ['default', 'en-gb'],
      ['dark', 'de-de'],
      ['contrast', 'en-gb'],
      ['contrast', 'de-de'],
    ] as const) {
      const words = locale === 'de-de' ? german : english;
      for (const [width, rowsInSight] of [
        // under a line of what else waits
        [380, 4],
        [700, 5],
      ] as const)
        it(`${width} × 700, ${theme}, ${locale}: people at once, the filters behind one button`, async () => {
          fill();
          const { page, tab } = await browser.page({ width, height: 700, theme, locale });
          await tab.getByRole('button', { name: /Birgit Olsen/ }).waitFor();
          await settles(async () => {
            const inSight = await tab
              .locator('.row')
              .evaluateAll(
                (rows) => rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length,
              );
            assert.ok(inSight >= rowsInSight, `${inSight} rows in sight`);
          });
          await settles(async () => assert.deepEqual(await primaries(tab), [words.work.ways.run(6)]));
          await settles(async () =>
            assert.equal(await tab.getByLabel(words.work.filters.state, { exact: true }).isVisible(), false),
          );
          const look = async (name: string) => {
            assert.deepEqual(await seriousFindings(tab), [], name);
            assert.deepEqual(await smallTargets(tab), [], name);
            const isWide = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
            assert.equal(isWide, false, `${name}: wider than the window`);
            await page.screenshot({
              path: `test/output/tab-queue-${name}-${theme}-${width}-${locale.slice(0, 2)}.png`,
            });
          };
          await look('closed');

          const opener = tab.getByRole('button', { name: words.work.filters.open(0), exact: true });
          await settles(async () => assert.equal(await opener.getAttribute('aria-expanded'), 'false'));
          await opener.focus();
          await page.keyboard.press('Enter');
          await settles(async () => assert.equal(await opener.getAttribute('aria-expanded'), 'true'));
          await look('filters');
          await page.keyboard.press('Tab');
          await settles(async () =>
            assert.equal(
              await tab.evaluate(() => document.activeElement?.getAttribute('aria-label')),
              words.work.filters.site,
            ),
          );
          await tab.getByLabel(words.work.filters.site, { exact: true }).selectOption('Line 4, Lyon');
          await tab.getByRole('button', { name: words.work.filters.overdue, exact: true }).click();
          await tab.getByRole('button', { name: words.work.filters.open(2), exact: true }).waitFor();
          await page.keyboard.press('Escape');
          const set = tab.getByRole('button', { name: words.work.filters.open(2), exact: true });
          await settles(async () => assert.equal(await set.getAttribute('aria-expanded'), 'false'));
          await settles(async () =>
            assert.equal(await set.evaluate((one) => one === document.activeElement), true, 'focus is back'),
          );
          await tab.getByRole('button', { name: /Birgit Olsen/ }).waitFor({ state: 'detached' });
          await look('chips');

          await tab
            .getByRole('button', { name: words.work.filters.takeAway(words.work.filters.overdue) })
            .click();
          await tab.getByRole('button', { name: /Birgit Olsen/ }).waitFor();
          const left = tab.getByRole('button', { name: words.work.filters.open(1), exact: true });
          await settles(async () =>
            assert.equal(await left.evaluate((one) => one === document.activeElement), true, 'focus stays'),
          );
          await settles(async () =>
            assert.equal(await tab.evaluate(() => location.hash), '#/queue?site=Line+4%2C+Lyon'),
          );
        });
    }

    for (const width of [1280, 900, 380])
      it(`${width} px: one main button, whether a person is open or not`, async () => {
        fill();
        const { tab } = await browser.page({ width });
        await tab.getByRole('button', { name: /Ana Moreau/ }).waitFor();
        await settles(async () => assert.deepEqual(await primaries(tab), ['Start batch · 6']));
        await tab.getByRole('button', { name: /Ana Moreau/ }).click();
        await tab.getByText(`Asked by ${ada.name}`, { exact: true }).waitFor();
        await settles(async () => assert.deepEqual(await primaries(tab), ['Start']));
      });

    it('keeps the filters beside the search where there is room', async () => {
      fill();
      const { tab } = await browser.page({ width: 1280 });
      await tab.getByLabel('State').waitFor();
      await settles(async () =>
        assert.equal(await tab.getByRole('button', { name: 'Filters' }).isVisible(), false),
      );
    });
  });
});
