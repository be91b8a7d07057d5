import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { seriousFindings } from '../support/axe.ts';
import { needsChromium } from '../support/require-all.ts';
import { person } from '../support/tab-api.ts';
import { TabBrowser } from '../support/tab-browser.ts';
import { auditRows, fullReports, otherDesk, statementOf, TabDesk } from '../support/tab-desk.ts';

const output = join(import.meta.dirname, '../output/tab-desk');
const serial = '86596000004711';
const ana = person('ana', 'Ana Moreau');
const tomasz = person('tw', 'Tomasz Wójcik');
const day = 86_400_000;

const looks = [
  ['default', 1280, 'en-gb'],
  ['dark', 1280, 'en-gb'],
  ['contrast', 1280, 'en-gb'],
  ['default', 1280, 'de-de'],
  ['default', 380, 'en-gb'],
  ['dark', 380, 'de-de'],
  ['contrast', 380, 'en-gb'],
] as const;

type Shot = {
  readonly name: string;
  readonly place: string;
  readonly act?: (tab: Frame | Page) => Promise<void>;
};
const shots: readonly Shot[] = [
  { name: 'tokens', place: '#/tokens' },
  { name: 'token', place: `#/tokens?open=${serial}` },
  { name: 'take-back', place: '#/tokens?open=86596000004715' },
  {
    name: 'lost-dialog',
    place: `#/tokens?open=${serial}`,
    act: (tab) => tab.getByRole('button', { name: /Report lost|Verlust melden/ }).click(),
  },
  {
    name: 'add-tokens',
    place: '#/add-tokens',
    act: async (tab) => {
      await tab.locator('textarea').fill(`serial,site\n${serial},Lyon\n86596000004799,Lyon\n8659-600,Lyon`);
      await tab.getByRole('button', { name: /Look at it first|Erst ansehen/ }).click();
      await tab.locator('.line-wrong').first().waitFor();
      await tab.getByRole('button', { name: /Start adding|Anfangen/ }).click();
      await tab.locator('.tapped li').first().waitFor();
    },
  },
  {
    name: 'burners',
    place: '#/burners',
    act: async (tab) => {
      await tab.locator('form input').fill('Desk Paris');
      await tab.locator('form button').click();
      await tab.getByText('ABCD-2345').first().waitFor();
    },
  },
  {
    name: 'stolen-dialog',
    place: '#/burners',
    act: (tab) =>
      tab
        .getByRole('button', { name: /Report stolen|Diebstahl melden/ })
        .first()
        .click(),
  },
  {
    name: 'audit',
    place: '#/audit',
    act: async (tab) => {
      await tab.getByRole('button', { name: /Check the whole chain|ganze Kette/ }).click();
      await tab.locator('.notice-good').waitFor();
    },
  },
  { name: 'statement', place: `#/statement/${serial}` },
  { name: 'reports', place: '#/reports' },
  { name: 'privacy', place: '#/privacy' },
];

function fill(api: TabDesk): void {
  api.stock('86596000004712');
  api.stock('86596220000017', {
    site: 'Wrocław',
    addedAt: Date.now() - 4 * 365 * day,
    batteryDueAt: Date.now() + 200 * day,
  });
  api.stock('86596000004713', {
    state: 'burned_unverified',
    holder: tomasz,
    burns: 2,
    burnerId: 'burner-old',
    lastDriftSeconds: 190,
  });
  api.active('86596320000003', tomasz, { batteryDueAt: Date.now() - day, route: 'B' });
  api.stock('86596000004714', { state: 'lost', holder: ana, burns: 1 });
  api.stock('86596000004716', { state: 'retired', burns: 4 });
  const taken = api.active('86596000004715', tomasz, { methodStillThere: true });
  const row = {
    at: Date.now() - 60_000,
    kind: 'taken_back',
    by: tomasz,
    holder: tomasz,
    note: null,
  } as const;
  api.stock('86596000004715', {
    ...taken,
    state: 'quarantine',
    holder: null,
    custody: [...taken.custody, row],
  });
  const token = api.active(serial, ana);
  api.put('86596320000003', 12);
  api.rows = auditRows(40);
  api.reports = fullReports();
  api.statement = statementOf(token, ana);
  const revoked = { id: 'burner-old', name: 'Desk Kraków', state: 'revoked', online: false } as const;
  api.otherDesks = [otherDesk(api, { state: 'pending' }), otherDesk(api, revoked)];
}

describe('the pages around requests, looked at', function () {
  this.timeout(300_000);
  let api: TabDesk;
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    await mkdir(output, { recursive: true });
    api = new TabDesk();
    fill(api);
    browser = await TabBrowser.open(api);
  });
  after(async () => browser?.close());

  for (const [theme, width, locale] of looks) {
    it(`axe finds nothing serious: ${theme}, ${width} px, ${locale}`, async () => {
      const findings: string[] = [];
      const { page, tab } = await browser.page({ theme, width, locale, place: '#/queue' });
      for (const { name, place, act } of shots) {
        await page.setViewportSize({ width, height: 800 });
        await tab.evaluate((hash) => location.assign(hash), place);
        await tab.locator('main .card:visible').first().waitFor();
        await tab.locator('main:not(:has([role=progressbar]))').waitFor();
        await act?.(tab);
        // all of it in one picture: the tab scrolls inside its frame
        const height = await tab.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height: Math.max(700, Math.min(height, 3_000)) });
        await page.screenshot({ path: join(output, `${name}-${theme}-${width}-${locale.slice(0, 2)}.png`) });
        findings.push(...(await seriousFindings(tab)).map((finding) => `${name}: ${finding}`));
        const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (overflow > 0) findings.push(`${name}: scrolls sideways by ${overflow} px`);
        await page.keyboard.press('Escape');
        await tab.getByRole('alertdialog').waitFor({ state: 'detached' });
        await tab.evaluate(() => location.assign('#/queue'));
        await tab.locator('.queue-head').waitFor();
      }
      await page.context().close();
      assert.equal(findings.join('\n'), '');
    });
  }
});
