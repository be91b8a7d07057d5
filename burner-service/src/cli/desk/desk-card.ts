import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fingerprintOf } from '../../keys/identity.ts';
import { deskFiles, type Pairing } from '../../keys/pairing-file.ts';
import { cardGerman } from '../../words/de/card.ts';
import { type CardStrings, cardEnglish } from '../../words/en/card.ts';

type Named = Pick<Pairing, 'name' | 'tenantName' | 'server'>;

/**
 * The desk's card, whole in one page: who it is and the letters that people compare, in both languages. Nothing of it
 * is secret, it runs nothing and loads nothing.
 */
export function deskCard({ name, tenantName, server }: Named, identityKey: string): string {
  const part = (language: string, words: CardStrings) =>
    `<section lang="${language}"><h1>${escaped(words.title(name))}</h1><p>${escaped(words.of(tenantName, server))}</p>
<p class="letters">${fingerprintOf(identityKey)}</p><p>${escaped(words.compare)}</p><small>${escaped(words.made)}</small></section>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(cardEnglish.title(name))}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:2em auto;padding:0 1em}section{border:1px solid;border-radius:8px;padding:1em 1.5em;margin-bottom:1.5em;break-inside:avoid}h1{margin:0;font-size:1.3em}.letters{font:600 1.9em/1.3 ui-monospace,monospace;overflow-wrap:anywhere}</style>
${part('en', cardEnglish)}
${part('de', cardGerman)}
</html>
`;
}

/** Writes the card beside the keys where it is not there as it should be; answers its path. */
export function saveDeskCard(dataFolder: string, desk: Named, identityKey: string): string {
  const { card: path } = deskFiles(dataFolder);
  const text = deskCard(desk, identityKey);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return path;
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return path;
}

const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (char) => named[char] ?? '');
