import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Figure, NotHere } from '../figure.ts';

const app = 'tab/dist/app';
const limitKb = 220;
/** Our own build's, by Vite's format. */
type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>;

/** The JavaScript that must come before the queue can be painted: the entry and all it imports, gzipped. */
export async function measure(): Promise<Figure> {
  const text = await readFile(join(app, '.vite/manifest.json'), 'utf8').catch(() => null);
  if (text === null) throw new NotHere('the tab is not built: node scripts/build-tab.mjs');
  const chunks = JSON.parse(text) as Manifest;
  const wanted = new Set<string>();
  const follow = (name: string) => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const next of chunks[name]?.imports ?? []) follow(next);
  };
  follow('index.html');
  let total = 0;
  for (const name of wanted) {
    const file = chunks[name]?.file ?? '';
    if (file.endsWith('.js')) total += gzipSync(await readFile(join(app, file))).length;
  }
  const kilobytes = Math.round(total / 100) / 10;
  console.error(`first-load-js-kb: ${wanted.size} files, at most ${limitKb} kB`);
  return { figure: 'first-load-js-kb', ours: kilobytes, floor: null, unit: 'kB', ratio: null };
}
