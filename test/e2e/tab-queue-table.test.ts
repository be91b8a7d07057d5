import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { seriousFindings, smallTargets } from '../support/browser/axe.ts';
import { settles } from '../support/browser/settles.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { person } from '../support/tab/tab-api.ts';
import { buildTab, shoot, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabWorkApi } from '../support/tab/tab-work-api.ts';

const given = ['Ana', 'Jonas', 'Leïla', 'Priya', 'Tomasz', 'Birgit', 'Carlos', 'Maximiliana', 'Émile', 'Zoë'];
const day = (inDays: number) => new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10);

describe('the queue as a table', () => {
  let api: TabWorkApi;
  let browser: TabBrowser;
  let ids: string[];

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(async () => {
    api = new TabWorkApi();
    browser = await TabBrowser.open(api);
    ids = Array.from({ length: 50 }, (_, n) =>
      api.add(person(`p${n}`, `${given[n % 10]} Number${String(n).padStart(2, '0')}`), {
        neededBy: day(60 - n),
        handOver: n % 2 === 0 ? 'desk' : 'internal-mail',
      }),
    );
  });
  afterEach(async () => browser.close());

  const rows = (tab: Frame | Page) => tab.locator('tr.row');
  const names = (tab: Frame | Page) => tab.locator('tr.row .row-who b').allTextContents();
  const focused = (tab: Frame | Page) =>
    tab.evaluate(() => document.activeElement?.closest('td')?.className.match(/cell-\w+/)?.[0] ?? '');

  it('has fifty rows on at most four screens at 1280 × 800, heads and search in view', async () => {
    const { page, tab } = await browser.page();
    await rows(tab).nth(49).waitFor();
    const looks = await tab.evaluate(() => {
      const seen = new Set<string>();
      const hidden: string[] = [];
      let screens = 0;
      const root = document.documentElement;
      for (let top = 0; seen.size < 50 && screens < 9; screens += 1) {
        scrollTo(0, top);
        const search = document.querySelector('.search-box') as Element;
        const head = document.querySelector('thead th') as Element;
        for (const one of [search, head]) {
          const box = one.getBoundingClientRect();
          const there = document.elementFromPoint(box.left + 20, box.top + box.height / 2);
          if (box.top < 0 || box.bottom > innerHeight || !one.contains(there))
            hidden.push(`${top} ${one.className}`);
        }
        const whole = [...document.querySelectorAll('tr.row')].filter(
          (row) =>
            row.getBoundingClientRect().top >= head.getBoundingClientRect().bottom - 1 &&
            row.getBoundingClientRect().bottom <= innerHeight,
        );
        for (const { id } of whole) seen.add(id);
        const last = whole.at(-1);
        if (last === undefined || root.scrollHeight - innerHeight <= scrollY) {
          screens += 1;
          break;
        }
        top = scrollY + last.getBoundingClientRect().bottom - head.getBoundingClientRect().bottom;
      }
      const heights = [...document.querySelectorAll('tr.row')].map(
        (row) => row.getBoundingClientRect().height,
      );
      return { seen: seen.size, screens, hidden, tallest: Math.max(...heights) };
    });
    assert.deepEqual(looks.hidden, []);
    assert.equal(looks.seen, 50);
    assert.ok(looks.screens <= 4, `${looks.screens} screens`);
    assert.ok(looks.tallest <= 45, `${looks.tallest} px`);
    await shoot(page, 'queue-table-scrolled');
  });

  for (const [width, columns] of [
    [1600, ['choose', 'person', 'why', 'site', 'due', 'asker', 'token', 'state']],
    [1280, ['choose', 'person', 'why', 'site', 'due', 'asker', 'token', 'state']],
    [1000, ['choose', 'person', 'why', 'site', 'due', 'state']],
    [760, ['choose', 'person', 'why', 'due', 'state']],
    [380, ['choose', 'person', 'why', 'due', 'state']],
  ] as const)
    it(`${width} px: as many columns as there is room for, and nothing wider than the window`, async () => {
      const { page, tab } = await browser.page({ width });
      await rows(tab).nth(49).waitFor();
      const shown = await rows(tab)
        .first()
        .locator('td')
        .evaluateAll((cells) =>
          cells
            .filter((cell) => cell.checkVisibility())
            .map((cell) => cell.className.match(/cell-(\w+)/)?.[1]),
        );
      assert.deepEqual(shown, columns);
      const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      assert.deepEqual(await seriousFindings(tab), []);
      assert.deepEqual(await smallTargets(tab), []);
      await shoot(page, `queue-table-${width}`);
    });

  it('is walked by arrow keys from cell to cell, with one stop for Tab', async () => {
    const { page, tab } = await browser.page();
    await rows(tab).nth(49).waitFor();
    await tab.getByRole('searchbox').focus();
    await page.keyboard.press('ArrowDown');
    await settles(async () => assert.equal(await focused(tab), 'cell-person'));
    await page.keyboard.press('ArrowRight');
    await settles(async () => assert.equal(await focused(tab), 'cell-why'));
    await page.keyboard.press('ArrowDown');
    await settles(async () => assert.equal(await focused(tab), 'cell-why'));
    const row = () => tab.evaluate(() => document.activeElement?.closest('tr')?.id);
    const order = await rows(tab).evaluateAll((all) => all.map(({ id }) => id));
    await settles(async () => assert.equal(await row(), order[1]));
    await page.keyboard.press('End');
    await settles(async () => assert.equal(await focused(tab), 'cell-state'));
    await page.keyboard.press('Home');
    await settles(async () => assert.equal(await focused(tab), 'cell-choose'));
    await page.keyboard.press('Control+End');
    await settles(async () => assert.equal(await row(), order[49]));
    await page.keyboard.press('Control+Home');
    await settles(async () => assert.equal(await row(), order[0]));
    const stops = await tab
      .locator('tbody [tabindex="0"], tbody :is(button, input, a):not([tabindex])')
      .count();
    assert.equal(stops, 2, 'the first row’s box and button');
  });

  it('opens a person on Enter, follows the arrows then, and gives the room back when it is closed', async () => {
    const { page, tab } = await browser.page();
    await rows(tab).nth(49).waitFor();
    await tab.locator('.row-button').first().focus();
    await page.keyboard.press('ArrowDown');
    await settles(async () => assert.equal(await tab.locator('.pane').count(), 0));
    await page.keyboard.press('Enter');
    await tab.locator('.pane .card').waitFor();
    const second = await tab.evaluate(() => location.hash);
    await page.keyboard.press('ArrowDown');
    await settles(async () => assert.notEqual(await tab.evaluate(() => location.hash), second));
    await tab.locator('.pane').getByRole('button', { name: 'Back to the queue' }).click();
    await settles(async () => assert.equal(await tab.locator('.pane').count(), 0));
    await settles(async () => assert.equal(await focused(tab), 'cell-person'));
  });

  it('sorts by a head, up and down, and is by need again; the address keeps it', async () => {
    const { tab } = await browser.page();
    await rows(tab).nth(49).waitFor();
    const byNeed = await names(tab);
    const head = tab.getByRole('columnheader', { name: 'Person' });
    await head.click();
    await settles(async () => assert.equal(await head.getAttribute('aria-sort'), 'ascending'));
    await settles(async () => assert.equal((await names(tab))[0], 'Ana Number00'));
    await head.click();
    await settles(async () => assert.equal((await names(tab))[0], 'Zoë Number49'));
    await settles(async () =>
      assert.equal(await tab.evaluate(() => location.hash), '#/queue?sort=person&down=1'),
    );
    await head.click();
    await settles(async () => assert.deepEqual(await names(tab), byNeed));
  });

  it('empties the search by its cross, and is in the field again', async () => {
    const { tab } = await browser.page({ place: '#/queue?q=Number07' });
    await settles(async () => assert.equal(await rows(tab).count(), 1));
    await tab.getByRole('button', { name: 'Empty the search' }).click();
    await settles(async () => assert.equal(await rows(tab).count(), 50));
    await settles(async () =>
      assert.equal(await tab.getByRole('searchbox').evaluate((one) => one === document.activeElement), true),
    );
  });

  it('does with several what the server allows, and says by name what it refuses', async () => {
    const { page, tab } = await browser.page();
    await rows(tab).nth(49).waitFor();
    for (const n of [1, 2, 3]) await tab.getByLabel(`Choose ${given[n]} Number0${n}`).check();
    await tab.getByText('3 chosen', { exact: true }).waitFor();
    await tab.getByRole('button', { name: 'Put on hold · 3' }).click();
    const dialog = tab.getByRole('alertdialog');
    await dialog.getByText('Jonas Number01, Leïla Number02 and Priya Number03').waitFor();
    await shoot(page, 'queue-table-hold');
    await dialog.getByLabel(/Why/).fill('The reader is broken');
    // what somebody else does once this page has asked, so that it cannot have seen it
    await page.route(`**/api/requests/${ids[2]}/commands`, (route) => {
      api.do(ids[2] ?? '', { kind: 'claim' });
      return route.continue();
    });
    await dialog.getByRole('button', { name: 'Put them on hold' }).click();
    await tab.getByText('2 are on hold.').waitFor();
    await tab.getByText(/^Leïla Number02: /).waitFor();
    assert.deepEqual(
      [1, 2, 3].map((n) => api.request(ids[n] ?? '').state),
      ['on_hold', 'in_progress', 'on_hold'],
    );
    assert.equal(api.request(ids[1] ?? '').why, 'The reader is broken');
  });

  it('keeps a view in this browser under its name, shows it again, and deletes it', async () => {
    const { page, tab } = await browser.page({ place: '#/queue?site=Stuttgart&overdue=1' });
    await tab.getByRole('button', { name: 'Save this view' }).click();
    await tab.getByLabel('Name of the view').fill('Late in Stuttgart');
    await tab.getByRole('button', { name: 'Save it' }).click();
    const views = tab.getByLabel('Saved views');
    await settles(async () => assert.equal(await views.inputValue(), 'Late in Stuttgart'));
    await views.selectOption('');
    await settles(async () => assert.equal(await tab.evaluate(() => location.hash), '#/queue'));
    await views.selectOption('Late in Stuttgart');
    await settles(async () =>
      assert.equal(await tab.evaluate(() => location.hash), '#/queue?overdue=1&site=Stuttgart'),
    );
    await shoot(page, 'queue-table-views');
    await tab.getByRole('button', { name: 'Delete this view' }).click();
    await views.waitFor({ state: 'detached' });
  });
});
