import assert from 'node:assert/strict';
import { cast } from '@token-desk/practice/people';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { seriousFindings, smallTargets } from '../support/browser/axe.ts';
import { settles } from '../support/browser/settles.ts';
import { until } from '../support/desk/desk-hands.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { chromiumArgs, needsChromium } from '../support/run/require-all.ts';
import { buildTab } from '../support/tab/tab-browser.ts';
import { WholeDesk } from '../support/whole/whole-desk.ts';

describe('the tab without Teams, on the real bot', () => {
  let whole: WholeDesk;
  let browser: Browser;
  let context: BrowserContext;

  before(async function () {
    const executablePath = needsChromium(this);
    await buildTab();
    whole = await WholeDesk.start();
    browser = await chromium.launch({ executablePath, args: chromiumArgs });
  });
  after(async () => {
    await browser?.close();
    await whole?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB' });
    context.setDefaultTimeout(lateEndMs);
  });
  afterEach(async () => context?.close());

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const button = (page: Page, name: string) => page.getByRole('button', { name });
  const account = (page: Page) => button(page, `Signed in as ${cast.technician.name}`);
  /** At Entra: address where it is asked for, then the password. */
  async function typeIn(page: Page) {
    await page.waitForURL(/\/mysignins\/signin\//);
    const name = page.locator('input[type="email"]');
    const password = page.locator('input[type="password"]');
    await name.or(password).waitFor();
    if (await name.isVisible()) {
      await name.fill(cast.technician.upn);
      await page.keyboard.press('Enter');
    }
    await password.fill(cast.technician.password);
    await page.keyboard.press('Enter');
  }
  async function signedIn(address = '/tab/'): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${whole.front.url}${address}`);
    await button(page, 'Sign in').click();
    await typeIn(page);
    await account(page).waitFor();
    return page;
  }
  const wayToEntra = (page: Page) => {
    const asked: URLSearchParams[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.pathname.endsWith('/authorize')) asked.push(url.searchParams);
    });
    return asked;
  };

  it('signs in with Entra and opens the request a link names, with nothing left in the address', async () => {
    const requestId = await whole.ask();
    const page = await signedIn(`/tab/?request=${requestId}`);
    await heading(page, cast.subject.name);
    assert.equal(new URL(page.url()).search, '');
    assert.equal(new URL(page.url()).hash, `#/request/${requestId}`);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.doesNotMatch(kept, /eyJ|refresh/, 'an access token was stored');
  });

  it('comes back after a reload, and in a second window, without a question', async () => {
    const page = await signedIn('/tab/#/tokens');
    const asked = wayToEntra(page);
    await page.reload();
    await heading(page, 'Tokens');
    assert.deepEqual(
      asked.map((query) => [query.get('prompt'), query.get('login_hint')]),
      [['none', cast.technician.upn]],
    );
    assert.equal(new URL(page.url()).search, '');
    const second = await context.newPage();
    await second.goto(`${whole.front.url}/tab/#/burners`);
    await account(second).waitFor();
    assert.equal(new URL(second.url()).hash, '#/burners');
  });

  it('asks once where nobody is signed in, and leaves nothing to go back into', async () => {
    const page = await context.newPage();
    await page.goto('about:blank');
    await page.goto(`${whole.front.url}/tab/`);
    await heading(page, 'Sign in to Token Desk');
    await settles(async () => assert.equal(await page.getByRole('alert').count(), 0));
    await page.goBack();
    assert.equal(page.url(), 'about:blank');
  });

  it('names who is signed in, signs out for good, and asks for the account then', async () => {
    const page = await signedIn();
    await account(page).click();
    await page.getByText(cast.technician.upn).waitFor();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, 'Sign in to Token Desk');
    await page.reload();
    await heading(page, 'Sign in to Token Desk');
    const asked = wayToEntra(page);
    await button(page, 'Sign in').click();
    await page.locator('input[type="email"]').waitFor();
    assert.deepEqual(
      asked.map((query) => query.get('prompt')),
      ['select_account'],
    );
  });

  it('changes the account, and asks before it drops what is begun', async () => {
    const page = await signedIn('/tab/#/add-tokens');
    const asked = wayToEntra(page);
    await account(page).click();
    await page.getByRole('menuitem', { name: 'Use another account' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stay signed in' }).click();
    assert.equal(asked.length, 0);
    await account(page).click();
    await page.getByRole('menuitem', { name: 'Use another account' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Let it go and sign out' }).click();
    await page.locator('input[type="email"]').waitFor();
    assert.deepEqual(
      asked.map((query) => [query.get('prompt'), query.get('login_hint')]),
      [['select_account', null]],
    );
  });

  it('renews by itself; where only the person can, it waits, and a small window keeps the page', async () => {
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${whole.front.url}/tab/#/add-tokens`);
    await button(page, 'Sign in').click();
    await typeIn(page);
    await heading(page, 'Add tokens');
    const grants: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/token'))
        grants.push(new URLSearchParams(request.postData() ?? '').get('grant_type') ?? '');
    });
    const renewed = page.waitForResponse((response) => response.url().endsWith('/token'));
    await page.clock.fastForward('51:00');
    await (await renewed).finished();
    // the page has read the answer, and set its next alarm, before it gets to read another
    await page.evaluate(() => fetch(location.pathname).then((response) => response.text()));
    assert.deepEqual(grants, ['refresh_token']);
    await settles(async () => assert.equal(await page.getByRole('alert').count(), 0));

    await page.getByLabel('List (CSV)').fill('serial,site');
    whole.entra.revokeSignIns();
    await page.clock.fastForward('51:00');
    await page.getByText(/^Your sign-in ends at \d\d:\d\d$/).waitFor();
    assert.equal(new URL(page.url()).hash, '#/add-tokens');
    const opening = page.waitForEvent('popup');
    await button(page, 'Sign in again').click();
    const small = await opening;
    await typeIn(small);
    await page.getByText(/^Your sign-in ends/).waitFor({ state: 'detached' });
    await until('the window to close', () => small.isClosed());
    await settles(async () => assert.equal(await page.getByLabel('List (CSV)').inputValue(), 'serial,site'));

    whole.entra.revokeSignIns();
    await page.clock.fastForward('51:00');
    await page.getByText(/^Your sign-in ends at/).waitFor();
    const asked = wayToEntra(page);
    await page.getByRole('tab', { name: 'Queue' }).click();
    await heading(page, 'Sign in to Token Desk');
    assert.deepEqual(
      asked.map((query) => query.get('prompt')),
      ['none'],
    );
  });

  it('takes no answer of a window that it did not open', async () => {
    const page = await signedIn('/tab/#/tokens');
    const other = await context.newPage();
    await other.goto(`${whole.front.url}/tab/?code=stolen&state=window.made-up`);
    await other.getByText('This window can be closed.').waitFor();
    assert.equal(new URL(other.url()).search, '');
    await heading(page, 'Tokens');
  });

  it('has room for desk and name at every width, with targets for a finger', async () => {
    const page = await signedIn('/tab/#/reports');
    await heading(page, 'Reports');
    for (const width of [380, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${width}: ${overflow} px wider than the window`);
      assert.deepEqual(await smallTargets(page), [], `${width}`);
      await page.screenshot({ path: `test/output/tab-without-teams-${width}.png` });
    }
    await account(page).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    assert.deepEqual(await seriousFindings(page), []);
  });

  it('refuses an answer that it did not ask for', async () => {
    const page = await context.newPage();
    await page.goto(`${whole.front.url}/tab/?code=stolen&state=made-up`);
    await page.getByText('The sign-in did not work').waitFor();
    assert.equal(new URL(page.url()).search, '');
  });
});
