import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dayTotals } from '@token-desk/bot/domain/entra/needs';
import {
  type NeedDay,
  needAnswers,
  needGaps,
  needGroups,
  needMethods,
} from '@token-desk/contract/entra/needs';
import { locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import { needRowOf, TabNeedsApi } from '../support/tab/tab-needs-api.ts';
import { english, german } from '../support/tab/tab-words.ts';

const dayMs = 86_400_000;
/** One in every group, with every kind of method, answer and mark. */
const oneOfEach = needGroups.map((group, n) =>
  needRowOf(n, {
    name: `${group} Bartholomäus von Hohenstein-Waldeck`,
    group,
    isAdmin: n % 2 === 0 ? true : null,
    methods: group === 'unknown' ? null : [...needMethods].slice(n, n + 3),
    asks: needAnswers[n % needAnswers.length] ?? 'unknown',
    token: (['done', 'open', 'unknown'] as const)[n % 3] ?? 'open',
    number: (['open', 'unknown', 'done'] as const)[n % 3] ?? 'open',
    scope: (['unknown', 'open', 'open'] as const)[n % 3] ?? 'open',
    inScopeOf: n % 3 === 0 ? [] : ['sms', 'voice', 'campaign'],
    mfaTwice: [true, false, null][n % 3] ?? null,
  }),
);
const days = (count: number): NeedDay[] =>
  Array.from({ length: count }, (_, n) => ({
    day: new Date(Date.UTC(2026, 7, 1) + n * dayMs).toISOString().slice(0, 10),
    totals: dayTotals(Array.from({ length: count - n }, (_, at) => needRowOf(at))),
  }));

describe('the tab’s page Who needs a token', () => {
  let browser: TabBrowser | undefined;
  let api: TabNeedsApi;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(() => {
    api = new TabNeedsApi();
    api.roles = ['Administrator'];
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  const open = async (
    options: { locale?: (typeof locales)[number]; place?: string; width?: number } = {},
  ) => {
    browser = await TabBrowser.open(api);
    const opened = await browser.page({ locale: 'en-gb', place: '#/needs', ...options });
    opened.page.setDefaultTimeout(lateEndMs);
    return opened;
  };

  for (const locale of locales)
    it(`${locale}: is readable, big enough and translated in every state`, async () => {
      const words = locale === 'de-de' ? german : english;
      const { needs } = words;
      api.state = { ...api.state, readAt: null, source: null, reading: { done: 400, of: 9_000 } };
      const { page, tab } = await open({ locale });
      const looks = await PageLooks.of({ page, tab }, locale);
      await tab.getByText(needs.reading(400, 9_000)).waitFor();
      await looks.look('needs-0-first-reading');

      api.everybody = oneOfEach;
      api.state = {
        ...api.state,
        readAt: Date.now(),
        source: 'lists',
        reading: null,
        failure: 'directory-unavailable',
        gaps: needGaps.map((what, n) => ({
          what,
          why: (['licence', 'permission', 'no-answer'] as const)[n % 3] ?? 'no-answer',
          permissions: n % 3 === 1 ? ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'] : [],
        })),
        days: days(90),
      };
      await tab.getByRole('grid').waitFor();
      await tab.getByText(needs.how).click();
      await looks.look('needs-1-everybody');
      await tab.getByRole('button', { name: needs.groups.guest }).click();
      await tab.getByText(needs.about.guest).waitFor();
      await looks.look('needs-2-guests');
      await tab.getByLabel(needs.search).fill('zzz');
      await tab.getByText(needs.noneTitle).waitFor();
      await looks.look('needs-3-nobody');
      await page.context().close();
      assert.deepEqual(looks.wrong, []);
    });

  it('goes from forty people to none before the eyes of who looks', async () => {
    const { needs } = english;
    api.everybody = Array.from({ length: 40 }, (_, n) => needRowOf(n));
    const { tab } = await open({ place: '#/needs?group=phone-only' });
    await tab.getByText(needs.count(40, 40)).waitFor();
    await settles(async () => assert.equal(await tab.locator('.needs-table .need-open').count(), 120));
    api.everybody = api.everybody.map((row) => ({
      ...row,
      group: 'token-only',
      methods: ['token'],
      asks: 'code',
      token: 'done',
      number: 'done',
      scope: 'done',
      inScopeOf: [],
    }));
    await tab.getByRole('button', { name: needs.askAgain }).click();
    await tab.getByText(needs.noneLeft).waitFor();
    await settles(async () => assert.equal(api.asked, 1));
    await tab.getByRole('button', { name: needs.groups['token-only'] }).click();
    await tab.getByText(needs.count(40, 40)).waitFor();
    await settles(async () => assert.equal(await tab.locator('.needs-table .need-done').count(), 120));
  });

  it('is worked by keys: a number chooses its people, more come by a press, a link asks for a token', async () => {
    const { needs, work } = english;
    api.roles = ['Administrator'];
    api.everybody = Array.from({ length: 120 }, (_, n) => needRowOf(n));
    const { page, tab } = await open();
    const chosen = tab.getByRole('button', { name: needs.groups['phone-only'] });
    await chosen.focus();
    await page.keyboard.press('Enter');
    await tab.getByText(needs.about['phone-only']).waitFor();
    await settles(async () => assert.equal(await chosen.getAttribute('aria-pressed'), 'true'));
    for (const shown of [100, 120]) {
      await tab.getByRole('button', { name: needs.more }).focus();
      await page.keyboard.press('Enter');
      await tab.getByText(needs.count(shown, 120)).waitFor();
    }
    await tab.getByRole('link', { name: needs.askFor('Worker 000') }).focus();
    await page.keyboard.press('Enter');
    await tab.getByRole('heading', { level: 1, name: work.call.title }).waitFor();
    await settles(async () =>
      assert.equal(await tab.getByLabel(work.call.who).inputValue(), 'worker.0@contoso.example'),
    );
  });

  it('saves everybody of the filter, and no formula', async () => {
    const { needs } = english;
    api.everybody = [
      ...Array.from({ length: 1_100 }, (_, n) => needRowOf(n)),
      needRowOf(2_000, { name: '=HYPERLINK("https://x.example")', isAdmin: null, methods: null }),
      needRowOf(2_001, { group: 'fine' }),
    ];
    const { page, tab } = await open({ place: '#/needs?group=phone-only' });
    const saving = page.waitForEvent('download');
    await tab.getByRole('button', { name: needs.exportCsv }).click();
    const lines = (await readFile(await (await saving).path(), 'utf8')).split('\r\n').slice(0, -1);
    assert.equal(lines.length, 1 + 1_101);
    assert.equal(
      lines[0],
      '\uFEFFname,upn,group,administrator,registered,asked_after,token,number,scope,still_in,mfa_twice',
    );
    assert.equal(
      lines[1],
      'Worker 000,worker.0@contoso.example,phone-only,no,phone,passkey,open,open,open,sms campaign,no',
    );
    assert.equal(
      lines.at(-1),
      `"'=HYPERLINK(""https://x.example"")",worker.2000@contoso.example,phone-only,unknown,unknown,passkey,open,open,open,sms campaign,no`,
    );
    await tab.getByText(needs.exported(1_101)).waitFor();
  });

  it('is a page for administrators and planners, and says what the server refuses', async () => {
    const { needs, nav } = english;
    api.roles = ['Technician'];
    const first = await open();
    await first.tab.getByText(needs.noRole).waitFor();
    await settles(async () => assert.equal(await first.tab.getByRole('tab', { name: nav.needs }).count(), 0));
    await browser?.close();
    api.roles = ['Planner'];
    api.isRefused = true;
    const second = await open();
    await second.tab.getByRole('tab', { name: nav.needs }).waitFor();
    await second.tab.getByRole('alert').waitFor();
    api.isRefused = false;
    api.everybody = [needRowOf(1)];
    await second.tab.getByRole('button', { name: english.shell.tryAgain }).click();
    await second.tab.getByText('Worker 001').waitFor();
    await settles(async () =>
      assert.equal(await second.tab.getByRole('link', { name: needs.askFor('Worker 001') }).count(), 0),
    );
  });

  it('is no wider than the window from 380 to 1,600 pixels', async () => {
    api.everybody = oneOfEach;
    api.state = { ...api.state, days: days(3) };
    const { page, tab } = await open();
    await tab.getByRole('grid').waitFor();
    for (const width of [380, 600, 721, 1_000, 1_280, 1_600]) {
      await page.setViewportSize({ width, height: 900 });
      const [inner, scroll] = await tab.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
      assert.ok((scroll ?? 0) <= (inner ?? 0), `${width}: ${scroll} in ${inner}`);
    }
  });
});
