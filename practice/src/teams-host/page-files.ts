import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export type PageFiles = { readonly html: string; readonly script: string; readonly style: string };

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
    readFile(pathOf('./page/page.css'), 'utf8'),
    readFile(pathOf('../token-panel/page/token.css'), 'utf8'),
  ]);
  return { html, script: built.outputFiles[0]?.text ?? '', style: styles.join('\n') };
}
