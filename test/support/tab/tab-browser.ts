import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { holdStill } from '../browser/kept-looks.ts';
import { randomFrom } from '../browser/qr-images/random.ts';
import { toPng } from '../browser/qr-images/raster.ts';
import { drawScreen } from '../browser/qr-images/screens.ts';
import { lateEndMs } from '../run/late-end.ts';
import { chromiumArgs, chromiumPath } from '../run/require-all.ts';
import { type HostOptions, teamsHostPage } from '../teams/teams-host.ts';
import type { TabApi } from './tab-api.ts';

const root = join(import.meta.dirname, '../../..');
const app = join(root, 'tab/dist/app');
const output = join(root, 'test/output');
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};
/** As strict as the real server's, so that a page that needs more fails here. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'";

/** Builds the tab unless what it is made of is older than what was built. */
export async function buildTab(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build-tab.mjs'], { cwd: root, timeout: 120_000 });
}

type Opening = Partial<Pick<HostOptions, 'theme' | 'locale' | 'subPageId' | 'frameContext'>> & {
  readonly width?: number;
  readonly height?: number;
  readonly place?: string;
  /** Without a host around it. */
  readonly alone?: boolean;
  /** What Microsoft gives for this person; all where absent. */
  readonly consents?: readonly string[];
};

/** In a test run one Chromium serves every file: starting it takes longer than most of what is done in it. */
const isTestRun = 'after' in globalThis;
let shared: Promise<Browser> | null = null;
if (isTestRun) after(async () => (await shared)?.close());

const launch = () => chromium.launch({ executablePath: chromiumPath() ?? '', args: chromiumArgs });

async function openBrowser(): Promise<Browser> {
  if (!isTestRun) return launch();
  if (shared !== null && !(await shared).isConnected()) shared = null;
  shared ??= launch();
  return shared;
}

/** The built tab in Chromium inside the host page; what one page keeps no other sees. */
export class TabBrowser {
  readonly browser: Browser;
  readonly api: TabApi;
  readonly #contexts: BrowserContext[] = [];

  private constructor(browser: Browser, api: TabApi) {
    this.browser = browser;
    this.api = api;
  }

  static async open(api: TabApi): Promise<TabBrowser> {
    await mkdir(output, { recursive: true });
    await api.listen((request, response, path) => serve(request.url ?? '', path, response));
    return new TabBrowser(await openBrowser(), api);
  }

  /** `before` sees the page before it goes anywhere. */
  async page(
    opening: Opening = {},
    before: (page: Page) => Promise<unknown> = async () => {},
  ): Promise<{ page: Page; tab: Frame | Page }> {
    const {
      width = 1280,
      height = 800,
      theme = 'default',
      locale = 'en-gb',
      place = '',
      alone = false,
    } = opening;
    const context = await this.browser.newContext({
      viewport: { width, height },
      reducedMotion: 'reduce',
      locale,
    });
    this.#contexts.push(context);
    await holdStill(context);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    context.setDefaultTimeout(lateEndMs);
    const page = await context.newPage();
    await page.route(/^https:/, (route) => route.abort());
    await before(page);
    if (alone) {
      await page.goto(`${this.api.origin}/tab/${place}`);
      return { page, tab: page };
    }
    const { subPageId = '', frameContext = 'content' } = opening;
    const query = new URLSearchParams({ theme, locale, place, subPageId, frameContext });
    if (opening.consents !== undefined) query.set('consents', opening.consents.join());
    await page.goto(`${this.api.origin}/host?${query}`);
    const frame = page.frames().find((each) => each !== page.mainFrame());
    if (frame === undefined) throw new Error('the host page has no tab');
    return { page, tab: frame };
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    if (!isTestRun) await this.browser.close();
    await this.api.close();
  }
}

/** What tests look for on any page of the tab, for as long as `timeoutMs`. */
export const looksFor = (timeoutMs: number) => ({
  heading: (tab: Frame | Page, name: string | RegExp) =>
    tab.getByRole('heading', { level: 1, name }).waitFor({ timeout: timeoutMs }),
  button: (tab: Frame | Page, name: string | RegExp) => tab.getByRole('button', { name }),
  told: (tab: Frame | Page, text: string | RegExp) =>
    tab.getByRole('alert').filter({ hasText: text }).first().waitFor({ timeout: timeoutMs }),
});

/** Another way from this step than its one next thing: out of the menu at its foot. */
export async function chooseWay(tab: Frame | Page, name: string | RegExp): Promise<void> {
  await tab.locator('.step-foot .fui-MenuButton').click();
  await tab.getByRole('menuitem', { name }).click();
}

/** Kept for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(output, `tab-${name}.png`) });
}

/** A whole screen with these codes on it, as somebody would paste it. */
export function screenshotOf(texts: readonly string[]): Buffer {
  return toPng(
    drawScreen({ width: 1280, height: 800, zoom: 1, theme: 'light', qrSize: 200, texts }, randomFrom(7)),
  );
}

type Brought = { readonly image: Buffer } | { readonly text: string };

/** Pastes or drops as a browser would, without the system's clipboard. */
export async function bring(tab: Frame | Page, how: 'paste' | 'drop', what: Brought): Promise<void> {
  const given = 'image' in what ? { base64: what.image.toString('base64') } : { text: what.text };
  await tab.evaluate(
    ([how, given]) => {
      const data = new DataTransfer();
      if ('text' in given && given.text !== undefined) data.setData('text/plain', given.text);
      if ('base64' in given && given.base64 !== undefined) {
        const bytes = Uint8Array.from(atob(given.base64), (char) => char.charCodeAt(0));
        data.items.add(new File([bytes], 'screenshot.png', { type: 'image/png' }));
      }
      const init = { bubbles: true, cancelable: true };
      const event =
        how === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent('drop', { ...init, dataTransfer: data });
      document.body.dispatchEvent(event);
    },
    [how, given] as const,
  );
}

function hostPage(url: string): string {
  const query = new URL(url, 'http://loopback').searchParams;
  const claims = { oid: 'tom', exp: Math.floor(Date.now() / 1000) + 3600 };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const consents = query.get('consents')?.split(',');
  return teamsHostPage({
    ...(consents === undefined
      ? {}
      : { graphTokens: Object.fromEntries(consents.map((one) => [one, 'given'])) }),
    tabUrl: `/tab/${query.get('place') ?? ''}`,
    theme: (query.get('theme') ?? 'default') as HostOptions['theme'],
    locale: query.get('locale') ?? 'en-gb',
    accessToken: `${part({ alg: 'none' })}.${part(claims)}.`,
    subPageId: query.get('subPageId') ?? '',
    frameContext: query.get('frameContext') === 'settings' ? 'settings' : 'content',
  });
}

async function serve(url: string, path: string, response: ServerResponse): Promise<boolean> {
  if (path === '/host') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(hostPage(url));
    return true;
  }
  if (!path.startsWith('/tab/')) return false;
  const name = normalize(path.slice('/tab/'.length)) || 'index.html';
  const file = name === '.' ? 'index.html' : name;
  const bytes = await readFile(join(app, file)).catch(() => null);
  if (bytes === null) return false;
  const type = contentTypes[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
  response.end(bytes);
  return true;
}
