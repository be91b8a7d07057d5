import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { problemsDe } from '@token-desk/contract/words/de/problems';
import { problemsEn } from '@token-desk/contract/words/en/problems';
import { locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { pskcFile, sealingBy } from '../support/tab/pskc-file.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabLoadApi } from '../support/tab/tab-load-api.ts';
import { english, german } from '../support/tab/tab-words.ts';

const box = 'Contoso 1';
const password = 'Grüße 19';
const tokens = ['CT1', 'CT2', 'CT3', 'CT4', 'CT5'].map((serial) => ({ serial, secret: randomBytes(20) }));
const list = pskcFile(
  [...tokens, { serial: 'CT6', secret: randomBytes(20), digits: 8 }],
  sealingBy(password),
);

describe('the tab’s page of a maker’s list, in every look', () => {
  let browser: TabBrowser | undefined;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  afterEach(async () => browser?.close());
  after(writeContactSheet);

  for (const locale of locales) {
    it(`${locale}: from a list that is none to one that is loaded, with what goes wrong on the way`, async () => {
      const api = new TabLoadApi();
      api.devices.set('CT4', 'old');
      api.load('CT5', box);
      browser = await TabBrowser.open(api);
      const opened = await browser.page({ locale, place: '#/factory' }, (page) => api.answerGraph(page));
      const { page, tab } = opened;
      page.setDefaultTimeout(lateEndMs);
      const looks = await PageLooks.of(opened, locale);
      const { factory: words, load, shell } = locale === 'de-de' ? german : english;
      const problems = locale === 'de-de' ? problemsDe : problemsEn;
      const choose = (name: string, text: string) =>
        tab.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: Buffer.from(text) });
      const press = (name: string) => tab.getByRole('button', { name, exact: true }).click();
      const unlock = async (typed: string) => {
        await tab.getByLabel(words.locked.password('Our password')).fill(typed);
        await page.keyboard.press('Enter');
      };

      await tab.getByRole('heading', { level: 1, name: words.title }).waitFor();
      await choose('serials.csv', 'serial,time interval\nCT1,30\n');
      await tab.getByText(words.files['no-secret-column']).waitFor();
      await looks.look('factory-0-no-list');
      const people = 'upn,serial number,secret key,time interval,manufacturer,model';
      const named = (maker: string) =>
        Buffer.from(`${people}\nj@x.example,CT9,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,${maker},C200`, 'latin1');
      const chooseBytes = (buffer: Buffer) =>
        tab.locator('input[type=file]').setInputFiles({ name: 'windows.csv', mimeType: '', buffer });
      await chooseBytes(named('Müller'));
      await tab.getByText(words.guessedNames('Müller C200')).waitFor();
      await looks.look('factory-0-windows-1252');
      await chooseBytes(named('Token2'));
      await tab.getByText(words.fresh(1)).waitFor();
      await settles(async () => assert.equal(await tab.getByText(words.guessed).count(), 0));
      await choose('broken.xml', '<KeyContainer><KeyPackage>');
      await tab.getByText(words.files['not-xml']).waitFor();
      await choose('aes-192.xml', pskcFile(tokens, sealingBy(password, 24)));
      await unlock(password);
      await tab.getByText(words.files['way-unknown']).waitFor();
      await choose('damaged.xml', list.replace('<Specified>', '<Specified>*'));
      await unlock(password);
      await tab.getByText(words.files['key-damaged']).waitFor();
      await choose('list.pskcxml', list);
      await tab.getByText(words.files['key-damaged']).waitFor({ state: 'detached' });
      await unlock('wrong');
      await tab.getByText(words.files['key-wrong']).waitFor();
      await looks.look('factory-1-locked');
      api.nextList = { value: [{ id: 5 }] };
      await unlock(password);
      await tab.getByText(problems['inventory-not-readable'].action).waitFor();
      await settles(async () => assert.doesNotMatch((await tab.locator('main').textContent()) ?? '', /–/));
      await looks.look('factory-2-devices-unreadable');
      await press(shell.tryAgain);
      await tab.getByText(words.fresh(3)).waitFor();
      await tab.getByText(words.before(1)).waitFor();
      await tab.getByText(words.lines['digits-wrong']).waitFor();
      await tab.getByText(words.verdicts.there).waitFor();
      await looks.look('factory-2-found');
      await settles(async () =>
        assert.deepEqual([...api.devices.keys()], ['CT4'], 'nothing went to Microsoft by choosing a list'),
      );

      api.refuseGraph = { status: 403, message: 'Insufficient privileges' };
      await tab.getByLabel(load.box).fill(box);
      await page.keyboard.press('Enter');
      await tab.getByText(words.notYet(2)).waitFor();
      await looks.look('factory-3-role-missing');
      assert.equal(await tab.getByLabel(load.box).isEditable(), false, 'one list, one box');
      await press(words.again(3));
      await tab.getByText(words.allDone(3)).waitFor();
      await tab.getByText(words.stillNeeded).waitFor();
      await tab.getByLabel(words.anew(1)).check();
      await press(words.again(1));
      await tab.getByText(words.allDone(4)).waitFor();
      await looks.look('factory-4-done');
      const saved = page.waitForEvent('download');
      await press(words.save);
      const stream = await (await saved).createReadStream();
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      assert.match(Buffer.concat(parts).toString(), /line,serial,why\r\n\d+,CT6,/);
      await settles(async () =>
        assert.notEqual(api.devices.get('CT4'), 'old', 'another secret may have been there'),
      );
      await settles(async () =>
        assert.deepEqual([...api.devices.keys()].sort(), ['CT1', 'CT2', 'CT3', 'CT4']),
      );
      await tab.getByText(words.stillNeeded).waitFor();
      await settles(async () =>
        assert.equal(await tab.getByText(words.allDoneText).count(), 0, 'a line of it is left over'),
      );
      await choose('rest.xml', pskcFile([{ serial: 'CT7', secret: randomBytes(20) }]));
      await tab.getByLabel(load.box).fill(box);
      await page.keyboard.press('Enter');
      await tab.getByText(words.allDoneText).waitFor();
      await page.context().close();
      assert.deepEqual(looks.wrong, []);
    });
  }

  it('is where a list with secrets leads that was brought in as one without', async () => {
    const api = new TabLoadApi();
    browser = await TabBrowser.open(api);
    const { page, tab } = await browser.page({ locale: 'en-gb', place: '#/add-tokens' });
    await tab
      .getByLabel(english.tokens.adding.field)
      .fill('serial,secret key\n1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    await tab.getByRole('button', { name: english.tokens.adding.look }).click();
    await tab.getByRole('link', { name: english.factory.title }).click();
    await tab.getByRole('heading', { level: 1, name: english.factory.title }).waitFor();
    await page.context().close();
  });

  it('tells whoever may not load which role it takes', async () => {
    const api = new TabLoadApi();
    api.roles = ['Auditor'];
    browser = await TabBrowser.open(api);
    const { page, tab } = await browser.page({ locale: 'en-gb', place: '#/factory' });
    await tab.getByText(english.load.noRole).waitFor();
    await settles(async () => assert.equal(await tab.locator('input[type=file]').count(), 0));
    await page.context().close();
  });
});
