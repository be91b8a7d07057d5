import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { german } from '@token-desk/tab/strings-de';
import { english } from '@token-desk/tab/strings-en';
import { seriousFindings, smallTargets } from '../support/axe.ts';
import { englishLeft, fixedParts } from '../support/english-left.ts';
import { needsChromium } from '../support/require-all.ts';
import { eszter, person, tom } from '../support/tab-api.ts';
import { bring, buildTab, TabBrowser } from '../support/tab-browser.ts';
import { TabWorkApi } from '../support/tab-work-api.ts';

const output = join(import.meta.dirname, '../output/tab-work');
const link = (account: string) =>
  `otpauth://totp/Contoso+Ltd%3a${encodeURIComponent(account)}?secret=notarealsecretaa&issuer=Microsoft`;
const push = 'phonefactor://activate_account?code=000000000&url=https%3a%2f%2fcontoso.example%2f0';
const ana = person('ana', 'Ana Moreau');
const jonas = person('jonas', 'Jonas Becker');
const leila = person('leila', 'Leïla Toumi');
const priya = person('priya', 'Priya Sharma');

const looks = [
  ['default', 1280, 'en-gb'],
  ['dark', 1280, 'en-gb'],
  ['contrast', 1280, 'de-de'],
  ['default', 1280, 'de-de'],
  ['dark', 380, 'de-de'],
  ['default', 380, 'en-gb'],
  ['contrast', 380, 'en-gb'],
] as const;
const languages = { english: fixedParts(english), other: fixedParts(german) };

describe('the tab’s pages of work, in every look', function () {
  this.timeout(180_000);
  let api: TabWorkApi;
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    await buildTab();
    await mkdir(output, { recursive: true });
  });
  beforeEach(async () => {
    api = new TabWorkApi();
    browser = await TabBrowser.open(api);
  });
  afterEach(async () => browser.close());

  for (const [theme, width, locale] of looks) {
    const isGerman = locale.startsWith('de');
    const words = isGerman ? german : english;
    it(`${theme}, ${width} px, ${locale}: nothing serious for axe, big enough, all translated`, async () => {
      const { work } = words;
      api.people = [ana, jonas];
      api.roles = ['Technician', 'Approver', 'Administrator', 'Auditor'];
      const id = api.add(ana);
      api.overdue.add(id);
      api.add(jonas, { reason: 'travel' });
      api.do(api.add(leila), { kind: 'claim' }, eszter);
      api.add(priya, {}, { approved: false });
      const { page, tab } = await browser.page({ theme, width, locale });
      page.setDefaultTimeout(8_000);
      const wrong: string[] = [];
      const look = async (name: string) => {
        await page.screenshot({ path: join(output, `${name}-${theme}-${width}-${locale.slice(0, 2)}.png`) });
        const found = [
          ...(await seriousFindings(tab)),
          ...(await smallTargets(tab)),
          ...(isGerman ? await englishLeft(tab, languages) : []),
        ];
        wrong.push(...found.map((line) => `${name}: ${line}`));
        const isWide = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
        if (isWide) wrong.push(`${name}: wider than the window`);
      };
      const go = (hash: string) =>
        tab.evaluate((to) => {
          location.hash = to;
        }, hash);
      const heading = (name: string | RegExp) =>
        tab.getByRole('heading', { level: 1, name }).waitFor({ timeout: 6_000 });
      const press = (name: string | RegExp) => tab.getByRole('button', { name }).first().click();

      await tab.getByText(ana.upn).waitFor();
      await look('queue');
      await tab.getByRole('button', { name: /Ana Moreau/ }).click();
      await tab.locator('.pane .history').waitFor();
      await look('queue-open');
      await go('#/queue?site=Stuttgart');
      await tab.getByText(work.filters.noneTitle).waitFor();
      await look('queue-nothing');
      await go('#/arrivals');
      await heading(work.arrivals.title);
      await tab
        .getByRole('button', { name: new RegExp(work.arrivals.notHereButton) })
        .last()
        .click();
      await tab.getByRole('heading', { name: work.arrivals.notHere }).waitFor();
      await look('arrivals');
      await go('#/call');
      await heading(work.call.title);
      await tab.getByLabel(work.call.who).fill('jon');
      await tab.getByRole('button', { name: /Jonas Becker/ }).waitFor();
      await look('call');
      await go('#/run');
      await heading(work.run.title);
      await look('run');
      await go(`#/request/${id}`);
      await heading('Ana Moreau');
      await look('request');
      await go(`#/burn/${id}`);
      await heading(words.notStarted.title('Ana Moreau'));
      await look('wizard-0-start');
      await page.keyboard.press('Enter');
      await heading(words.person.title('Ana Moreau'));
      await look('wizard-1-person');
      await page.keyboard.press('Enter');
      await heading(words.desk.chooseTitle);
      await look('wizard-2-desk');
      await press(/Desk Lyon 2/);
      await tab.getByText(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/).waitFor();
      await look('wizard-2-letters');
      await press(words.desk.same);
      await heading(words.secret.title);
      await look('wizard-2-secret');
      await bring(tab, 'paste', { text: push });
      await tab.getByRole('alert').first().waitFor();
      await look('wizard-2-wrong');
      await bring(tab, 'paste', { text: 'NOTAREALSECRETAA' });
      await heading(words.secret.typedTitle('Ana'));
      await look('wizard-2-whose');
      await press(words.secret.discard);
      await heading(words.secret.title);
      await bring(tab, 'paste', { text: link(ana.upn) });
      await heading(words.token.title);
      await look('wizard-3-token');
      api.liftBetween = true;
      api.put('86596000004711');
      await heading(words.burn.putBackTitle);
      await look('wizard-4-put-back');
      api.put('86596000004711', 0);
      api.goOn();
      await heading(words.check.title);
      await page.keyboard.type('407');
      await look('wizard-5-check');
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Backspace');
      await page.keyboard.type(api.burner.code());
      await heading(words.finish.title('Ana'));
      await press(words.finish.trouble);
      await look('wizard-6-finish');
      api.methods = ['phone', 'new-oath'];
      await heading(words.handOver.title('Ana'));
      await look('wizard-7-hand-over');
      await page.keyboard.press('Escape');
      await tab.getByRole('alertdialog').or(tab.getByRole('dialog')).first().waitFor();
      await look('wizard-7-leave');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await heading(words.done.title('Ana'));
      await look('wizard-8-done');
      api.lift();
      assert.deepEqual(wrong, []);
      assert.equal(api.request(id).claim?.by.id ?? tom.id, tom.id);
    });
  }
});
