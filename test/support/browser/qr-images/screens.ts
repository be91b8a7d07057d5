import { between, type Random } from './random.ts';
import {
  type Box,
  blankRaster,
  type Colour,
  drawBarCode,
  drawLetters,
  drawQr,
  fillBox,
  type Raster,
} from './raster.ts';
import { pushText, seedText } from './texts.ts';

export type ScreenSpec = {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  readonly theme: 'light' | 'dark';
  /** Side of a code at 100 %, in pixels. */
  readonly qrSize: number;
  /** Left to right. Default: the one seed. */
  readonly texts?: readonly string[];
  readonly inverted?: boolean;
  readonly smooth?: boolean;
  readonly barCode?: boolean;
  /** Contrast of the code, 0 to 1: pages that are dimmed behind a dialog. */
  readonly contrast?: number;
};

const palettes = {
  light: {
    desk: [38, 92, 140],
    page: [250, 249, 248],
    card: [255, 255, 255],
    ink: [50, 49, 48],
    quiet: [140, 138, 136],
  },
  dark: {
    desk: [12, 18, 30],
    page: [31, 31, 31],
    card: [41, 41, 41],
    ink: [240, 240, 240],
    quiet: [130, 130, 130],
  },
} as const satisfies Record<string, Record<string, Colour>>;

/** A desktop with a browser that shows a security-info dialog, and with what else lies around on a desktop. */
export function drawScreen(spec: ScreenSpec, random: Random): Raster {
  const colours = palettes[spec.theme];
  const screen = blankRaster(spec.width, spec.height, colours.desk);
  const zoom = spec.zoom;
  drawIcons(screen, random);
  const browser: Box = { x: 60, y: 40, width: spec.width - 120, height: spec.height - 100 };
  fillBox(screen, browser, colours.page);
  fillBox(screen, { ...browser, height: 44 }, colours.quiet);
  drawLetters(screen, random, {
    box: { x: 120, y: 54, width: 420, height: 22 },
    dot: 2,
    colour: colours.card,
  });
  const side: Box = { x: 80, y: 110, width: 190 * zoom, height: browser.height - 90 };
  drawLetters(screen, random, { box: side, dot: zoom, colour: colours.quiet });
  drawDialog(screen, spec, random);
  fillBox(screen, { x: 0, y: spec.height - 44, width: spec.width, height: 44 }, [20, 20, 24]);
  for (let x = 0; x < 12; x++) {
    fillBox(
      screen,
      { x: spec.width / 2 - 260 + x * 44, y: spec.height - 36, width: 28, height: 28 },
      tint(random),
    );
  }
  return screen;
}

function drawDialog(screen: Raster, spec: ScreenSpec, random: Random): void {
  const colours = palettes[spec.theme];
  const texts = spec.texts ?? [seedText];
  const qrSize = spec.qrSize * spec.zoom;
  const width = Math.min(spec.width - 200, Math.max(560 * spec.zoom, texts.length * (qrSize + 60) + 80));
  const height = qrSize + 250 * spec.zoom;
  const x = Math.max(90, Math.round((spec.width - width) * between(random, 0.35, 0.65)));
  const y = Math.max(96, Math.round((spec.height - height) * between(random, 0.3, 0.6)));
  fillBox(screen, { x: x - 1, y: y - 1, width: width + 2, height: height + 2 }, colours.quiet);
  fillBox(screen, { x, y, width, height }, colours.card);
  const inner = { x: x + 28 * spec.zoom, width: width - 56 * spec.zoom };
  const heading = { ...inner, y: y + 24 * spec.zoom, height: 20 * spec.zoom };
  drawLetters(screen, random, { box: heading, dot: 2 * spec.zoom, colour: colours.ink });
  const lead = { ...inner, y: y + 70 * spec.zoom, height: 40 * spec.zoom };
  drawLetters(screen, random, { box: lead, dot: spec.zoom, colour: colours.ink });
  const fade = (value: number) => 128 + (value - 128) * (spec.contrast ?? 1);
  const black: Colour = [fade(0), fade(0), fade(0)];
  const white: Colour = [fade(255), fade(255), fade(255)];
  const paint = {
    size: qrSize,
    dark: spec.inverted ? white : black,
    light: spec.inverted ? black : white,
    smooth: spec.smooth ?? true,
  };
  const top = y + 120 * spec.zoom;
  texts.forEach((text, index) => {
    drawQr(screen, text, { ...paint, x: inner.x + index * (qrSize + 60), y: top });
  });
  const beside = inner.x + texts.length * (qrSize + 60);
  const room = { x: beside, y: top, width: x + width - beside - 20, height: qrSize };
  if (room.width > 60) drawLetters(screen, random, { box: room, dot: spec.zoom, colour: colours.quiet });
  if (spec.barCode)
    drawBarCode(screen, random, { x: inner.x + 12, y: top + qrSize + 16, width: 180, height: 40 });
  const button = { x: x + width - 130 * spec.zoom, y: y + height - 52 * spec.zoom };
  fillBox(screen, { ...button, width: 96 * spec.zoom, height: 32 * spec.zoom }, [0, 103, 184]);
}

/** Tiles, dots and chequers around the window: what a finder could take for a corner of a code. */
function drawIcons(screen: Raster, random: Random): void {
  for (let y = 20; y < screen.height - 80; y += 90) {
    const box = { x: 8, y, width: 42, height: 42 };
    fillBox(screen, box, tint(random));
    fillBox(screen, { x: 16, y: y + 8, width: 26, height: 26 }, [255, 255, 255]);
    fillBox(screen, { x: 22, y: y + 14, width: 14, height: 14 }, tint(random));
  }
}

const tint = (random: Random): Colour =>
  [between(random, 20, 230), between(random, 20, 230), between(random, 20, 230)].map(
    Math.round,
  ) as unknown as Colour;

/** The page as it is when both codes can be seen: the push code first, the wanted one after it. */
export const bothCodes: readonly string[] = [pushText, seedText];
