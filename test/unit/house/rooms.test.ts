import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder with more is two rooms, and nobody can say in a paragraph what is in it. */
const mostFiles = 20;
const sources = [
  'contract/src',
  'bot/src',
  'tab/src',
  'burner-service/src',
  'practice/src',
  'scripts',
  'bench',
];
/** A language has a file for each page, and every language the same ones: what is in it is said once, in `words`. */
const isLanguage = (folder: string) => /\/words\/[a-z]{2}$/.test(folder);

type Room = { readonly folder: string; readonly files: number };

/** Every folder with source files in it or below it. */
function roomsUnder(folder: string): Room[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.filter((one) => one.isFile() && /\.(tsx?|mjs)$/.test(one.name));
  const inner = entries
    .filter((one) => one.isDirectory())
    .flatMap((one) => roomsUnder(join(folder, one.name)));
  return files.length + inner.length === 0 ? [] : [{ folder, files: files.length }, ...inner];
}

describe('the rooms of the house', () => {
  for (const source of sources) {
    const rooms = roomsUnder(source).filter(({ folder }) => !isLanguage(folder));

    it(`have at most ${mostFiles} source files each: ${source}`, () => {
      assert.ok(rooms.length > 0);
      const full = rooms.filter(({ files }) => files > mostFiles);
      assert.deepEqual(
        full.map(({ folder, files }) => `${folder}: ${files}`),
        [],
      );
    });

    it(`say each in a README of theirs what is in them: ${source}`, () => {
      for (const { folder } of rooms) {
        const readme = join(folder, 'README.md');
        assert.ok(existsSync(readme), `${folder} has none`);
        assert.match(
          readFileSync(readme, 'utf8'),
          /^# .+\n\n\S.{80}/,
          `${readme}: a heading and a paragraph`,
        );
      }
    });
  }
});
