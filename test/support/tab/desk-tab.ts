import { cast, type PracticePerson } from '@token-desk/practice/people';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { lateEndMs } from '../run/late-end.ts';
import { type HostOptions, teamsHostPage } from '../teams/teams-host.ts';
import type { WholeDesk } from '../whole/whole-desk.ts';

export type DeskTabOptions = {
  /** Where the tab opens, such as `#/burn/…`; the queue unless told. */
  readonly place?: string;
  /** Tom unless told. */
  readonly person?: PracticePerson;
  readonly theme?: HostOptions['theme'];
  readonly locale?: string;
  readonly width?: number;
  readonly height?: number;
  /** False: nothing is known in this browser, no desk was ever chosen or compared. */
  readonly isPinned?: boolean;
};

/** The built tab in Chromium, hosted as in Teams, served by the real bot. */
export type DeskTab = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The tab's frame as it is now: a reload gives another one. */
  readonly tab: Frame;
  close(): Promise<void>;
};

/** In a context of its own: nothing is shared with other tabs of that browser. */
export async function openDeskTab(
  whole: WholeDesk,
  browser: Browser,
  options: DeskTabOptions = {},
): Promise<DeskTab> {
  const { place = '', person = cast.technician, theme = 'default', locale = 'en-gb' } = options;
  const { width = 1280, height = 800, isPinned = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
    // a canary reads what goes over the wire
    extraHTTPHeaders: { 'accept-encoding': 'identity' },
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  if (isPinned) await pin(context, whole);
  const accessToken = await whole.entra.issueTabToken(person.id);
  const graphTokens = await graphTokensFor(whole, person);
  const hostUrl = `${whole.front.url}/teams-host`;
  // for every page of the context: a second window is opened at the same address
  await context.route(hostUrl, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: teamsHostPage({ tabUrl: `/tab/${place}`, theme, locale, accessToken, graphTokens }),
    }),
  );
  await context.route(/^https:/, (route) => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(lateEndMs);
  await page.goto(hostUrl);
  return {
    page,
    context,
    get tab() {
      return tabIn(page);
    },
    close: () => context.close(),
  };
}

/** One for each permission that somebody consented to. */
async function graphTokensFor({ entra }: WholeDesk, { id }: PracticePerson): Promise<Record<string, string>> {
  const tokens = entra.delegated.map(
    async (scope) => [scope, await entra.issueGraphToken(id, [scope])] as const,
  );
  return Object.fromEntries(await Promise.all(tokens));
}

function tabIn(page: Page): Frame {
  const tab = page.frames().find((frame) => frame !== page.mainFrame());
  if (tab === undefined) throw new Error('the host page has no tab');
  return tab;
}

async function pin(context: BrowserContext, whole: WholeDesk): Promise<void> {
  const { id, identityKey } = await whole.burner();
  await context.addInitScript(
    ([id, key]) => {
      localStorage.setItem('token-desk.desk', id);
      localStorage.setItem(`token-desk.pin.${id}`, key);
    },
    [id, identityKey] as const,
  );
}
