import type { Effect } from './effects.ts';
import { between, type Random } from './random.ts';
import { blankRaster, type Raster } from './raster.ts';
import { drawScreen, type ScreenSpec } from './screens.ts';

export type PhotoSpec = {
  readonly width: number;
  readonly height: number;
  /** What is photographed. */
  readonly screen: ScreenSpec;
  /** How many pixels of the photo one pixel of the screen takes in the middle. */
  readonly magnification: number;
  readonly degrees: number;
  /** 0 = straight on; 0.3 = the far edge looks 30 % smaller. */
  readonly perspective: number;
  /** The near edge: 0 right, 90 bottom. */
  readonly tilt: number;
  readonly effects: readonly Effect[];
};

/** A phone's photo of a screen: seen at an angle, then everything that light and lens do to it. */
export function takePhoto(spec: PhotoSpec, random: Random): Raster {
  const screen = drawScreen(spec.screen, random);
  const photo = blankRaster(spec.width, spec.height, [58, 54, 50]);
  const radians = (spec.degrees * Math.PI) / 180;
  const tilt = (spec.tilt * Math.PI) / 180;
  const reach = Math.hypot(spec.width, spec.height) / 2;
  const centre = {
    x: screen.width * between(random, 0.42, 0.5),
    y: screen.height * between(random, 0.45, 0.52),
  };
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  const nearX = (spec.perspective * Math.cos(tilt)) / reach;
  const nearY = (spec.perspective * Math.sin(tilt)) / reach;
  const sum = new Float64Array(3);
  // From afar several screen pixels fall on one photo pixel; close up one sample between four pixels is enough.
  const grid = spec.magnification < 1 ? 2 : 1;
  const samples = grid * grid;
  for (let y = 0; y < spec.height; y++) {
    for (let x = 0; x < spec.width; x++) {
      sum.fill(0);
      for (let sample = 0; sample < samples; sample++) {
        // A pinhole camera: what lies towards `tilt` is nearer, so fewer screen pixels fall on one photo pixel.
        const fromX = x + ((sample % grid) + 0.5) / grid - spec.width / 2;
        const fromY = y + (Math.floor(sample / grid) + 0.5) / grid - spec.height / 2;
        const scale = spec.magnification * (1 + fromX * nearX + fromY * nearY);
        const onX = (fromX * cos + fromY * sin) / scale;
        const onY = (fromY * cos - fromX * sin) / scale;
        addSample(screen, centre.x + onX, centre.y + onY, sum);
      }
      const at = (y * spec.width + x) * 4;
      for (let channel = 0; channel < 3; channel++) photo.data[at + channel] = sum[channel]! / samples;
    }
  }
  for (const effect of spec.effects) effect(photo, random);
  return photo;
}

/** Adds the colour between the four nearest pixels; outside the screen it is the wall behind. */
function addSample(screen: Raster, x: number, y: number, sum: Float64Array): void {
  const left = Math.floor(x - 0.5);
  const top = Math.floor(y - 0.5);
  if (left < 0 || top < 0 || left + 1 >= screen.width || top + 1 >= screen.height) {
    for (let channel = 0; channel < 3; channel++) sum[channel]! += 90;
    return;
  }
  const [partX, partY] = [x - 0.5 - left, y - 0.5 - top];
  const at = (top * screen.width + left) * 4;
  const below = at + screen.width * 4;
  const { data } = screen;
  for (let channel = 0; channel < 3; channel++) {
    const upper = data[at + channel]! * (1 - partX) + data[at + 4 + channel]! * partX;
    const lower = data[below + channel]! * (1 - partX) + data[below + 4 + channel]! * partX;
    sum[channel]! += upper * (1 - partY) + lower * partY;
  }
}
