import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteName } from '@token-desk/contract/api';
import { type Problem, ProblemError } from '@token-desk/contract/problem';
import { describeProblem } from '@token-desk/contract/words/en/problems';
import type { Frame, Page } from 'playwright-core';
import { type Locale, locales, PageLooks, writeContactSheet } from '../support/browser/page-looks.ts';
import { settles } from '../support/browser/settles.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';
import { person } from '../support/tab/tab-api.ts';
import { buildTab, TabBrowser } from '../support/tab/tab-browser.ts';
import type { TabCall } from '../support/tab/tab-server.ts';
import { english, german } from '../support/tab/tab-words.ts';
import { TabWorkApi } from '../support/tab/tab-work-api.ts';

const ana = person('ana', 'Ana Moreau');
const manifest: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../appPackage/manifest.json'), 'utf8'),
);
type Manifest = { readonly configurableTabs: readonly { readonly configurationUrl: string }[] };
type ChannelTab = {
  readonly isValid: boolean;
  readonly settings: Record<string, string> | null;
  readonly result: string | null;
};

/** A server that refuses some of what it is asked. */
class RefusingApi extends TabWorkApi {
  readonly refused = new Map<RouteName, Problem>();

  protected override async beyond(name: RouteName, call: TabCall): Promise<unknown> {
    const problem = this.refused.get(name);
    if (problem !== undefined) throw new ProblemError(problem.code, problem.detail);
    return super.beyond(name, call);
  }
}

