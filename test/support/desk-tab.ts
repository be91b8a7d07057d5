import { cast } from '@token-desk/practice/people';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { chromiumArgs } from './require-all.ts';
import { teamsHostPage } from './teams-host.ts';
import type { WholeDesk } from './whole-desk.ts';

/** The built tab in Chromium, hosted as in Teams, served by the real bot, with its desk chosen and compared. */
export type DeskTab = { readonly page: Page; readonly tab: Frame; close(): Promise<void> };

export async function openDeskTab(whole: WholeDesk, place: string, executablePath: string): Promise<DeskTab> {
  const browser: Browser = await chromium.launch({ executablePath, args: chromiumArgs });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const burner = await whole.burner();
  await context.addInitScript(
    ([id, key]) => {
      localStorage.setItem('token-desk.desk', id);
      localStorage.setItem(`token-desk.pin.${id}`, key);
    },
    [burner.id, burner.identityKey] as const,
  );
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const accessToken = await whole.entra.issueTabToken(cast.technician.id);
  const hostUrl = `${whole.front.url}/teams-host`;
  await page.route(hostUrl, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: teamsHostPage({ tabUrl: `/tab/${place}`, theme: 'default', locale: 'en-gb', accessToken }),
    }),
  );
  await page.goto(hostUrl);
  const tab = page.frames().find((frame) => frame !== page.mainFrame());
  if (tab === undefined) throw new Error('the host page has no tab');
  return { page, tab, close: () => browser.close() };
}
