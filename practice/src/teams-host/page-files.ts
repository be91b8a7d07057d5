import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export type PageFiles = { readonly html: string; readonly script: string; readonly style: string };

// In this order: later files refine earlier ones.
const styleFiles = [
  './page/base.css',
  './page/panes.css',
  './page/page.css',
  '../token-panel/page/token.css',
];

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The practice page, built in memory at start: it is small, and needs no build of its own. */
export async function buildPageFiles(): Promise<PageFiles> {
  const built = await build({
    entryPoints: [pathOf('./page/main.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['tokendesk:src'],
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [html, ...styles] = await Promise.all([
    readFile(pathOf('./page/index.html'), 'utf8'),
    ...styleFiles.map((name) => readFile(pathOf(name), 'utf8')),
  ]);
  return { html, script: built.outputFiles[0]?.text ?? '', style: styles.join('\n') };
}
