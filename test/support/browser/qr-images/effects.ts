import { between, type Random } from './random.ts';
import type { Raster } from './raster.ts';

/** What cameras and encoders do to a picture. Each effect changes the raster in place. */
export type Effect = (raster: Raster, random: Random) => void;

const eachPixel = (
  raster: Raster,
  change: (value: number, x: number, y: number, channel: number) => number,
): void => {
  const { data, width, height } = raster;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = change(data[at + channel]!, x, y, channel);
      }
    }
  }
};

/** Out of focus: three box blurs of this radius are close to a Gaussian of about 1.7 times the radius. */
export const blur =
  (radius: number): Effect =>
  (raster) => {
    for (let round = 0; round < 3; round++) {
      blurLines(raster, radius, {
        lines: raster.height,
        length: raster.width,
        step: 4,
        lineStep: raster.width * 4,
      });
      blurLines(raster, radius, {
        lines: raster.width,
        length: raster.height,
        step: raster.width * 4,
        lineStep: 4,
      });
    }
  };

type Walk = {
  readonly lines: number;
  readonly length: number;
  readonly step: number;
  readonly lineStep: number;
};

function blurLines({ data }: Raster, radius: number, { lines, length, step, lineStep }: Walk): void {
  const whole = Math.floor(radius);
  const part = radius - whole;
  const weight = 2 * radius + 1;
  const line = new Float32Array(length + 2 * whole + 2);
  for (let index = 0; index < lines; index++) {
    for (let channel = 0; channel < 3; channel++) {
      const start = index * lineStep + channel;
      for (let at = 0; at < line.length; at++) {
        const from = Math.min(length - 1, Math.max(0, at - whole - 1));
        line[at] = data[start + from * step]!;
      }
      let sum = 0;
      for (let at = 1; at <= 2 * whole + 1; at++) sum += line[at]!;
      for (let at = 0; at < length; at++) {
        data[start + at * step] = (sum + part * (line[at]! + line[at + 2 * whole + 2]!)) / weight;
        sum += (line[at + 2 * whole + 2] ?? 0) - line[at + 1]!;
      }
    }
  }
}

/** Sensor noise; `amount` is about the standard deviation in grey levels. */
export const noise =
  (amount: number): Effect =>
  (raster, random) => {
    // three throws of a die are close to a bell curve; a table of them saves two throws for each of millions of values
    const throws = Float32Array.from(
      { length: 4096 },
      () => (random() + random() + random() - 1.5) * 2 * amount,
    );
    eachPixel(raster, (value) => value + throws[Math.floor(random() * 4096)]!);
  };

/** A lamp at one side: `dark` is the brightness left at the far side, 0 to 1. */
export const unevenLight =
  (dark: number): Effect =>
  (raster, random) => {
    const angle = between(random, 0, 2 * Math.PI);
    const across = Math.abs(Math.cos(angle)) * raster.width + Math.abs(Math.sin(angle)) * raster.height;
    eachPixel(raster, (value, x, y) => {
      const along =
        ((x - raster.width / 2) * Math.cos(angle) + (y - raster.height / 2) * Math.sin(angle)) / across + 0.5;
      return value * (dark + (1 - dark) * along);
    });
  };

/** Washed out: black becomes grey, white becomes less white. */
export const lowContrast =
  (low: number, high: number): Effect =>
  (raster) =>
    eachPixel(raster, (value) => low + (value / 255) * (high - low));

/** The pattern a camera sees on a display: one ripple per colour, as its subpixels sit beside each other. */
export const moire =
  (strength: number): Effect =>
  (raster, random) => {
    const waves = [0, 1, 2].map(() => {
      const angle = between(random, 0, Math.PI);
      const perPixel = (2 * Math.PI) / between(random, 5, 14);
      return { x: Math.cos(angle) * perPixel, y: Math.sin(angle) * perPixel, phase: between(random, 0, 6) };
    });
    eachPixel(raster, (value, x, y, channel) => {
      const wave = waves[channel]!;
      return value * (1 - strength * (0.5 + 0.5 * Math.sin(x * wave.x + y * wave.y + wave.phase)));
    });
  };

/** A lamp's reflection: a soft white spot near the middle; `size` is its radius as a share of the height. */
export const glare =
  (size: number, strength: number): Effect =>
  (raster, random) => {
    const centre = {
      x: raster.width * between(random, 0.4, 0.6),
      y: raster.height * between(random, 0.4, 0.6),
    };
    const radius = raster.height * size;
    eachPixel(raster, (value, x, y) => {
      const away = Math.hypot(x - centre.x, y - centre.y) / radius;
      return value + (255 - value) * strength * Math.exp(-away * away);
    });
  };
