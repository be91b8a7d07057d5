import { PNG } from 'pngjs';
import { blankRaster, type Raster } from './qr-images/raster.ts';

/** An unpacked picture. One without a raster has a size and no memory for it: a gigapixel costs a test nothing. */
export class StandInBitmap {
  isClosed = false;
  readonly width: number;
  readonly height: number;
  readonly raster: Raster | null;

  constructor(size: { readonly width: number; readonly height: number }, raster: Raster | null = null) {
    this.width = size.width;
    this.height = size.height;
    this.raster = raster;
  }

  close(): void {
    this.isClosed = true;
  }
}

export const asBitmap = (bitmap: StandInBitmap) => bitmap as unknown as ImageBitmap;

/** Canvas as far as reading a picture goes: one colour below, a picture over it in the nearest pixels. */
class StandInCanvas {
  readonly #pixels: Raster;

  constructor(width: number, height: number) {
    this.#pixels = blankRaster(width, height, [0, 0, 0]);
    this.#pixels.data.fill(0); // as canvases are: nothing at all, not even black
  }

  getContext(kind: string) {
    if (kind !== '2d') return null;
    const under = this.#pixels;
    return {
      fillStyle: '',
      imageSmoothingQuality: '',
      fillRect(left: number, top: number, width: number, height: number) {
        if (this.fillStyle !== 'white') throw new Error('this canvas has white only');
        for (let y = top; y < top + height; y++)
          under.data.fill(255, (y * under.width + left) * 4, (y * under.width + left + width) * 4);
      },
      drawImage({ raster }: StandInBitmap, left: number, top: number, width: number, height: number) {
        if (raster === null) return;
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++) {
            const from = Math.floor((y * raster.height) / height) * raster.width;
            drawPixel(
              raster,
              from + Math.floor((x * raster.width) / width),
              under,
              (top + y) * width + left + x,
            );
          }
      },
      getImageData: () => ({ ...under, colorSpace: 'srgb' }),
    };
  }
}

function drawPixel(from: Raster, at: number, to: Raster, place: number): void {
  const opacity = from.data[at * 4 + 3]! / 255;
  for (let channel = 0; channel < 3; channel++) {
    const below = to.data[place * 4 + channel]!;
    to.data[place * 4 + channel] = from.data[at * 4 + channel]! * opacity + below * (1 - opacity);
  }
}

/** A PNG is unpacked, anything else is refused as browsers refuse it. */
export async function unpackPng(image: Blob): Promise<StandInBitmap> {
  try {
    const png = PNG.sync.read(Buffer.from(await image.arrayBuffer()));
    const raster = { width: png.width, height: png.height, data: new Uint8ClampedArray(png.data) };
    return new StandInBitmap(raster, raster);
  } catch {
    throw new DOMException('The source image could not be decoded.', 'InvalidStateError');
  }
}

/** What Node lacks of a browser, for the time of a test; closing takes it away again. */
export function lendGlobals(lent: Readonly<Record<string, unknown>>): Disposable {
  const before = Object.keys(lent).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(lent))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return {
    [Symbol.dispose]() {
      for (const [name, descriptor] of before)
        if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
        else Object.defineProperty(globalThis, name, descriptor);
    },
  };
}

export const browserPictures = {
  ImageBitmap: StandInBitmap,
  OffscreenCanvas: StandInCanvas,
  createImageBitmap: unpackPng,
};
