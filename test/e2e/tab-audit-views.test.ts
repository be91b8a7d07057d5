import assert from 'node:assert/strict';
import { settles } from '../support/browser/settles.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabDesk } from '../support/tab/tab-desk.ts';

describe('ranges of the audit', () => {
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(async () => {
    browser = await TabBrowser.open(new TabDesk());
  });
  afterEach(async () => browser.close());

  it('are saved under a name, shown again, and are none of the queue’s views', async () => {
    const range = '#/audit?who=tom&from=2026-10-01&to=2026-10-31';
    const { tab } = await browser.page({ place: range });
    const hash = () => tab.evaluate(() => location.hash);
    await tab.getByRole('button', { name: 'Save this view' }).click();
    await tab.getByLabel('Name of the view').fill('October, Tom');
    await tab.getByRole('button', { name: 'Save it' }).click();
    const views = tab.getByLabel('Saved views');
    await settles(async () => assert.equal(await views.inputValue(), 'October, Tom'));
    await views.selectOption('');
    await settles(async () => assert.equal(await hash(), '#/audit'));
    await views.selectOption('October, Tom');
    await settles(async () => assert.equal(await hash(), range));
    await tab.evaluate(() => {
      location.hash = '#/queue';
    });
    await tab.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
    await settles(async () => assert.equal(await views.count(), 0));
  });
});
