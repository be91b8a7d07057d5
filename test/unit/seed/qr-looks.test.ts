import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { QrDecoder } from '@token-desk/tab/seed/qr-decoder';
import { answerQuestion } from '@token-desk/tab/seed/qr-looks';
import {
  asBitmap,
  browserPictures,
  lendGlobals,
  StandInBitmap,
} from '../../support/browser/browser-pictures.ts';
import { openNodeDecoder } from '../../support/browser/node-decoder.ts';
import { blankRaster, drawQr, type Raster, toPng } from '../../support/browser/qr-images/raster.ts';
import { linkText, otherSeedText, pushText, seedText } from '../../support/browser/qr-images/texts.ts';
import { HandClock } from '../../support/run/hand-clock.ts';

const white = [255, 255, 255] as const;
const black = [0, 0, 0] as const;

function picture(...texts: readonly string[]): Raster {
  const raster = blankRaster(10 + 200 * Math.max(1, texts.length), 220, white);
  for (const [at, text] of texts.entries())
    drawQr(raster, text, { x: 5 + 200 * at, y: 10, size: 190, dark: black, light: white, smooth: true });
  return raster;
}
const file = (raster: Raster) => new Blob([new Uint8Array(toPng(raster))], { type: 'image/png' });
const small = () => new StandInBitmap({ width: 40, height: 30 }, blankRaster(40, 30, [90, 90, 90]));

/** Sees what is prepared, one list a look; keeps the pixels it was shown. */
function scripted(...looks: readonly (readonly string[])[]) {
  const shown: ImageData[] = [];
  const firstPixels: number[][] = [];
  const decoder: QrDecoder = {
    load: async () => {},
    read: async (pixels) => {
      firstPixels.push([...pixels.data.subarray(0, 4)]);
      shown.push(pixels);
      return looks[shown.length - 1] ?? [];
    },
  };
  return { decoder, shown, firstPixels };
}
const ask = (bitmap: StandInBitmap, decoder: QrDecoder, budgetMs = 60_000) =>
  answerQuestion({ id: 1, image: asBitmap(bitmap), budgetMs }, decoder);

describe('what the worker reads in a picture', () => {
  let browser: Disposable;
  beforeEach(() => {
    browser = lendGlobals(browserPictures);
  });
  afterEach(() => {
    browser[Symbol.dispose]();
    mock.restoreAll();
  });

  const decoder = openNodeDecoder();
  for (const [what, texts] of [
    ['nothing where there is no code', []],
    ['a setup code', [seedText]],
    ['a wrong code, for what it is', [pushText]],
    ['two people’s codes', [seedText, otherSeedText]],
    ['the setup code beside two others', [linkText, seedText, pushText]],
  ] as const)
    it(`is ${what}`, async () => {
      const question = { id: 1, image: file(picture(...texts)), budgetMs: 0 };
      const outcome = await answerQuestion(question, decoder);
      assert.ok(outcome.ok, 'it is read');
      assert.deepEqual(outcome.texts.toSorted(), texts.toSorted());
    });

  it('is read from a transparent picture as from paper', async () => {
    const raster = picture(seedText);
    for (let at = 0; at < raster.data.length; at += 4)
      if (raster.data[at]! > 128) raster.data.fill(0, at, at + 4);
    const question = { id: 1, image: file(raster), budgetMs: 60_000 };
    assert.deepEqual(await answerQuestion(question, decoder), { ok: true, texts: [seedText] });
  });

  it('is `not-a-picture` for what the browser cannot open', async () => {
    const question = { id: 1, image: new Blob(['%PDF-1.7']), budgetMs: 60_000 };
    assert.deepEqual(await answerQuestion(question, decoder), { ok: false, code: 'not-a-picture' });
  });

  it('is nothing when it is only told to get ready', async () => {
    let loads = 0;
    const { decoder, shown } = scripted();
    const load = async () => void loads++;
    assert.deepEqual(await answerQuestion({ id: 0, budgetMs: 0 }, { ...decoder, load }), {
      ok: true,
      texts: [],
    });
    assert.deepEqual([loads, shown.length], [1, 0]);
  });
});

