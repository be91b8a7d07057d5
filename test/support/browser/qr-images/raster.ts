import { PNG } from 'pngjs';
import encodeQR from 'qr';
import type { Random } from './random.ts';

/** RGBA, 4 bytes a pixel, rows from the top, no padding. */
export type Raster = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };
export type Colour = readonly [red: number, green: number, blue: number];
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export function blankRaster(width: number, height: number, colour: Colour): Raster {
  const raster = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  fillBox(raster, { x: 0, y: 0, width, height }, colour);
  return raster;
}

export function fillBox(raster: Raster, box: Box, [red, green, blue]: Colour): void {
  const pixels = new Uint32Array(raster.data.buffer, raster.data.byteOffset, raster.width * raster.height);
  const value = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  const left = Math.max(0, Math.round(box.x));
  const right = Math.min(raster.width, Math.round(box.x + box.width));
  const bottom = Math.min(raster.height, Math.round(box.y + box.height));
  for (let y = Math.max(0, Math.round(box.y)); y < bottom; y++) {
    if (right > left) pixels.fill(value, y * raster.width + left, y * raster.width + right);
  }
}

/** Lines of made-up 5 × 7 letters: as busy as text, and the same without any font. */
export function drawLetters(
  raster: Raster,
  random: Random,
  { box, dot, colour }: { readonly box: Box; readonly dot: number; readonly colour: Colour },
): void {
  for (let top = box.y; top + dot * 7 <= box.y + box.height; top += dot * 12) {
    const end = box.x + box.width * (0.6 + 0.4 * random());
    for (let left = box.x; left + dot * 5 < end; left += dot * 6) {
      if (random() < 0.16) continue; // a space between words
      for (let cell = 0; cell < 35; cell++) {
        if (random() > 0.42) continue;
        const x = left + (cell % 5) * dot;
        const y = top + Math.floor(cell / 5) * dot;
        fillBox(raster, { x, y, width: dot, height: dot }, colour);
      }
    }
  }
}

/** Bars as on the back of a token: a code, but not a QR code. */
export function drawBarCode(raster: Raster, random: Random, box: Box): void {
  fillBox(
    raster,
    { x: box.x - 12, y: box.y - 8, width: box.width + 24, height: box.height + 16 },
    [255, 255, 255],
  );
  for (let x = box.x; x < box.x + box.width; ) {
    const bar = 1 + Math.floor(random() * 4);
    fillBox(raster, { x, y: box.y, width: bar, height: box.height }, [0, 0, 0]);
    x += bar + 1 + Math.floor(random() * 4);
  }
}

export type QrPlace = {
  readonly x: number;
  readonly y: number;
  /** Side of the code with its border, in pixels; need not be a whole number of modules. */
  readonly size: number;
  readonly dark: Colour;
  readonly light: Colour;
  /** `false` picks the nearest module for each pixel, as browsers do with `image-rendering: pixelated`. */
  readonly smooth: boolean;
};

export function drawQr(raster: Raster, text: string, place: QrPlace): void {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const perPixel = modules.length / place.size;
  const samples = place.smooth ? 4 : 1;
  const side = Math.floor(place.size);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      let dark = 0;
      for (let sample = 0; sample < samples * samples; sample++) {
        const column = Math.floor((x + ((sample % samples) + 0.5) / samples) * perPixel);
        const row = Math.floor((y + (Math.floor(sample / samples) + 0.5) / samples) * perPixel);
        if (modules[row]?.[column]) dark++;
      }
      const share = dark / (samples * samples);
      const at = (Math.round(place.y + y) * raster.width + Math.round(place.x + x)) * 4;
      for (let channel = 0; channel < 3; channel++) {
        raster.data[at + channel] = place.dark[channel]! * share + place.light[channel]! * (1 - share);
      }
    }
  }
}

export function toPng(raster: Raster): Buffer {
  const png = new PNG({ width: raster.width, height: raster.height });
  png.data = Buffer.from(raster.data.buffer, raster.data.byteOffset, raster.data.byteLength);
  return PNG.sync.write(png, { deflateLevel: 1, filterType: 0 });
}
