import assert from 'node:assert/strict';
import type { RouteName } from '@token-desk/contract/api';
import type { DeviceFound } from '@token-desk/contract/routes/loads';
import { laterGerman } from '@token-desk/tab/words/de/later';
import { laterEnglish } from '@token-desk/tab/words/en/later';
import type { Frame, Page } from 'playwright-core';
import { locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { person } from '../support/tab/tab-api.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import {
  auditRows,
  emptyReports,
  fullReports,
  otherDesk,
  statementOf,
  TabDesk,
} from '../support/tab/tab-desk.ts';
import type { TabCall } from '../support/tab/tab-server.ts';
import { english, german } from '../support/tab/tab-words.ts';

const serial = '86596000004711';
const takenBack = '86596000004715';
const loaded = '86596000004717';
const loadedAside = '86596000004718';
const ana = person('ana', 'Ana Moreau');
const tomasz = person('tw', 'Tomasz Wójcik');
const day = 86_400_000;

type Words = typeof laterEnglish & { readonly shared: typeof english };
type Shot = {
  readonly name: string;
  readonly place: string;
  readonly act?: (tab: Frame | Page, words: Words, api: TabWithoutDesk) => Promise<void>;
};
const press = (tab: Frame | Page, name: string) => tab.getByRole('button', { name }).first().click();
const shown = (tab: Frame | Page, text: string) => tab.getByText(text).first().waitFor();
const dialog = (tab: Frame | Page) => tab.getByRole('alertdialog').waitFor();

const empty: readonly Shot[] = [
  { name: 'tokens-0-empty', place: '#/tokens', act: (tab, { tokens }) => shown(tab, tokens.emptyTitle) },
  {
    name: 'burners-0-none',
    place: '#/burners',
    act: (tab, { shared }) => shown(tab, shared.desksPage.emptyTitle),
  },
  { name: 'audit-0-empty', place: '#/audit', act: (tab, { shared }) => shown(tab, shared.auditPage.empty) },
  {
    name: 'audit-0-filtered',
    place: '#/audit?serial=1',
    act: (tab, { audit }) => shown(tab, audit.noneTitle),
  },
  { name: 'reports-0-empty', place: '#/reports' },
  { name: 'statement-0-unknown', place: '#/statement/1', act: (tab) => tab.getByRole('alert').waitFor() },
];
const full: readonly Shot[] = [
  { name: 'tokens-1', place: '#/tokens' },
  {
    name: 'tokens-2-nothing',
    place: '#/tokens?q=zzz',
    act: (tab, { tokens }) => shown(tab, tokens.noneTitle),
  },
  { name: 'token-1', place: `#/tokens?open=${serial}`, act: (tab) => tab.locator('.pane .moves').waitFor() },
  {
    name: 'token-2-lost-dialog',
    place: `#/tokens?open=${serial}`,
    act: async (tab, { tokens }) => {
      await press(tab, tokens.moves.lost);
      await dialog(tab);
    },
  },
  {
    name: 'token-3-lost',
    place: '#/tokens?open=86596000004714',
    act: (tab) => tab.locator('.pane .moves').waitFor(),
  },
  {
    name: 'token-4-left-device',
    place: `#/tokens?open=${serial}`,
    act: async (tab, { tokens }, api) => {
      const left = { deviceId: 'device-1', isThere: true };
      const token = api.tokens.get(serial) ?? assert.fail('no token');
      api.tokens.set(serial, { ...token, box: 'Lyon 3', leftDevices: [left] });
      api.tell({ type: 'look' });
      await shown(tab, tokens.leftDevices.title);
    },
  },
  {
    name: 'token-5-loaded-set-aside-dialog',
    place: `#/tokens?open=${loaded}`,
    act: async (tab, { tokens }) => {
      await press(tab, tokens.moves.setAside);
      await dialog(tab);
      await shown(tab, tokens.moves.setAsideLoaded);
    },
  },
  {
    name: 'token-6-looked-for',
    place: `#/tokens?open=${loadedAside}`,
    act: async (tab, { tokens }, api) => {
      for (const found of ['other', 'loaded'] as const) {
        api.deviceFound = found;
        await press(tab, tokens.loadAgain.look);
        await shown(tab, tokens.loadAgain.found[found]);
      }
    },
  },
  {
    name: 'take-back-1',
    place: `#/tokens?open=${serial}`,
    act: async (tab, { tokens }) => {
      await tab.locator('.pane').getByRole('button', { name: tokens.moves.takeBack }).click();
      await shown(tab, tokens.takeBack.step1Go);
    },
  },
  {
    name: 'take-back-2',
    place: `#/tokens?open=${takenBack}`,
    act: (tab, { tokens }) => shown(tab, tokens.takeBack.step2Looking),
  },
  {
    name: 'take-back-3-dialog',
    place: `#/tokens?open=${takenBack}`,
    act: async (tab, { tokens }, api) => {
      api.boundMethods.delete(takenBack);
      await press(tab, tokens.takeBack.step3Go);
      await dialog(tab);
    },
  },
  {
    name: 'add-tokens',
    place: '#/add-tokens',
    act: async (tab, { tokens }) => {
      await tab.locator('textarea').fill(`serial,site\n${serial},Lyon\n86596000004799,Lyon\n8659-600,Lyon`);
      await press(tab, tokens.adding.look);
      await tab.locator('.line-wrong').first().waitFor();
      await press(tab, tokens.adding.start);
      await tab.locator('.tapped li').first().waitFor();
    },
  },
  {
    name: 'burners-1',
    place: '#/burners',
    act: async (tab) => {
      await tab.locator('form input').fill('Desk Paris');
      await tab.locator('form button').click();
      await tab.getByText('ABCD-2345-EFGH').first().waitFor();
    },
  },
  {
    name: 'burners-2-stolen-dialog',
    place: '#/burners',
    act: async (tab, { burners }) => {
      await press(tab, burners.stolen);
      await dialog(tab);
    },
  },
  {
    name: 'audit-1-checked',
    place: '#/audit',
    act: async (tab, { shared }) => {
      await press(tab, shared.auditPage.verify);
      await tab.locator('.notice-good').waitFor();
    },
  },
  {
    name: 'audit-2-broken',
    place: '#/audit',
    act: async (tab, { shared, audit }, api) => {
      api.brokenAt = { seq: 17, why: 'hash' };
      await press(tab, shared.auditPage.verify);
      await shown(tab, audit.broken(17));
    },
  },
  { name: 'statement-1', place: `#/statement/${serial}` },
  { name: 'reports-1', place: '#/reports' },
  { name: 'privacy', place: '#/privacy' },
  {
    name: 'approval-1',
    place: '#/approval',
    act: (tab, { approval }) => shown(tab, approval.propose),
  },
  {
    name: 'organisation-1',
    place: '#/organisation',
    act: (tab, { organisation }) => shown(tab, organisation.addSite),
  },
  {
    name: 'organisation-2-site',
    place: '#/organisation',
    act: async (tab, { organisation }) => {
      await press(tab, organisation.addSite);
      await press(tab, organisation.save);
      await shown(tab, organisation.nameMissing);
    },
  },
  { name: 'set-up', place: '#/set-up', act: (tab) => tab.locator('.finding').first().waitFor() },
];

