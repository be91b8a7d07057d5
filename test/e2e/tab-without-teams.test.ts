import assert from 'node:assert/strict';
import { cast } from '@token-desk/practice/people';
import { type Browser, chromium } from 'playwright-core';
import { chromiumArgs, needsChromium } from '../support/require-all.ts';
import { buildTab } from '../support/tab-browser.ts';
import { WholeDesk } from '../support/whole-desk.ts';

describe('the tab without Teams, on the real bot', function () {
  this.timeout(60_000);
  let whole: WholeDesk;
  let browser: Browser;

  before(async function () {
    const executablePath = needsChromium(this);
    this.timeout(180_000);
    await buildTab();
    whole = await WholeDesk.start();
    browser = await chromium.launch({ executablePath, args: chromiumArgs });
  });
  after(async () => {
    await browser?.close();
    await whole?.close();
  });

  it('signs in with Entra and opens the request a link names, with nothing left in the address', async () => {
    const requestId = await whole.ask();
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${whole.front.url}/tab/?request=${requestId}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/\/mysignins\/|\/login|\/sign-in/i);
    const name = page.locator('input[type="email"], input[name="upn"]');
    if ((await name.count()) > 0 && (await name.first().isVisible())) {
      await name.first().fill(cast.technician.upn);
      if ((await page.locator('input[type="password"]').count()) === 0) await page.keyboard.press('Enter');
    }
    await page.locator('input[type="password"]').fill(cast.technician.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: cast.subject.name }).waitFor();
    assert.equal(new URL(page.url()).search, '');
    assert.equal(new URL(page.url()).hash, `#/request/${requestId}`);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.doesNotMatch(kept, /eyJ/, 'an access token was stored');
    await page.close();
  });

  it('refuses an answer that it did not ask for', async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${whole.front.url}/tab/?code=stolen&state=made-up`);
    await page.getByText('The sign-in did not work').waitFor();
    assert.equal(new URL(page.url()).search, '');
    await page.close();
  });
});
