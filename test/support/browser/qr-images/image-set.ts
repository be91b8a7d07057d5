import { blur, type Effect, glare, lowContrast, moire, noise, unevenLight } from './effects.ts';
import { jpegLoss } from './jpeg-loss.ts';
import { type PhotoSpec, takePhoto } from './photos.ts';
import { randomFrom } from './random.ts';
import type { Raster } from './raster.ts';
import { bothCodes, drawScreen, type ScreenSpec } from './screens.ts';
import { linkText, longSeedText, otherSeedText, pushText, seedText } from './texts.ts';

export type TestImage = {
  readonly name: string;
  readonly kind: 'screenshot' | 'photo' | 'no-code';
  /** Every code in it, in no order. */
  readonly texts: readonly string[];
  readonly draw: () => Raster;
};

const sizes = { small: [1366, 768], full: [1920, 1080], wide: [2560, 1440], huge: [3840, 2160] } as const;

type ScreenRow = Partial<Omit<ScreenSpec, 'width' | 'height'>> & {
  readonly name: string;
  readonly size: keyof typeof sizes;
  readonly after?: readonly Effect[];
};

/** 3 zooms × 2 themes × 2 sizes, then one row for each thing that goes wrong on real desks. */
const screenRows: readonly ScreenRow[] = [
  ...[1, 1.25, 1.5].flatMap((zoom) =>
    (['light', 'dark'] as const).flatMap((theme) =>
      [144, 200].map((qrSize): ScreenRow => {
        const size = qrSize === 144 ? 'small' : 'full';
        return { name: `${theme}-${zoom * 100}-${qrSize}px`, size, zoom, theme, qrSize };
      }),
    ),
  ),
  { name: 'nearest-pixel', size: 'small', qrSize: 144, smooth: false },
  { name: 'nearest-pixel-fraction', size: 'full', qrSize: 171, zoom: 1.1, smooth: false },
  { name: 'two-pixels-a-module', size: 'small', qrSize: 100 },
  { name: 'long-text-small', size: 'full', qrSize: 150, texts: [longSeedText] },
  { name: 'long-text-110', size: 'full', qrSize: 160, zoom: 1.1, texts: [longSeedText], theme: 'dark' },
  { name: 'huge-desktop', size: 'huge', qrSize: 144 },
  { name: 'huge-desktop-150-dark', size: 'huge', qrSize: 200, zoom: 1.5, theme: 'dark' },
  { name: 'wide-desktop', size: 'wide', qrSize: 200, zoom: 1.25 },
  { name: 'jpeg-60', size: 'small', qrSize: 144, after: [jpegLoss(60)] },
  { name: 'jpeg-30', size: 'small', qrSize: 200, after: [jpegLoss(30)] },
  { name: 'jpeg-15-dark', size: 'small', qrSize: 200, theme: 'dark', zoom: 1.25, after: [jpegLoss(15)] },
  { name: 'inverted', size: 'small', qrSize: 144, theme: 'dark', inverted: true },
  { name: 'inverted-125', size: 'full', qrSize: 200, theme: 'dark', inverted: true, zoom: 1.25 },
  { name: 'dimmed', size: 'small', qrSize: 200, contrast: 0.25 },
  { name: 'dimmed-much', size: 'full', qrSize: 200, contrast: 0.12 },
  { name: 'remote-desktop-soft', size: 'full', qrSize: 200, after: [blur(0.6), jpegLoss(50)] },
  { name: 'beside-bar-code', size: 'small', qrSize: 144, barCode: true },
  { name: 'push-and-seed', size: 'full', qrSize: 200, texts: bothCodes },
  { name: 'seed-and-push-dark', size: 'small', qrSize: 144, theme: 'dark', texts: [seedText, pushText] },
  { name: 'seed-and-link', size: 'full', qrSize: 144, zoom: 1.25, texts: [seedText, linkText] },
  {
    name: 'link-and-seed-jpeg',
    size: 'small',
    qrSize: 200,
    texts: [linkText, seedText],
    after: [jpegLoss(50)],
  },
  { name: 'two-seeds', size: 'full', qrSize: 170, texts: [seedText, otherSeedText] },
  { name: 'push-only', size: 'small', qrSize: 200, texts: [pushText] },
];

type PhotoRow = Partial<Omit<PhotoSpec, 'screen'>> & {
  readonly name: string;
  readonly show?: Partial<ScreenSpec>;
};

const dirty: readonly Effect[] = [blur(1), unevenLight(0.45), moire(0.25), noise(6), jpegLoss(60)];

