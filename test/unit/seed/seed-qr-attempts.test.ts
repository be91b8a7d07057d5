import assert from 'node:assert/strict';
import { applyTone, planAttempts } from '@token-desk/tab/seed/qr-attempts';

const greys = (...values: readonly number[]) =>
  Uint8ClampedArray.from(values.flatMap((grey) => [grey, grey, grey, 255]));
const reds = (pixels: Uint8ClampedArray) => [...pixels].filter((_, at) => at % 4 === 0);

describe('looking at a picture in several ways', () => {
  it('looks at a screenshot as it is first, even at 4K', () => {
    for (const [width, height] of [
      [1366, 768],
      [3840, 2160],
    ] as const) {
      assert.deepEqual(planAttempts(width, height)[0], { scale: 1, tone: 'as-is' });
    }
  });

  it('looks at a smaller copy of a huge photo', () => {
    const [first] = planAttempts(8000, 6000);
    assert.ok(first !== undefined && first.scale > 0.4 && first.scale < 0.5);
  });

  it('never makes a picture of more than 24 megapixels', () => {
    for (const side of [1, 40, 1000, 3000, 7071]) {
      const attempts = planAttempts(side, side);
      assert.ok(attempts.length >= 5);
      for (const { scale } of attempts) assert.ok(side * side * scale * scale <= 24_000_000);
    }
  });

  it('makes one of exactly 24 megapixels', () => {
    assert.equal(planAttempts(3000, 2000).filter(({ scale }) => scale === 2).length, 2);
    assert.equal(planAttempts(3001, 2000).filter(({ scale }) => scale === 2).length, 0);
  });

  it('has the kinds of looks that were measured to rescue something, each once', () => {
    const looks = planAttempts(640, 480);
    const thresholds = looks.flatMap(({ tone }) => (typeof tone === 'object' ? [tone.threshold] : []));
    assert.ok(Math.min(...thresholds) <= 32 && Math.max(...thresholds) >= 192, 'faint codes at either end');
    const sorted = thresholds.toSorted((one, other) => one - other);
    assert.ok(
      sorted.every((level, at) => at === 0 || level - sorted[at - 1]! <= 32),
      'and none between two',
    );
    for (const [scale, tone] of [
      [1, 'stretched'],
      [2, 'as-is'],
      [2, 'stretched'],
      [3, 'as-is'],
    ] as const)
      assert.equal(looks.filter((look) => look.scale === scale && look.tone === tone).length, 1);
    assert.equal(new Set(looks.map((look) => JSON.stringify(look))).size, looks.length);
  });

  it('leaves the greys alone for a look at a picture as it is', () => {
    const pixels = greys(10, 100, 200);
    applyTone(pixels, 'as-is');
    assert.deepEqual(pixels, greys(10, 100, 200));
  });

  it('makes grey of colours, in all three, and leaves what covers them', () => {
    const pixels = Uint8ClampedArray.from([0, 255, 0, 200, 0, 0, 255, 100]);
    applyTone(pixels, { threshold: 128 });
    assert.deepEqual([...pixels], [255, 255, 255, 200, 0, 0, 0, 100]);
  });

  it('stretches what is there, and not up to a lone speck of dust or light', () => {
    const pixels = greys(
      0,
      ...Array.from({ length: 9 }, () => 100),
      ...Array.from({ length: 9 }, () => 120),
      255,
    );
    applyTone(pixels, 'stretched');
    assert.deepEqual([reds(pixels)[1], reds(pixels)[10]], [0, 255]);
  });

  it('makes black and white at a threshold', () => {
    const pixels = greys(0, 127, 128, 255);
    applyTone(pixels, { threshold: 128 });
    assert.deepEqual(reds(pixels), [0, 0, 255, 255]);
  });

  it('stretches faint greys over the whole range', () => {
    const pixels = greys(...Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? 100 : 120)), 110);
    applyTone(pixels, 'stretched');
    assert.deepEqual(
      [...new Set(reds(pixels))].toSorted((a, b) => a - b),
      [0, 128, 255],
    );
  });

  it('leaves an even grey alone rather than dividing by nothing', () => {
    const pixels = greys(90, 90, 90);
    applyTone(pixels, 'stretched');
    assert.equal(new Set(reds(pixels)).size, 1);
  });
});
