import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { PNG } from 'pngjs';

type Places = readonly (readonly [string, number, number, number, number])[];
type Compare = {
  pixelsDiffer(kept: Buffer, now: Buffer): string | null;
  placesDiffer(kept: Places, now: Places): string | null;
  smaller(file: Buffer): Buffer;
};
const script = new URL('../../../scripts/compare-pictures.mjs', import.meta.url).href;
const folder = new URL('../../pictures/', import.meta.url);

/** 100 × 100 grey pixels, the first `others` of them brighter by `by` in one colour. */
function picture(others: number, by: number, colour = 1): Buffer {
  const png = new PNG({ width: 100, height: 100 });
  png.data.fill(100);
  for (let at = 0; at < others; at += 1) png.data[at * 4 + colour] = 100 + by;
  for (let at = 3; at < png.data.length; at += 4) png.data[at] = 255;
  return PNG.sync.write(png);
}

describe('pictures that are kept', () => {
  let compare: Compare;
  before(async () => {
    compare = (await import(script)) as Compare;
  });

  it('are others where more than one pixel in a thousand is off by more than 16 of 255', () => {
    const differ = (others: number, by: number, colour?: number) =>
      compare.pixelsDiffer(picture(0, 0), picture(others, by, colour));
    assert.equal(differ(10_000, 16), null);
    assert.equal(differ(10, 255 - 100), null);
    for (const colour of [0, 1, 2]) assert.match(differ(11, 17, colour) ?? '', /^0\.11 % of its pixels/);
    const wider = PNG.sync.write(new PNG({ width: 101, height: 100 }));
    assert.match(compare.pixelsDiffer(picture(0, 0), wider) ?? '', /is 101 × 100 px, was 100 × 100/);
  });

  it('by another Chromium are others where a text is another one, or stands more than 2 px elsewhere', () => {
    const kept: Places = [
      ['Queue', 10, 20, 30, 40],
      ['Tokens', 50, 20, 30, 40],
    ];
    const with2 = (second: Places[number]): Places => [['Queue', 10, 20, 30, 40], second];
    assert.equal(compare.placesDiffer(kept, with2(['Tokens', 52, 18, 32, 42])), null);
    for (const moved of [
      [53, 20, 30, 40],
      [50, 17, 30, 40],
      [50, 20, 33, 40],
      [50, 20, 30, 43],
    ] as const)
      assert.match(
        compare.placesDiffer(kept, with2(['Tokens', ...moved])) ?? '',
        /“Tokens” stands elsewhere/,
      );
    assert.match(
      compare.placesDiffer(kept, with2(['Desks', 50, 20, 30, 40])) ?? '',
      /says “Desks” where it said “Tokens”/,
    );
    assert.match(compare.placesDiffer(kept, kept.slice(0, 1)) ?? '', /says “” where it said “Tokens”/);
    assert.match(compare.placesDiffer(kept.slice(0, 1), kept) ?? '', /says “Tokens” besides/);
  });

  it('are stored with fewer colours and are the same for all that', () => {
    const png = new PNG({ width: 64, height: 64 });
    for (let at = 0; at < png.data.length; at += 4) {
      png.data.set([(at / 4) % 256, Math.floor(at / 256) % 256, 128, 255], at);
    }
    const file = PNG.sync.write(png);
    const stored = compare.smaller(file);
    assert.ok(PNG.sync.read(stored).width === 64);
    const few = picture(5_000, 40);
    assert.equal(compare.pixelsDiffer(compare.smaller(few), few), null);
  });

  it('are all there that the list names, at both widths, and at most 6 MB', () => {
    const files = readdirSync(folder);
    const names = JSON.parse(readFileSync(new URL('kept.json', folder), 'utf8')) as string[];
    const wanted = names.flatMap((name) => [380, 1280].map((width) => `${name}-${width}.png`));
    assert.deepEqual(files.filter((file) => file.endsWith('.png')).sort(), wanted.sort());
    const bytes = files.reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0);
    assert.ok(bytes <= 6_000_000, String(bytes));
  });
});
