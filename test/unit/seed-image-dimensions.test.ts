import assert from 'node:assert/strict';
import { readDimensions } from '@token-desk/tab/seed/image-dimensions';
import { blankRaster, toPng } from '../support/qr-images/raster.ts';

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

  it('says nothing about other files', () => {
    for (const text of ['', 'hello', '%PDF-1.7', '<svg width="99999999"/>']) {
      assert.equal(readDimensions(latin(text)), undefined);
    }
  });

  it('ends on a JPEG whose segments have no length', () => {
    assert.equal(readDimensions(latin(`\xff\xd8${'\xff\xe0\x00\x00'.repeat(50)}`)), undefined);
  });
});
