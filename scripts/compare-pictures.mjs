// Compares pictures with those that are kept in the repository, or, where another Chromium draws letters otherwise,
// where each text stands. Pure but for what it is given.
import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** A pixel is another one from here on, of 255 in any colour. */
const mostOff = 16;
/** So many of all pixels may be others. */
const mostPixels = 0.001;
/** So far may a text stand from where it stood. */
const mostMovedPx = 2;

/** What differs between two PNG files, in one sentence; null: nothing that counts. */
export function pixelsDiffer(keptFile, nowFile) {
  const [kept, now] = [PNG.sync.read(keptFile), PNG.sync.read(nowFile)];
  if (kept.width !== now.width || kept.height !== now.height)
    return `is ${now.width} × ${now.height} px, was ${kept.width} × ${kept.height}`;
  let others = 0;
  for (let at = 0; at < kept.data.length; at += 4) {
    const off = [0, 1, 2].some(
      (colour) => Math.abs(kept.data[at + colour] - now.data[at + colour]) > mostOff,
    );
    if (off) others += 1;
  }
  const share = others / (kept.width * kept.height);
  return share > mostPixels ? `${(share * 100).toFixed(2)} % of its pixels are others` : null;
}

/** The same of two lists of texts with their places: `[text, left, top, width, height]`. */
export function placesDiffer(kept, now) {
  for (const [at, [text, ...place]] of kept.entries()) {
    const found = now[at];
    if (found === undefined || found[0] !== text) return `says “${found?.[0] ?? ''}” where it said “${text}”`;
    const moved = place.findIndex((value, side) => Math.abs(value - found[side + 1]) > mostMovedPx);
    if (moved >= 0) return `“${text}” stands elsewhere: ${found.slice(1).join(' ')}, was ${place.join(' ')}`;
  }
  return now.length > kept.length ? `says “${now[kept.length][0]}” besides` : null;
}

/** The same picture with at most 256 colours, each channel off by 4 at most where they are enough: a third of the size. */
export function smaller(file) {
  const { width, height, data } = PNG.sync.read(file);
  const pixels = new Uint32Array(width * height);
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 1) {
    const [red, green, blue] = [0, 1, 2].map((colour) => Math.min(255, (data[at * 4 + colour] + 4) & ~7));
    pixels[at] = (red << 16) | (green << 8) | blue;
    counts.set(pixels[at], (counts.get(pixels[at]) ?? 0) + 1);
  }
  const colours = [...counts].sort((one, other) => other[1] - one[1]).map(([colour]) => colour);
  const palette = colours.slice(0, 256);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  for (const colour of colours.slice(256)) places.set(colour, nearest(palette, colour));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const channelsOf = (colour) => [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];

function nearest(palette, colour) {
  const wanted = channelsOf(colour);
  const off = (one) => channelsOf(one).reduce((sum, value, at) => sum + (value - wanted[at]) ** 2, 0);
  let best = 0;
  for (const [place, one] of palette.entries()) if (off(one) < off(palette[best])) best = place;
  return best;
}

/** A part of a PNG file: its length, its name, what it holds, and a sum over both. */
function chunk(name, content) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