/** Begins with no desk at all. */
class TabWithoutDesk extends TabDesk {
  hasDesk = false;
  /** What the next look for a token’s device says. */
  deviceFound: DeviceFound = 'none';

  protected override async beyond(name: RouteName, call: TabCall): Promise<unknown> {
    if (name === 'listBurners' && !this.hasDesk) return { items: [] };
    if (name === 'lookForDevice') return this.#look(call.params.serial ?? '');
    return super.beyond(name, call);
  }

  #look(serial: string) {
    const token = this.tokens.get(serial);
    const isLoaded = this.deviceFound === 'loaded';
    return {
      found: this.deviceFound,
      token: isLoaded ? this.stock(serial, { ...token, state: 'loaded', updatedAt: Date.now() }) : token,
    };
  }
}

function fill(api: TabWithoutDesk): void {
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
  const load = { box: 'Lyon 7', isLoadChecked: true, deviceId: 'device-1', route: 'B', burns: 1 } as const;
  api.stock(loaded, { ...load, state: 'loaded' });
  api.stock(loadedAside, { ...load, state: 'quarantine' });
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
  api.hasDesk = true;
  api.otherDesks = [otherDesk(api, { state: 'pending' }), otherDesk(api, revoked)];
  for (const burner of [api.burnerView(), ...api.otherDesks]) api.tell({ type: 'burner', burner });
}

describe('the pages around requests, looked at', () => {
  let browser: TabBrowser | undefined;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  for (const locale of locales) {
    it(`${locale}: tokens, desks, records: nothing serious in any theme, wide or narrow`, async () => {
      const api = new TabWithoutDesk();
      api.reports = emptyReports();
      browser = await TabBrowser.open(api);
      const { page, tab } = await browser.page({ locale, place: '#/queue' });
      page.setDefaultTimeout(lateEndMs);
      const looks = await PageLooks.of({ page, tab }, locale);
      const isGerman = locale === 'de-de';
      const words: Words = isGerman
        ? { ...laterGerman, shared: german }
        : { ...laterEnglish, shared: english };
      const walk = async (shots: readonly Shot[]) => {
        for (const { name, place, act } of shots) {
          await tab.evaluate((hash) => location.assign(hash), place);
          await tab.locator('main h1').first().waitFor();
          await tab.locator('main:not(:has([role=progressbar]))').waitFor();
          await act?.(tab, words, api);
          await looks.look(name);
          await page.keyboard.press('Escape');
          await tab.getByRole('alertdialog').waitFor({ state: 'detached' });
          await tab.evaluate(() => location.assign('#/queue'));
          await tab.locator('.page-head').waitFor();
        }
      };
      await walk(empty);
      fill(api);
      await walk(full);
      assert.deepEqual(looks.wrong, []);
    });
  }
});
