import assert from 'node:assert/strict';
import { settles } from '../support/browser/settles.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { buildTab, shoot, TabBrowser } from '../support/tab/tab-browser.ts';
import { TabDesk } from '../support/tab/tab-desk.ts';

describe('the data sheet on the page Privacy', () => {
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    await buildTab();
  });
  beforeEach(async () => {
    browser = await TabBrowser.open(new TabDesk());
  });
  afterEach(async () => browser.close());

  it('says of each kind of data who reads it, how long it is kept and where it stands', async () => {
    const { tab } = await browser.page({ place: '#/privacy' });
    const row = (name: string) => tab.getByRole('row').filter({ hasText: name });
    await row('Private reasons').getByText('Approver and Auditor').waitFor();
    await row('Private reasons').getByText('Database, in requests').waitFor();
    await row('Sealed secrets').getByText('nobody, on no page').waitFor();
    await row('Sealed secrets').getByText('Database, in jobs').waitFor();
  });

  it('prints as a sheet, without what is around it', async () => {
    const { page, tab } = await browser.page({ place: '#/privacy' });
    await tab.getByRole('button', { name: 'Print' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    await settles(async () => assert.equal(await tab.locator('.top').isVisible(), false));
    await settles(async () => assert.equal(await tab.locator('.page-buttons').isVisible(), false));
    await settles(async () => assert.equal(await tab.locator('.retention').isVisible(), true));
    await shoot(page, 'privacy-print');
  });
});
