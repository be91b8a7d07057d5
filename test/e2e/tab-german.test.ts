import assert from 'node:assert/strict';
import { wrong } from '@token-desk/burner-service/doctor/line';
import { otherEventKinds } from '@token-desk/contract/audit-row';
import { requestStates, requestTypes } from '@token-desk/contract/request';
import { requestEventKinds } from '@token-desk/contract/request-event';
import { custodyKinds, tokenStates } from '@token-desk/contract/token/record';
import { doctorFacts, doctorRemedies } from '@token-desk/contract/words/en/doctor';
import { problemsEn } from '@token-desk/contract/words/en/problems';
import { laterGerman } from '@token-desk/tab/words/de/later';
import { laterEnglish } from '@token-desk/tab/words/en/later';
import type { Frame, Page } from 'playwright-core';
import { englishIn, fixedParts, rawCodesIn, textsOn } from '../support/browser/english-left.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { everyAuditRow } from '../support/store/every-audit-row.ts';
import { eszter, person, tom } from '../support/tab/tab-api.ts';
import { TabBrowser } from '../support/tab/tab-browser.ts';
import { fullReports, otherDesk, statementOf, TabDesk } from '../support/tab/tab-desk.ts';
import { english, german } from '../support/tab/tab-words.ts';

const serial = '86596000004711';
const ana = person('ana', 'Ana Moreau');

const texts = Object.values(problemsEn).map(({ title, action }) => ({ title, action }));
const parts = {
  english: fixedParts({ english, laterEnglish, texts }),
  other: fixedParts({ german, laterGerman }),
};
const codes = [
  ...requestStates,
  ...requestTypes,
  ...requestEventKinds,
  ...otherEventKinds,
  ...tokenStates,
  ...custodyKinds,
  ...Object.keys(problemsEn),
  ...Object.keys(doctorFacts),
  ...Object.keys(doctorRemedies),
  ...Object.keys(laterEnglish.details.because),
  ...Object.keys(laterEnglish.details.breaks),
  ...Object.keys(laterEnglish.privacy.classes),
];

/** One token in each state, a row for each kind of event, a desk with something to put right. */
function fill(api: TabDesk): void {
  api.roles = ['Technician', 'Approver', 'Administrator', 'Auditor'];
  tokenStates.forEach((state, at) => {
    const held = state === 'in_stock' || state === 'retired' ? null : ana;
    const token = api.stock(`8659600000480${at}`, { state, holder: held, burns: 1, lastDriftSeconds: -41 });
    const custody = custodyKinds.map((kind, n) => ({
      at: token.addedAt + n,
      kind,
      by: tom,
      holder: ana,
      note: null,
    }));
    api.stock(token.serial, { ...token, custody });
  });
  api.rows = everyAuditRow().map(({ event, data }, at) => ({
    seq: at + 1,
    at: Date.now() - at * 60_000,
    actor:
      at % 3 === 0 ? { kind: 'policy' } : at % 3 === 1 ? { kind: 'clock' } : { kind: 'person', person: tom },
    event,
    data,
    requestId: null,
    hash: 'AB'.repeat(32),
  }));
  api.auditPage = 200;
  api.doctorLines = [
    ...api.doctorLines,
    wrong('server', {
      fact: 'server-silent',
      remedy: 'check-network',
      server: 'https://desk.contoso.example',
    }),
    wrong('tls', { fact: 'tls-ends', remedy: 'tell-administrator', days: 3 }),
  ];
  api.otherDesks = [otherDesk(api, { state: 'pending' })];
  api.reports = fullReports();
  api.statement = statementOf(api.active(serial, ana), ana);
  api.models.set('8659999', {
    prefix: '8659999',
    asked: [{ by: eszter, serial: '86599990000001', at: Date.now() }],
    allowedBy: [],
  });
  api.put('86596320000003', 12);
}

type Look = readonly [name: string, place: string, act?: (tab: Frame | Page, api: TabDesk) => Promise<void>];
const looks: readonly Look[] = [
  ['tokens', '#/tokens', (tab) => tab.getByText('86599990000001').waitFor()],
  ...tokenStates.map(
    (state, at): Look => [`a token: ${state}`, `#/tokens?open=8659600000480${at}`, historyShown],
  ),
  ['taking back', `#/tokens?open=${serial}`, (tab) => press(tab, laterGerman.tokens.moves.takeBack)],
  ['reporting a loss', `#/tokens?open=${serial}`, (tab) => press(tab, laterGerman.tokens.moves.lost)],
  ['allowing a kind', '#/tokens', (tab) => press(tab, laterGerman.models.allow)],
  [
    'a list with mistakes',
    '#/add-tokens',
    async (tab) => {
      await tab.locator('textarea').fill(`serial,site\n${serial},Lyon\n12345678,Lyon\n8659-600,Lyon`);
      await press(tab, laterGerman.tokens.adding.look);
      await tab.locator('.line-wrong').first().waitFor();
    },
  ],
  [
    'desks',
    '#/burners',
    (tab) =>
      tab
        .getByText(/antwortet nicht\./)
        .first()
        .waitFor(),
  ],
  ['the audit', '#/audit', (tab) => tab.locator('.event-detail').last().waitFor()],
  [
    'a broken chain',
    '#/audit',
    async (tab, api) => {
      api.brokenAt = { seq: 1077, why: 'receipt-out-of-order' };
      await press(tab, german.auditPage.verify);
      await tab.getByText(/1\.077/).waitFor();
    },
  ],
  [
    'a statement',
    `#/statement/${serial}`,
    (tab) => tab.getByText(laterGerman.statement.proveTitle).waitFor(),
  ],
  ['reports', '#/reports', (tab) => tab.getByText(laterGerman.reports.stock).first().waitFor()],
  ['privacy', '#/privacy', (tab) => tab.getByText(laterGerman.privacy.neverTitle).waitFor()],
  ['set-up', '#/set-up', (tab) => tab.locator('.finding').first().waitFor()],
];

async function historyShown(tab: Frame | Page): Promise<void> {
  await tab.locator('.history li').first().waitFor();
}

async function press(tab: Frame | Page, name: string): Promise<void> {
  await tab.getByRole('button', { name, exact: true }).first().click();
}

describe('the tab in German, around requests', () => {
  let api: TabDesk;
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    api = new TabDesk();
    fill(api);
    browser = await TabBrowser.open(api);
  });
  after(async () => browser?.close());

  for (const [name, place, act] of looks) {
    it(`has no English and no code: ${name}`, async () => {
      const { page, tab } = await browser.page({ locale: 'de-de', place });
      page.setDefaultTimeout(lateEndMs);
      await tab.getByRole('heading', { level: 1 }).waitFor();
      await act?.(tab, api);
      const seen = await textsOn(tab);
      assert.ok(seen.length > 20, 'the page has words');
      assert.deepEqual(englishIn(seen, parts), []);
      assert.deepEqual(rawCodesIn(seen.join(' '), codes), []);
      await page.context().close();
    });
  }

  it('finds what is left in English', async () => {
    const { page, tab } = await browser.page({ locale: 'en-gb', place: '#/privacy' });
    await tab.getByText(laterEnglish.privacy.neverTitle).waitFor();
    assert.notDeepEqual(englishIn(await textsOn(tab), parts), []);
    await page.context().close();
  });
});
