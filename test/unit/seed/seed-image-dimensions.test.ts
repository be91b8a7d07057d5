import assert from 'node:assert/strict';
import { readDimensions } from '@token-desk/tab/seed/image-dimensions';
import { blankRaster, toPng } from '../../support/browser/qr-images/raster.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');

const jpeg = Buffer.concat([
  latin('\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00'),
  latin('\xff\xc4\x00\x04\x00\x00'), // a Huffman table looks like a frame header to those who count only the high bits
  latin('\xff\xc0\x00\x11\x08\x0b\xd0\x0f\xc0\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01'),
]);
const bmp = Buffer.alloc(26);
bmp.write('BM');
bmp.writeInt32LE(800, 18);
bmp.writeInt32LE(-600, 22); // rows from the top
const webp = (chunk: string, tail: string) =>
  latin(`RIFF\x00\x00\x00\x00WEBP${chunk}\x0a\x00\x00\x00${tail}`);

describe('reading the size of a picture before it is unpacked', () => {
  const files: readonly (readonly [string, Uint8Array, readonly [number, number]])[] = [
    ['PNG', toPng(blankRaster(37, 21, [0, 0, 0])), [37, 21]],
    ['JPEG', jpeg, [4032, 3024]],
    ['GIF', latin('GIF89a\x20\x03\x58\x02'), [800, 600]],
    ['BMP', bmp, [800, 600]],
    ['WebP, extended', webp('VP8X', '\x00\x00\x00\x00\x1f\x03\x00\x57\x02\x00'), [800, 600]],
    ['WebP, lossy', webp('VP8 ', '\x00\x00\x00\x9d\x01\x2a\x20\x03\x58\x02'), [800, 600]],
    ['WebP, lossless', webp('VP8L', '\x2f\x1f\xc3\x95\x00\x00\x00\x00\x00\x00'), [800, 600]],
  ];
  for (const [name, bytes, [width, height]] of files) {
    it(`knows ${name}`, () => assert.deepEqual(readDimensions(bytes), { width, height }));
    it(`never fails on ${name} that is cut short`, () => {
      for (let end = 0; end < Math.min(bytes.length, 40); end++) {
        assert.doesNotThrow(() => readDimensions(bytes.subarray(0, end)), `after ${end} bytes`);
      }
    });
  }

  it('needs no byte behind the one that says it', () => {
    const png = latin('\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x25\x00\x00\x00\x15');
    assert.deepEqual(readDimensions(png), { width: 37, height: 21 });
    const frameHeader = latin('\xff\xd8\xff\xc0\x00\x11\x08\x0b\xd0\x0f\xc0');
    assert.deepEqual(readDimensions(frameHeader), { width: 4032, height: 3024 });
    assert.equal(readDimensions(frameHeader.subarray(0, -1)), undefined);
  });

  it('knows the frame header of a JPEG among the markers that look like one', () => {
    // ITU-T T.81 table B.1: C4, C8 and CC are tables and a reserved one
    const frames = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
    const frame = (marker: number, side: number) =>
      Buffer.from([0xff, marker, 0x00, 0x0b, 8, side >> 8, side & 255, side >> 8, side & 255, 0, 0, 0, 0]);
    for (let marker = 0x02; marker < 0xff; marker++) {
      const file = Buffer.concat([latin('\xff\xd8'), frame(marker, 700), frame(0xc0, 900)]);
      const width = frames.includes(marker) ? 700 : 900;
      assert.equal(readDimensions(file)?.width, width, marker.toString(16));
    }
  });

  it('passes over fill bytes in a JPEG, and believes nothing where its chain is broken', () => {
    const frame = '\xff\xc0\x00\x11\x08\x0b\xd0\x0f\xc0\x03';
    assert.equal(readDimensions(latin(`\xff\xd8\xff\xff\xff${frame}`))?.width, 4032);
    assert.equal(readDimensions(latin(`\xff\xd8\x00${frame.slice(1)}`)), undefined);
  });

  it('takes no other file of the same family for a WebP', () => {
    const size = '\x00\x00\x00\x9d\x01\x2a\x20\x03\x58\x02';
    for (const [family, kind, chunk] of [
      ['RIFX', 'WEBP', 'VP8 '],
      ['RIFF', 'WAVE', 'VP8 '],
      ['RIFF', 'WEBP', 'ALPH'],
    ])
      assert.equal(
        readDimensions(latin(`${family}\x00\x00\x00\x00${kind}${chunk}\x0a\x00\x00\x00${size}`)),
        undefined,
      );
  });

  it('says nothing about other files', () => {
    for (const text of ['', 'hello', '%PDF-1.7', '<svg width="99999999"/>']) {
      assert.equal(readDimensions(latin(text)), undefined);
    }
  });

  it('ends on a JPEG whose segments have no length', () => {
    assert.equal(readDimensions(latin(`\xff\xd8${'\xff\xe0\x00\x00'.repeat(50)}`)), undefined);
  });
});
