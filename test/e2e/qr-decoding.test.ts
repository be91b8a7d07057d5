import assert from 'node:assert/strict';
import { openQrBrowser, type QrBrowser } from '../support/browser/qr-browser.ts';
import { type TestImage, testImages } from '../support/browser/qr-images/image-set.ts';
import { blankRaster, toPng } from '../support/browser/qr-images/raster.ts';
import { securityInfoPage } from '../support/browser/qr-images/security-info-page.ts';
import { linkText, pushText, seedText } from '../support/browser/qr-images/texts.ts';
import { lateEndMs } from '../support/run/late-end.ts';
import { needsChromium } from '../support/run/require-all.ts';

describe('reading QR codes from pictures in Chromium', () => {
  let qr: QrBrowser;

  before(async function () {
    needsChromium(this);
    qr = await openQrBrowser();
  });
  after(() => qr?.[Symbol.asyncDispose]());

  /** What is missing from, or too much in, what was read; empty when it is all right. */
  async function misread({ name, texts, draw }: TestImage): Promise<readonly string[]> {
    assert.equal(await qr.prefetch(), true);
    if (!qr.hasImage(name)) qr.addImage(name, toPng(draw()));
    const reading = await qr.read(name);
    if ('problem' in reading) return [`${name}: ${reading.problem}`];
    const isAllRead = texts.every((text) => reading.texts.includes(text));
    return isAllRead && reading.texts.length === texts.length
      ? []
      : [`${name}: ${reading.texts.length} codes read`];
  }

  const ofKind = (kind: TestImage['kind']) => testImages.filter((image) => image.kind === kind);

  it('has a set of at least 60 pictures', () => {
    assert.ok(ofKind('screenshot').length >= 30 && ofKind('photo').length >= 30);
  });

  it('reads every screenshot, whatever its zoom, theme, size and compression', async () => {
    const missed: string[] = [];
    for (const image of ofKind('screenshot')) missed.push(...(await misread(image)));
    assert.deepEqual(missed, []);
  });

  it('reads at least 90 % of the photos', async () => {
    const photos = ofKind('photo');
    const missed: string[] = [];
    for (const image of photos) missed.push(...(await misread(image)));
    assert.ok(missed.length <= photos.length / 10, missed.join('; '));
  });

  for (const zoom of [1, 1.25, 1.5]) {
    for (const theme of ['light', 'dark'] as const) {
      it(`reads what Chromium itself draws at ${zoom * 100} %, ${theme}, as PNG and JPEG`, async () => {
        const page = await qr.browser.newPage({
          viewport: { width: 1366, height: 768 },
          deviceScaleFactor: zoom,
        });
        page.setDefaultTimeout(lateEndMs);
        for (const [qrSize, texts] of [
          [144, [seedText]],
          [200, [pushText, seedText]],
        ] as const) {
          await page.setContent(securityInfoPage({ theme, qrSize, texts }));
          for (const type of ['png', 'jpeg'] as const) {
            const options = type === 'jpeg' ? { type, quality: 40 } : { type };
            qr.addImage('page', await page.screenshot(options));
            const reading = await qr.read('page');
            assert.ok('texts' in reading, `${qrSize} px, ${type}`);
            assert.deepEqual(reading.texts.toSorted(), [...texts].toSorted(), `${qrSize} px, ${type}`);
          }
        }
        await page.close();
      });
    }
  }

  describe('with more than one code, or none', () => {
    const drawn = (name: string): string => {
      const image = testImages.find((image) => image.name === name)!;
      if (!qr.hasImage(name)) qr.addImage(name, toPng(image.draw()));
      return name;
    };
    const pictures = [
      [
        'screen-push-and-seed',
        { kind: 'chosen', accounts: ['ana@contoso.example'], wrong: ['microsoft-push'] },
      ],
      ['screen-seed-and-link', { kind: 'chosen', accounts: ['ana@contoso.example'], wrong: ['web-link'] }],
      ['photo-two-codes', { kind: 'chosen', accounts: ['ana@contoso.example'], wrong: ['microsoft-push'] }],
      ['screen-beside-bar-code', { kind: 'chosen', accounts: ['ana@contoso.example'], wrong: [] }],
      ['screen-push-only', { kind: 'input-microsoft-push', accounts: [], wrong: [] }],
      ['screen-no-code', { kind: 'no-qr-found', accounts: [], wrong: [] }],
      ['screen-bar-code-only', { kind: 'no-qr-found', accounts: [], wrong: [] }],
    ] as const;
    for (const [name, expected] of pictures) {
      it(`${name}: ${expected.kind}`, async () => {
        const reading = await qr.read(drawn(name));
        assert.ok('choice' in reading);
        assert.deepEqual(reading.choice, expected);
      });
    }

    it('asks when two people’s codes are in the picture', async () => {
      const reading = await qr.read(drawn('screen-two-seeds'));
      assert.ok('choice' in reading);
      assert.equal(reading.choice.kind, 'several');
      assert.deepEqual(reading.choice.accounts.toSorted(), ['ana@contoso.example', 'ben@contoso.example']);
    });
  });

  describe('with files that are no pictures, or too large', () => {
    const hugeHeader = toPng(blankRaster(1, 1, [0, 0, 0]));
    hugeHeader.writeUInt32BE(10_000, 16);
    hugeHeader.writeUInt32BE(10_000, 20);
    const files: readonly (readonly [string, Uint8Array, string])[] = [
      ['a text', Buffer.from(linkText), 'not-a-picture'],
      ['an empty file', new Uint8Array(), 'not-a-picture'],
      ['half a picture header', toPng(blankRaster(8, 8, [0, 0, 0])).subarray(0, 20), 'not-a-picture'],
      ['21 MB', new Uint8Array(21 * 1024 * 1024), 'too-large'],
      ['a few bytes that claim 100 megapixels', hugeHeader, 'too-large'],
    ];
    for (const [what, bytes, problem] of files) {
      it(`says ${problem} about ${what}`, async () => {
        qr.addImage('file', bytes);
        assert.deepEqual(await qr.read('file'), { problem });
      });
    }
  });

  it('says so when the decoder cannot be loaded, and reads again when it can', async () => {
    const name = 'page';
    qr.addImage(name, toPng(testImages[0]!.draw()));
    qr.breakDecoder(true);
    assert.equal(await qr.prefetch(), false);
    assert.deepEqual(await qr.read(name), { problem: 'qr-reader-unavailable' });
    qr.breakDecoder(false);
    assert.equal(await qr.prefetch(), true);
    assert.ok('texts' in (await qr.read(name)));
  });

  it('stops when told to', async () => {
    assert.equal(await qr.readAborted('page'), 'AbortError');
  });

  it('loads nothing, and sends nothing, beyond its own origin', () => {
    const hosts = new Set(qr.requested.map((url) => new URL(url).host));
    assert.equal(hosts.size, 1);
    assert.ok(
      qr.requested.some((url) => url.endsWith('.wasm')),
      'the decoder was loaded from here',
    );
  });
});
