import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A folder with more is two rooms, and nobody can say in a paragraph what is in it. */
const mostFiles = 20;
const sources = ['contract/src', 'bot/src', 'tab/src', 'burner-service/src', 'practice/src', 'scripts'];
/** A language has a file for each page, and every language the same ones: what is in it is said once, in `words`. */
const isLanguage = (folder: string) => /\/words\/[a-z]{2}$/.test(folder);

type Room = { readonly folder: string; readonly files: readonly string[] };

/** Every folder with source files in it. */
function roomsUnder(folder: string): Room[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const files = entries.flatMap((one) => (one.isFile() && /\.(tsx?|mjs)$/.test(one.name) ? [one.name] : []));
  const inner = entries.filter((one) => one.isDirectory());
  return [
    ...(files.length > 0 ? [{ folder, files }] : []),
    ...inner.flatMap((one) => roomsUnder(join(folder, one.name))),
  ];
}

describe('the rooms of the house', () => {
  for (const source of sources) {
    const rooms = roomsUnder(source).filter(({ folder }) => !isLanguage(folder));

    it(`have at most ${mostFiles} source files each: ${source}`, () => {
      assert.ok(rooms.length > 0);
      const full = rooms.filter(({ files }) => files.length > mostFiles);
      assert.deepEqual(
        full.map(({ folder, files }) => `${folder}: ${files.length}`),
        [],
      );
    });
  }
});