const photoRows: readonly PhotoRow[] = [
  { name: 'straight', effects: [blur(0.8), noise(4)] },
  { name: 'turned-left-25', degrees: -25, effects: [blur(0.8), noise(4)] },
  { name: 'turned-right-25', degrees: 25, effects: [blur(0.8), noise(4)] },
  { name: 'turned-12', degrees: 12, effects: [blur(0.8), noise(4)] },
  { name: 'upside-down', degrees: 180, effects: [blur(0.8), noise(4)] },
  { name: 'from-the-right', perspective: 0.3, effects: [blur(0.8), noise(4)] },
  { name: 'from-below', perspective: 0.3, tilt: 90, effects: [blur(0.8), noise(4)] },
  { name: 'from-the-corner', perspective: 0.4, tilt: 40, degrees: 10, effects: [blur(0.8), noise(4)] },
  { name: 'steep', perspective: 0.6, tilt: 20, degrees: -8, effects: [blur(0.8), noise(4)] },
  { name: 'blur-15', effects: [blur(1.5), noise(3)] },
  { name: 'blur-25', magnification: 2.2, effects: [blur(2.5), noise(3)] },
  { name: 'blur-turned', degrees: 18, effects: [blur(1.6), noise(3)] },
  { name: 'one-lamp', effects: [blur(0.8), unevenLight(0.25), noise(4)] },
  { name: 'one-lamp-turned', degrees: -15, effects: [blur(1), unevenLight(0.2), noise(6)] },
  { name: 'moire', effects: [moire(0.35), noise(4)] },
  { name: 'moire-strong', degrees: 7, effects: [moire(0.5), noise(4)] },
  { name: 'moire-turned', degrees: 22, effects: [blur(0.8), moire(0.4), noise(5)] },
  { name: 'noise-15', effects: [noise(15)] },
  { name: 'noise-28', magnification: 1.8, effects: [blur(0.7), noise(28)] },
  { name: 'grey', effects: [blur(0.8), lowContrast(90, 160), noise(3)] },
  { name: 'grey-turned', degrees: -20, effects: [blur(0.8), lowContrast(110, 160), noise(2)] },
  { name: 'dark-room', effects: [blur(0.8), lowContrast(4, 60), noise(3)] },
  { name: 'overexposed', effects: [blur(1), lowContrast(150, 300), noise(4)] },
  { name: 'glare-small', effects: [blur(0.8), glare(0.05, 1), noise(4)] },
  { name: 'glare-wide', degrees: 9, effects: [blur(0.8), glare(0.25, 0.7), noise(4)] },
  { name: 'dark-page', show: { theme: 'dark' }, degrees: -10, effects: [blur(1), noise(6)] },
  { name: 'inverted', show: { theme: 'dark', inverted: true }, degrees: 6, effects: [blur(0.8), noise(4)] },
  { name: 'everything', degrees: 11, perspective: 0.25, tilt: 300, effects: dirty },
  { name: 'everything-left', degrees: -21, perspective: 0.3, tilt: 120, effects: dirty },
  { name: 'everything-long', show: { texts: [longSeedText] }, magnification: 2, degrees: 5, effects: dirty },
  { name: 'far-away', magnification: 0.65, effects: [noise(5)] },
  { name: 'far-and-turned', magnification: 0.75, degrees: 16, effects: [blur(0.5), noise(5), jpegLoss(60)] },
  { name: 'far-and-soft', magnification: 0.9, degrees: -5, effects: [blur(1), noise(3)] },
  { name: 'blur-40', magnification: 2.2, effects: [blur(4), noise(2)] },
  {
    name: 'moire-and-angle',
    perspective: 0.5,
    tilt: 340,
    degrees: 13,
    effects: [blur(0.6), moire(0.6), noise(6)],
  },
  { name: 'glare-on-code', perspective: 0.2, effects: [blur(0.8), glare(0.12, 0.9), noise(4)] },
  {
    name: 'two-codes',
    show: { texts: bothCodes },
    magnification: 1.4,
    degrees: -6,
    effects: [blur(0.8), noise(5)],
  },
  {
    name: 'eight-megapixels',
    width: 3264,
    height: 2448,
    magnification: 4,
    degrees: 14,
    effects: [noise(12)],
  },
];

/** The same pictures on every machine: each is drawn from its own name and place in the list. */
export const testImages: readonly TestImage[] = [
  ...screenRows.map((row, index) => screenshot(row, 100 + index)),
  ...photoRows.map((row, index) => photo(row, 500 + index)),
  screenshot({ name: 'no-code', size: 'small', texts: [] }, 900),
  screenshot({ name: 'bar-code-only', size: 'small', texts: [], barCode: true }, 901),
];

function screenshot({ name, size, after = [], ...spec }: ScreenRow, seedNumber: number): TestImage {
  const [width, height] = sizes[size];
  const texts = spec.texts ?? [seedText];
  const draw = () => {
    const random = randomFrom(seedNumber);
    const raster = drawScreen(
      { width, height, zoom: 1, theme: 'light', qrSize: 144, ...spec, texts },
      random,
    );
    for (const effect of after) effect(raster, random);
    return raster;
  };
  return { name: `screen-${name}`, kind: texts.length === 0 ? 'no-code' : 'screenshot', texts, draw };
}

function photo({ name, show, ...row }: PhotoRow, seedNumber: number): TestImage {
  const screen: ScreenSpec = { width: 1100, height: 800, zoom: 1, theme: 'light', qrSize: 200, ...show };
  const frame = {
    width: 1024,
    height: 768,
    magnification: 1.5,
    degrees: 0,
    perspective: 0,
    tilt: 0,
    effects: [],
  };
  const draw = () => takePhoto({ ...frame, ...row, screen }, randomFrom(seedNumber));
  return { name: `photo-${name}`, kind: 'photo', texts: screen.texts ?? [seedText], draw };
}
