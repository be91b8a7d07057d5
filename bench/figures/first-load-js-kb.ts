import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Figure, notBuilt, tabManifest } from '../figure.ts';

const app = 'tab/dist/app';
const limitKb = 220;
/** Our own build's, by Vite's format. */
type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>;

/** The JavaScript that must come before the queue can be painted: the entry, the longest language, and all they import, gzipped. */
export async function measure(): Promise<Figure> {
  const text = await readFile(tabManifest, 'utf8').catch(() => null);
  if (text === null) throw notBuilt();
  const chunks = JSON.parse(text) as Manifest;
  const languages = Object.keys(chunks).filter((name) => /^src\/words\/\w+\/language\.ts$/.test(name));
  const loads = await Promise.all(languages.map((name) => sizeBytes(filesOf(chunks, ['index.html', name]))));
  const kilobytes = Math.round(Math.max(...loads) / 100) / 10;
  console.error(`first-load-js-kb: the longest of ${languages.length} languages, at most ${limitKb} kB`);
  return { figure: 'first-load-js-kb', ours: kilobytes, floor: null, unit: 'kB', ratio: null };
}

function filesOf(chunks: Manifest, entries: readonly string[]): string[] {
  const wanted = new Set<string>();
  const follow = (name: string) => {
    if (wanted.has(name)) return;
    wanted.add(name);
    for (const next of chunks[name]?.imports ?? []) follow(next);
  };
  entries.forEach(follow);
  return [...wanted].map((name) => chunks[name]?.file ?? '').filter((file) => file.endsWith('.js'));
}

async function sizeBytes(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(join(app, file))).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
