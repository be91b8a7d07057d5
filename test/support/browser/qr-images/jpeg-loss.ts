import type { Effect } from './effects.ts';

// ITU-T T.81, table K.1: how coarsely JPEG stores each frequency of brightness.
const luminance = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

// The 8-point cosine transform as a table: row = frequency, column = sample.
const cosine = Float64Array.from({ length: 64 }, (_, at) => {
  const frequency = at >> 3;
  const scale = frequency === 0 ? Math.SQRT1_2 : 1;
  return (scale / 2) * Math.cos(((2 * (at & 7) + 1) * frequency * Math.PI) / 16);
});

/** Loses what JPEG loses at this quality (1 to 100): rings and blocks around every edge. */
export const jpegLoss =
  (quality: number): Effect =>
  (raster) => {
    const scale = (quality < 50 ? 5000 / quality : 200 - 2 * quality) / 100;
    const block = new Float64Array(64);
    for (let y = 0; y + 8 <= raster.height; y += 8) {
      for (let x = 0; x + 8 <= raster.width; x += 8) {
        for (let channel = 0; channel < 3; channel++) {
          const start = (y * raster.width + x) * 4 + channel;
          const place = (at: number) => start + ((at >> 3) * raster.width + (at & 7)) * 4;
          for (let at = 0; at < 64; at++) block[at] = raster.data[place(at)]! - 128;
          if (block.every((value) => value === block[0])) continue; // flat areas lose nothing worth the time
          transform(block, (frequency, sample) => cosine[frequency * 8 + sample]!);
          for (let at = 0; at < 64; at++) {
            const step = Math.max(1, luminance[at]! * scale);
            block[at] = Math.round(block[at]! / step) * step;
          }
          transform(block, (sample, frequency) => cosine[frequency * 8 + sample]!);
          for (let at = 0; at < 64; at++) raster.data[place(at)] = block[at]! + 128;
        }
      }
    }
  };

/** Columns, then rows, in place: out[k] = Σ in[n] · factor(k, n). */
function transform(block: Float64Array, factor: (to: number, from: number) => number): void {
  const line = new Float64Array(8);
  for (const [lineStep, step] of [
    [1, 8],
    [8, 1],
  ] as const) {
    for (let index = 0; index < 8; index++) {
      for (let to = 0; to < 8; to++) {
        let sum = 0;
        for (let from = 0; from < 8; from++) sum += factor(to, from) * block[index * lineStep + from * step]!;
        line[to] = sum;
      }
      for (let at = 0; at < 8; at++) block[index * lineStep + at * step] = line[at]!;
    }
  }
}