describe('the tab’s pages at the edges', () => {
  let api: RefusingApi;
  let browser: TabBrowser;

  before(async function () {
    needsChromium(this);
    await buildTab();
    api = new RefusingApi();
    browser = await TabBrowser.open(api);
  });
  beforeEach(() => {
    api.refused.clear();
    api.roles = ['Technician'];
  });
  after(async () => {
    await browser?.close();
    await writeContactSheet();
  });

  type Opened = { readonly tab: Frame | Page; readonly words: typeof english };
  /** Opens, waits until it is there, looks. */
  async function look(
    name: string,
    opening: Parameters<TabBrowser['page']>[0] & { readonly locale: Locale },
    isThere: (opened: Opened) => Promise<unknown>,
    serve: (page: Page) => Promise<unknown> = async () => {},
  ): Promise<string[]> {
    const opened = await browser.page(opening, serve);
    opened.page.setDefaultTimeout(lateEndMs);
    await isThere({ tab: opened.tab, words: opening.locale === 'de-de' ? german : english });
    const looks = await PageLooks.of(opened, opening.locale);
    await looks.look(name);
    await opened.page.context().close();
    return looks.wrong;
  }
  const heading = (tab: Frame | Page, name: string) => tab.getByRole('heading', { level: 1, name }).waitFor();
  const alert = ({ tab }: Opened) => tab.getByRole('alert').first().waitFor();
  const signInSettings = JSON.stringify({
    clientId: 'app',
    authorizeUrl: 'https://login.example/authorize',
    tokenUrl: 'https://login.example/token',
    scope: 'api://app/access_as_user',
    graphUrl: 'https://graph.example',
  });
  /** The server says how to sign in, and at Entra nobody is signed in. */
  const tellHow = async (page: Page) => {
    await page.route('**/tab/config.json', (route) =>
      route.fulfill({ contentType: 'application/json', body: signInSettings }),
    );
    await page.route('https://login.example/**', (route) => {
      const asked = new URL(route.request().url()).searchParams;
      const answer = new URLSearchParams({ error: 'login_required', state: asked.get('state') ?? '' });
      return route.fulfill({
        status: 302,
        headers: { location: `${asked.get('redirect_uri')}?${answer}` },
      });
    });
  };

  it('says that a part of a page did not come, and asks for it again by itself, its words too', async () => {
    for (const part of ['BurnersView', 'later'] as const) {
      let isCut = true;
      const faults: Error[] = [];
      const cutOff = (page: Page) => {
        page.on('pageerror', (fault) => faults.push(fault));
        return page.route(`**/assets/${part}-*.js`, (route) => (isCut ? route.abort() : route.continue()));
      };
      const { page, tab } = await browser.page({ place: '#/burners' }, cutOff);
      const tryAgain = tab.getByRole('button', { name: english.shell.tryAgain });
      await tryAgain.waitFor();
      await settles(async () => assert.equal(await tab.locator('main h1').count(), 0, `without ${part}`));
      await settles(async () =>
        assert.equal(await tab.getByRole('navigation').count(), 1, 'the other pages are there'),
      );
      isCut = false;
      await tab.locator('main h1').waitFor();
      assert.deepEqual(faults, [], 'told on the page, not behind it');
      await page.context().close();
    }
  });

  it('says of a problem nothing until its own sentences are here, and the page stays as it is', async () => {
    api.refused.set('listRequests', { code: 'burner-offline' });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { page, tab } = await browser.page({}, (page) =>
      page.route('**/assets/{problems,later}-*.js', async (route) => {
        await held;
        await route.continue();
      }),
    );
    await tab.getByRole('searchbox').waitFor();
    await settles(async () =>
      assert.deepEqual(
        [await tab.getByRole('progressbar').count(), await tab.getByRole('alert').count()],
        [0, 0],
        'it was refused, and nothing is said of it',
      ),
    );
    release();
    await tab.getByText(describeProblem({ code: 'burner-offline' }).title).waitFor();
    api.refused.clear();
    await page.context().close();
  });

  it('asks for the sentences of every problem once it is painted, though no page needs them yet', async () => {
    api.refused.set('me', { code: 'unexpected', detail: { id: 'k7f2' } });
    const { page, tab } = await browser.page({});
    await tab.getByRole('alert').waitFor();
    await settles(async () => {
      const loaded = await tab.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => name),
      );
      assert.ok(loaded.some((name) => /\/problems-/.test(name)));
    });
    await page.context().close();
  });

  it('comes although its words did not come at first', async () => {
    let asked = 0;
    const { page, tab } = await browser.page({}, (page) =>
      page.route('**/assets/language-*.js', (route) => {
        asked += 1;
        return asked === 1 ? route.abort() : route.continue();
      }),
    );
    await tab.locator('main h1').waitFor();
    assert.ok(asked > 1);
    await page.context().close();
  });

  it('is never empty: it says in both languages that it has not loaded, and how to load it again', async () => {
    for (const part of ['language', 'index'] as const) {
      let isCut = true;
      const { page, tab } = await browser.page({}, (page) =>
        page.route(`**/assets/${part}-*.js`, (route) => (isCut ? route.abort() : route.continue())),
      );
      for (const name of ['load the page again', 'Seite neu laden'])
        await tab.getByRole('link', { name }).waitFor();
      isCut = false;
      await tab.getByRole('link', { name: 'load the page again' }).click();
      await tab.locator('main h1').waitFor();
      await page.context().close();
    }
  });

  for (const locale of locales) {
    it(`${locale}: without Teams, signed out, and a sign-in that did not work`, async () => {
      const wrong = [
        ...(await look('edge-outside-teams', { locale, alone: true }, ({ tab, words }) =>
          heading(tab, words.shell.notHostedTitle),
        )),
        ...(await look(
          'edge-sign-in',
          { locale, alone: true },
          ({ tab, words }) => heading(tab, words.work.alone.signInTitle),
          tellHow,
        )),
        ...(await look(
          'edge-sign-in-failed',
          { locale, alone: true, place: '?error=access_denied' },
          ({ tab, words }) => tab.getByText(words.work.alone.failedTitle).waitFor(),
          tellHow,
        )),
      ];
      assert.deepEqual(wrong, []);
    });

    it(`${locale}: without a role, without a server, and in the middle of a refusal`, async () => {
      api.roles = [];
      api.refused.set('listRequests', { code: 'role-missing', detail: { roles: 'Technician' } });
      const wrong = await look('edge-no-role', { locale }, alert);
      api.refused.set('me', { code: 'unexpected', detail: { id: 'k7f2' } });
      wrong.push(...(await look('edge-error', { locale }, alert)));
      api.refused.clear();
      wrong.push(
        ...(await look('edge-privacy-refused', { locale, place: '#/privacy' }, ({ tab }) =>
          tab.locator('main h1').waitFor(),
        )),
      );
      api.roles = ['Technician'];
      const id = api.add(ana, {}, { approved: false });
      api.do(id, { kind: 'withdraw' }, person('ada', 'Ada Keller'));
      wrong.push(
        ...(await look('edge-wizard-over', { locale, place: `#/burn/${id}` }, ({ tab, words }) =>
          heading(tab, words.over.title),
        )),
      );
      assert.deepEqual(wrong, []);
    });

    it(`${locale}: setting it up in a channel, and the same page where nothing can be saved`, async () => {
      const words = (locale === 'de-de' ? german : english).work.configure;
      const wrong = await look(
        'edge-configure',
        { locale, place: '#/configure', frameContext: 'settings' },
        async ({ tab }) => {
          await heading(tab, words.title);
          await settles(async () => assert.equal(await tab.getByRole('alert').count(), 0));
        },
      );
      wrong.push(
        ...(await look('edge-configure-elsewhere', { locale, place: '#/configure' }, ({ tab }) =>
          tab.getByText(words.elsewhereTitle).waitFor(),
        )),
      );
      assert.deepEqual(wrong, []);
    });
  }

  it('saves in a channel the queue of the chosen site, under an address that opens it', async () => {
    const { configurationUrl = '' } = (manifest as Manifest).configurableTabs[0] ?? {};
    const place = configurationUrl.replace(/^.*\/tab\//, '');
    api.add(ana, { site: 'Stuttgart' });
    const { page, tab } = await browser.page({ place, frameContext: 'settings' });
    page.setDefaultTimeout(lateEndMs);
    await tab.getByLabel(english.work.configure.site).selectOption('Stuttgart');
    const channelTab = () =>
      page.evaluate(() => (window as unknown as { channelTab: ChannelTab }).channelTab);
    assert.equal((await channelTab()).isValid, true);
    await page.evaluate(() => (window as unknown as { saveChannelTab(): void }).saveChannelTab());
    await page.waitForFunction(
      () => (window as unknown as { channelTab: ChannelTab }).channelTab.result !== null,
    );
    const { settings, result } = await channelTab();
    assert.equal(result, 'saved');
    assert.equal(settings?.entityId, 'desk');
    assert.equal(settings?.suggestedDisplayName, 'Token Desk Stuttgart');
    const { contentUrl = '' } = settings ?? {};
    // what the manifest names as the app's own: the same origin and folder as its pages
    assert.equal(contentUrl.split('#')[0], `${api.origin}/tab/`);
    const channel = await browser.page({ place: contentUrl.slice(contentUrl.indexOf('#')) });
    await channel.tab.getByText(ana.upn).first().waitFor();
    await settles(async () =>
      assert.equal(await channel.tab.getByLabel(english.work.filters.site).inputValue(), 'Stuttgart'),
    );
  });
});
