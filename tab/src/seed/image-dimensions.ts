export type Dimensions = { readonly width: number; readonly height: number };

/** How many bytes of a file `readDimensions` wants: JPEG may put thumbnails and colour profiles first. */
export const dimensionBytes = 256 * 1024;

/**
 * What the header says about the size, before anything is unpacked: a picture of a few kilobytes can claim
 * gigapixels. `undefined` when it is none of PNG, JPEG, GIF, WebP, BMP or says nothing in the bytes given.
 */
export function readDimensions(bytes: Uint8Array): Dimensions | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const startsWith = (text: string, at = 0) =>
    [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
  if (startsWith('\x89PNG\r\n') && bytes.length >= 24)
    return { width: view.getUint32(16), height: view.getUint32(20) };
  if (startsWith('\xff\xd8')) return readJpeg(view);
  if (startsWith('GIF8') && bytes.length >= 10)
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (startsWith('BM') && bytes.length >= 26) {
    return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  }
  if (startsWith('RIFF') && startsWith('WEBP', 8) && bytes.length >= 30) return readWebp(view, startsWith);
  return undefined;
}

/** ITU-T T.81 §B.2.2: the frame header (SOF) after a chain of segments, each with its length. */
function readJpeg(view: DataView): Dimensions | undefined {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** RFC 9649 §2.5–2.7: the three kinds of first chunk. */
function readWebp(view: DataView, startsWith: (text: string, at: number) => boolean): Dimensions | undefined {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (startsWith('VP8X', 12)) return { width: uint24(24) + 1, height: uint24(27) + 1 };
  if (startsWith('VP8L', 12)) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (startsWith('VP8 ', 12))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  return undefined;
}
