import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

/** A page read once, between two of its drawings, says nothing of what it shows: `settles` reads it until it holds. */
const readOnce =
  /(?<!=>\s*)\bassert(?:\.\w+)?\([^;]*?\bawait [^;]*?\.(?:count|is(?:Visible|Hidden|Enabled|Disabled|Checked)|textContent|innerText|getAttribute|inputValue)\(/g;

describe('what a test says of a page', () => {
  const folder = 'test/e2e';
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.ts')))
    it(`is read until it holds: ${name}`, () => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      assert.deepEqual(
        [...text.matchAll(readOnce)].map(([read]) => read),
        [],
      );
    });
});
