import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Frame, Page } from 'playwright-core';

/** Set by `npm run pictures` alone: the pages then stand still, in a font of the repository's own lock file. */
export const isStill = process.env.TOKEN_DESK_PICTURES === '1';
const folder = join(import.meta.dirname, '../../output/kept-pictures');
const kept: readonly string[] = JSON.parse(
  readFileSync(new URL('../../pictures/kept.json', import.meta.url), 'utf8'),
);

/** Letters of a desk's key and digits of a secret are others each time. */
export const chanceIn = '.letters';

/** The time of the page, which stands as well. Before anything is loaded. */
export async function holdStill(context: BrowserContext): Promise<void> {
  if (isStill) await context.clock.setFixedTime(new Date());
}

/** The same letters on every machine. */
export async function wearKeptFont(tab: Frame | Page): Promise<void> {
  if (!isStill) return;
  const fileOf = createRequire(import.meta.url).resolve;
  const faces = [400, 600, 700].flatMap((weight) =>
    ['latin', 'latin-ext'].map((script) => {
      const file = fileOf(`@fontsource/noto-sans/files/noto-sans-${script}-${weight}-normal.woff2`);
      const range = script === 'latin' ? 'U+0000-00FF, U+2000-22FF' : 'U+0100-02BA, U+1E00-1EFF';
      const source = `url(data:font/woff2;base64,${readFileSync(file).toString('base64')})`;
      return `@font-face { font-family: 'Segoe UI'; font-weight: ${weight}; src: ${source}; unicode-range: ${range} }`;
    }),
  );
  await tab.addStyleTag({ content: faces.join('\n') });
  await tab.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())));
}

/** Kept for a comparison: the picture, and where each text stands for whoever draws letters otherwise. */
export async function keepLook(
  tab: Frame | Page,
  look: { readonly name: string; readonly width: number; png(): Promise<Buffer> },
): Promise<void> {
  if (!isStill || !kept.includes(look.name)) return;
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${look.name}-${look.width}`);
  await writeFile(`${file}.png`, await look.png());
  const places = await tab.evaluate((chance) => {
    const found: [text: string, left: number, top: number, width: number, height: number][] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, top, width, height } = range.getBoundingClientRect();
      if (text !== '' && width > 0 && node.parentElement?.closest(chance) == null) {
        const [x, y, w, h] = [left, top, width, height].map(Math.round);
        found.push([text.slice(0, 60), x ?? 0, y ?? 0, w ?? 0, h ?? 0]);
      }
    }
    return found;
  }, chanceIn);
  await writeFile(`${file}.json`, `${JSON.stringify(places).replaceAll('],[', '],\n[')}\n`);
}
