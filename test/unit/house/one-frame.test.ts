import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

/** What every page shares, and the only files that draw it. */
const shapes: Readonly<Record<string, { readonly drawn: RegExp; readonly by: string }>> = {
  'the frame': { drawn: /<main\b/, by: 'tab/src/ui/frame/PageFrame.tsx' },
  'the heading': { drawn: /<h1\b/, by: 'tab/src/ui/Heading.tsx' },
  'the search': { drawn: /type="search"/, by: 'tab/src/ui/frame/SearchBox.tsx' },
  'the toggle of a filter': { drawn: /<ToggleButton\b/, by: 'tab/src/ui/frame/FilterToggle.tsx' },
  'the way back': { drawn: /← \{/, by: 'tab/src/ui/frame/BackButton.tsx' },
};

const files = readdirSync('tab/src', { recursive: true, encoding: 'utf8' }).map((name) => `tab/src/${name}`);
const parts = files.filter((name) => name.endsWith('.tsx'));
const styles = files.filter((name) => name.endsWith('.css'));

describe('every page by one hand', () => {
  for (const [name, { drawn, by }] of Object.entries(shapes))
    it(`draws ${name} in one place`, () => {
      const drawers = parts.filter((file) => drawn.test(readFileSync(file, 'utf8')));
      assert.deepEqual(drawers, [by]);
    });

  it('has one width: no page of the tab sets another', () => {
    const wide = styles.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/max-width: (\d{3,4})px;/g)]
        .filter(([, width]) => Number(width) > 700)
        .map(([, width]) => `${file} ${width}`),
    );
    // the pages, and the line about the sign-in above them
    assert.deepEqual(wide, ['tab/src/app.css 1336', 'tab/src/app.css 1336']);
  });

  it('has one ring around what has the focus', () => {
    const rings = styles.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/outline: [^;]*colorStrokeFocus2[^;]*;/g)].map(() => file),
    );
    // everywhere, and the heading of a step where the system asks for contrast
    assert.deepEqual(rings, ['tab/src/app.css', 'tab/src/app.css']);
  });
});
