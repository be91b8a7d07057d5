import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { laterGerman } from '@token-desk/tab/words/de/later';
import { laterEnglish } from '@token-desk/tab/words/en/later';
import type { CDPSession, Frame, Page } from 'playwright-core';
import { lateEndMs } from '../run/late-end.ts';
import { english, german } from '../tab/tab-words.ts';
import { contrastFindings, seriousFindings, smallTargets } from './axe.ts';
import { englishLeft, fixedParts } from './english-left.ts';
import { chanceIn, isStill, keepLook, wearKeptFont } from './kept-looks.ts';

const folder = join(import.meta.dirname, '../../output/pages');
const themes = ['default', 'dark', 'contrast'] as const;
type Theme = (typeof themes)[number];
const widths = { wide: 1280, narrow: 380 } as const;
/** Widths that are looked at by people alone, in `npm run pictures`. */
const moreWidths = isStill ? [1600, 440] : [];
const plainHeight = 800;
const tallestPicture = 2_600;
const parts = {
  english: fixedParts({ english, laterEnglish }),
  other: fixedParts({ german, laterGerman }),
};
/** A theme would otherwise be judged half way into the next one. */
const noMotion = '*, *::before, *::after { transition: none !important; animation: none !important }';

export type Locale = 'en-gb' | 'de-de';
export const locales = ['en-gb', 'de-de'] as const;

/** One browser page that is looked at in three themes and two widths wherever a walk stops. */
export class PageLooks {
  /** What is wrong on any page, one line each. */
  readonly wrong: string[] = [];
  readonly #page: Page;
  readonly #tab: Frame | Page;
  readonly #locale: Locale;
  readonly #cdp: CDPSession;

  private constructor(page: Page, tab: Frame | Page, locale: Locale, cdp: CDPSession) {
    this.#page = page;
    this.#tab = tab;
    this.#locale = locale;
    this.#cdp = cdp;
  }

  static async of(opened: { page: Page; tab: Frame | Page }, locale: Locale): Promise<PageLooks> {
    const { page, tab } = opened;
    await mkdir(folder, { recursive: true });
    await tab.addStyleTag({ content: noMotion });
    await wearKeptFont(tab);
    return new PageLooks(page, tab, locale, await page.context().newCDPSession(page));
  }

  /**
   * Six pictures of what stands there, and what is wrong with it: the serious of axe at both widths, contrast in each
   * theme, targets too small, wider than the window, and on a German page English words.
   */
  async look(name: string): Promise<void> {
    const say = (found: readonly string[], how: string) =>
      this.wrong.push(...found.map((line) => `${name}, ${how}: ${line}`));
    for (const [width, order] of [
      [widths.wide, themes],
      [widths.narrow, themes.toReversed()],
    ] as const) {
      await this.#resize(width);
      for (const theme of order) {
        await this.#wear(theme);
        await this.#shoot(`${name}-${theme}-${width}-${this.#locale.slice(0, 2)}`);
        if (theme === 'default' && this.#locale === 'en-gb')
          await keepLook(this.#tab, {
            name,
            width,
            png: () => this.#page.screenshot({ scale: 'css', mask: [this.#tab.locator(chanceIn)] }),
          });
        if (theme === 'default') say(await seriousFindings(this.#tab), `${width} px`);
        else if (width === widths.wide) say(await contrastFindings(this.#tab), theme);
      }
      say(await smallTargets(this.#tab), `${width} px`);
      const overflow = await this.#tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 1) say([`scrolls sideways by ${overflow} px`], `${width} px`);
    }
    for (const width of moreWidths) {
      await this.#resize(width);
      for (const theme of themes) {
        await this.#wear(theme);
        await this.#shoot(`${name}-${theme}-${width}-${this.#locale.slice(0, 2)}`);
      }
    }
    if (this.#locale === 'de-de') say(await englishLeft(this.#tab, parts), 'English left');
    await this.#page.setViewportSize({ width: widths.wide, height: plainHeight });
  }

  /** All of it in one picture: the tab scrolls inside its frame. */
  async #resize(width: number): Promise<void> {
    await this.#page.setViewportSize({ width, height: plainHeight });
    const height = await this.#stillHeight();
    if (height > plainHeight)
      await this.#page.setViewportSize({ width, height: Math.min(height, tallestPicture) });
  }

  /** Of the page, once it has been the same in ten frames after each other. */
  async #stillHeight(): Promise<number> {
    let [last, frames] = [0, 0];
    while (frames < 10) {
      const height = await this.#tab.evaluate(
        () =>
          new Promise<number>((resolve) => {
            requestAnimationFrame(() => resolve(document.documentElement.scrollHeight));
          }),
      );
      frames = height === last ? frames + 1 : 0;
      last = height;
    }
    return last;
  }

  async #wear(theme: Theme): Promise<void> {
    const isHosted = this.#tab !== this.#page;
    if (isHosted) {
      await this.#page.evaluate(
        (to) => (window as unknown as { setTheme(theme: string): void }).setTheme(to),
        theme,
      );
    } else {
      await this.#page.emulateMedia({
        colorScheme: theme === 'dark' ? 'dark' : 'light',
        forcedColors: theme === 'contrast' ? 'active' : 'none',
      });
    }
    const worn = theme === 'default' ? 'light' : theme;
    await this.#tab.locator(`.app[data-theme="${worn}"]`).first().waitFor({ timeout: lateEndMs });
  }

  async #shoot(name: string): Promise<void> {
    // straight from the browser: several hundred pictures, and the tool's own call waits for more than is needed here
    const { data } = await this.#cdp.send('Page.captureScreenshot', {
      format: 'jpeg',
      quality: 82,
      optimizeForSpeed: true,
    });
    await writeFile(join(folder, `${name}.jpg`), Buffer.from(data, 'base64'));
  }
}

/** All pictures on one page, a row for each thing that was looked at, for a person who reviews them. */
export async function writeContactSheet(): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jpg'));
  const looks = themes.flatMap((theme) =>
    [...Object.values(widths), ...moreWidths].flatMap((width) =>
      locales.map((of) => `${theme}-${width}-${of.slice(0, 2)}`),
    ),
  );
  const names = new Set(files.map((file) => file.replace(/-(default|dark|contrast)-\d+-\w\w\.jpg$/, '')));
  const cell = (file: string, look: string) =>
    files.includes(file)
      ? `<a href="${file}"><img loading="lazy" src="${file}" alt="${look}"><small>${look}</small></a>`
      : '';
  const rows = [...names]
    .toSorted()
    .map(
      (name) =>
        `<h2>${name}</h2><div>${looks.map((look) => cell(`${name}-${look}.jpg`, look)).join('')}</div>`,
    );
  const style =
    'body{font:14px system-ui;margin:16px;background:#888}div{display:flex;flex-wrap:wrap;gap:8px;align-items:start}a{color:#000}img{height:320px;display:block}';
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>Pages</title><style>${style}</style>${rows.join('\n')}`,
  );
}