describe('how the worker looks at a picture', () => {
  let browser: Disposable;
  beforeEach(() => {
    browser = lendGlobals(browserPictures);
  });
  afterEach(() => {
    browser[Symbol.dispose]();
    mock.restoreAll();
  });

  it('looks on in other ways after wrong codes, and stops at the first setup code', async () => {
    const { decoder, shown } = scripted(
      [],
      [pushText],
      [pushText, linkText],
      [` ${seedText}`],
      [otherSeedText],
    );
    const outcome = await ask(small(), decoder);
    assert.deepEqual(outcome, { ok: true, texts: [pushText, linkText, ` ${seedText}`] });
    assert.equal(shown.length, 4);
  });

  it('takes a link for a setup code by its beginning, in capitals too', async () => {
    const capitals = scripted([seedText.toUpperCase()]);
    await ask(small(), capitals.decoder);
    assert.equal(capitals.shown.length, 1);
    const inside = scripted([`see ${seedText}`]);
    await ask(small(), inside.decoder);
    assert.equal(inside.shown.length, 11, 'text that only quotes one is looked past');
  });

  it('looks at other sizes and greys', async () => {
    const { decoder, shown, firstPixels } = scripted();
    await ask(small(), decoder);
    assert.deepEqual(
      [...new Set(shown.map(({ width, height }) => `${width}×${height}`))],
      ['40×30', '80×60', '120×90'],
    );
    assert.deepEqual(firstPixels[0], [90, 90, 90, 255]);
    assert.deepEqual(firstPixels[1], [0, 0, 0, 255], 'below the first threshold');
    assert.deepEqual(firstPixels[4], [255, 255, 255, 255], 'above a lower one');
  });

  it('ends with its time, and finishes the look that is running', async () => {
    const clock = new HandClock(1000);
    mock.method(performance, 'now', clock.now);
    const { decoder, shown } = scripted([pushText], [linkText], [seedText]);
    const read: QrDecoder['read'] = (pixels) => {
      clock.turn(1000);
      return decoder.read(pixels);
    };
    assert.deepEqual(await ask(small(), { ...decoder, read }, 1500), {
      ok: true,
      texts: [pushText, linkText],
    });
    assert.equal(shown.length, 2);
  });

  it('leaves no pixel of any look behind, and closes the picture', async () => {
    const bitmap = small();
    const { decoder, shown } = scripted();
    await ask(bitmap, decoder);
    assert.equal(shown.length, 11);
    for (const { data } of shown)
      assert.ok(
        data.every((byte) => byte === 0),
        'every pixel is wiped',
      );
    assert.ok(bitmap.isClosed, 'every picture is closed');
  });

  it('says `qr-reader-unavailable` when the decoder fails, and leaves no pixel behind either', async () => {
    const bitmap = small();
    const { decoder, shown } = scripted();
    const read: QrDecoder['read'] = async (pixels) => {
      await decoder.read(pixels);
      throw new RangeError('out of memory');
    };
    assert.deepEqual(await ask(bitmap, { ...decoder, read }), { ok: false, code: 'qr-reader-unavailable' });
    assert.ok(shown.length === 1 && shown[0]!.data.every((byte) => byte === 0), 'every pixel is wiped');
    assert.ok(bitmap.isClosed, 'every picture is closed');
  });

  it('says `qr-reader-unavailable` when the decoder does not come', async () => {
    const { decoder, shown } = scripted();
    const load = () => Promise.reject(new TypeError('refused by the policy'));
    assert.deepEqual(await ask(small(), { ...decoder, load }), { ok: false, code: 'qr-reader-unavailable' });
    assert.equal(shown.length, 0);
  });

  it('says `qr-reader-unavailable` where the browser has no canvas for it', async () => {
    const noCanvas = class {
      getContext = () => null;
    };
    using _ = lendGlobals({ OffscreenCanvas: noCanvas });
    const bitmap = small();
    const { decoder, shown } = scripted();
    assert.deepEqual(await ask(bitmap, decoder), { ok: false, code: 'qr-reader-unavailable' });
    assert.ok(shown.length === 0 && bitmap.isClosed, 'every picture is closed');
  });

  it('looks at 50 megapixels in a smaller copy, and not at all at more', async () => {
    const { decoder, shown } = scripted();
    const most = new StandInBitmap({ width: 10_000, height: 5000 });
    assert.deepEqual(await ask(most, decoder, 0), { ok: true, texts: [] });
    assert.deepEqual(
      shown.map(({ width, height }) => [width, height]),
      [[4472, 2236]],
    );
    const more = new StandInBitmap({ width: 10_000, height: 5001 });
    assert.deepEqual(await ask(more, decoder), { ok: false, code: 'too-large' });
    assert.ok(more.isClosed && shown.length === 1, 'every picture is closed');
  });
});
