import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

const places = readFileSync(new URL('../../../tab/src/places/places.ts', import.meta.url), 'utf8');
const folder = new URL('../../e2e/', import.meta.url);
/** They look at a page in three themes and two widths, with axe (`PageLooks`). */
const walks = readdirSync(folder)
  .filter((file) => file.endsWith('-pages.test.ts'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .filter((text) => text.includes('PageLooks'));

describe('every page of the tab', () => {
  const views = [...places.matchAll(/path: '\/([a-z-]+)/g)].map(([, view]) => view ?? '');

  it('is in the table of places', () => assert.ok(views.length >= 20, views.join(' ')));
  for (const view of views) {
    it(`is looked at in every theme: ${view}`, () => {
      assert.ok(walks.some((text) => new RegExp(`#/${view}\\b`).test(text)));
    });
  }
});
