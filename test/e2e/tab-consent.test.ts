import assert from 'node:assert/strict';
import { needsChromium } from '../support/run/require-all.ts';
import { TabBrowser } from '../support/tab/tab-browser.ts';
import { TabWorkApi } from '../support/tab/tab-work-api.ts';

const authority = 'https://login.microsoftonline.com/00000000-0000-4000-8000-000000000001';
const settings = {
  clientId: '7f3c0d3e-0000-4000-8000-00000000c11e',
  authorizeUrl: `${authority}/oauth2/v2.0/authorize`,
  tokenUrl: `${authority}/oauth2/v2.0/token`,
  scope: 'api://app/access_as_user',
  graphUrl: 'https://graph.example',
};

describe('the tab’s room for Microsoft Graph', () => {
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    browser = await TabBrowser.open(new TabWorkApi());
  });
  after(async () => browser?.close());

  it('does not come along with the first page', async () => {
    const scripts: Promise<string>[] = [];
    const { page, tab } = await browser.page({}, async (opened) => {
      opened.on('response', (response) => {
        if (response.request().resourceType() === 'script') scripts.push(response.text());
      });
    });
    await tab.locator('main h1').waitFor();
    const loaded = await Promise.all(scripts);
    assert.ok(loaded.some((text) => text.includes('createRoot')));
    assert.ok(!loaded.some((text) => /hardwareOath(Devices|Methods)/.test(text)));
    await page.context().close();
  });
});

describe('the window in which Microsoft asks for consent', () => {
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    browser = await TabBrowser.open(new TabWorkApi());
  });
  after(async () => browser?.close());

  for (const scope of [
    'UserAuthMethod-SoftwareOATH.ReadWrite.All',
    'UserAuthMethod-HardwareOATH.ReadWrite.All',
    'User.RevokeSessions.All',
    'Policy.ReadWrite.AuthenticationMethod',
  ])
    it(`asks for the permission that the call needs, and for none that only its address names: ${scope}`, async () => {
      const { page, tab } = await browser.page({});
      await page.route('**/config.json', (route) =>
        route.fulfill({ contentType: 'application/json', body: JSON.stringify(settings) }),
      );
      await page.route('https://login.microsoftonline.com/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: 'Microsoft' }),
      );
      // as teamsfx opens it
      const query = `clientId=other&scope=${encodeURI(`Mail.ReadWrite ${scope}`)}&loginHint=tom@contoso.example`;
      await page.goto(new URL(`auth-start.html?${query}`, tab.url()).href);
      await page.waitForURL(/oauth2\/v2\.0\/authorize/);
      const asked = new URL(page.url());
      assert.equal(`${asked.origin}${asked.pathname}`, settings.authorizeUrl);
      const { searchParams } = asked;
      assert.deepEqual(
        searchParams
          .get('scope')
          ?.split(' ')
          .filter((name) => name.includes('.')),
        [scope],
      );
      assert.equal(searchParams.get('client_id'), settings.clientId);
      assert.equal(searchParams.get('login_hint'), 'tom@contoso.example');
      assert.equal(new URL(searchParams.get('redirect_uri') ?? '').origin, new URL(tab.url()).origin);
      await page.context().close();
    });
});
