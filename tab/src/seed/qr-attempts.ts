/** One way to look at a picture: how large, and with which greys. */
export type Attempt = { readonly scale: number; readonly tone: Tone };
export type Tone = 'as-is' | 'stretched' | { readonly threshold: number };

const megapixel = 1_000_000;
/** Above this the first look is at a smaller copy: a phone's photo has more pixels than a code needs. */
const firstLookPixels = 10 * megapixel;
const mostPixels = 24 * megapixel;

/**
 * The looks worth trying, the cheapest first. Measured: a threshold rescues a faded code beside white and ripples on
 * a photographed display; stretching a dark photo; two and three times the size blurred codes and small modules.
 * Smaller copies rescue nothing, the decoder makes its own; nor does inverting, which it does too.
 */
export function planAttempts(width: number, height: number): readonly Attempt[] {
  const pixels = width * height;
  const first = Math.min(1, Math.sqrt(firstLookPixels / pixels));
  const levels = (...thresholds: readonly number[]) =>
    thresholds.map((threshold): Attempt => ({ scale: first, tone: { threshold } }));
  const wanted: readonly Attempt[] = [
    { scale: first, tone: 'as-is' },
    ...levels(128),
    { scale: first, tone: 'stretched' },
    ...levels(96, 64),
    { scale: first * 2, tone: 'as-is' },
    ...levels(160, 32, 192),
    { scale: first * 3, tone: 'as-is' },
    { scale: first * 2, tone: 'stretched' },
  ];
  return wanted.filter(({ scale }) => pixels * scale * scale <= mostPixels);
}

/** Changes RGBA pixels to the greys of `tone`, in place. */
export function applyTone(data: Uint8ClampedArray, tone: Tone): void {
  if (tone === 'as-is') return;
  const curve = typeof tone === 'object' ? thresholdCurve(tone.threshold) : stretchCurve(data);
  for (let at = 0; at < data.length; at += 4) {
    const grey = curve[brightness(data, at)] ?? 0;
    data[at] = grey;
    data[at + 1] = grey;
    data[at + 2] = grey;
  }
}

// ITU-R BT.601 weights in 1/256, as greyscale pictures have been made since television.
const brightness = (data: Uint8ClampedArray, at: number): number =>
  ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8;

const thresholdCurve = (level: number): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: 256 }, (_, grey) => (grey < level ? 0 : 255));

/** The darkest and the brightest twentieth become black and white. */
function stretchCurve(data: Uint8ClampedArray): Uint8ClampedArray {
  const counts = new Uint32Array(256);
  for (let at = 0; at < data.length; at += 4) {
    const grey = brightness(data, at);
    counts[grey] = (counts[grey] ?? 0) + 1;
  }
  const tail = data.length / 4 / 20;
  const low = edge(counts, tail, 1);
  const high = edge(counts, tail, -1);
  return Uint8ClampedArray.from({ length: 256 }, (_, grey) => ((grey - low) * 255) / Math.max(1, high - low));
}

function edge(counts: Uint32Array, tail: number, step: 1 | -1): number {
  let seen = 0;
  for (let grey = step === 1 ? 0 : 255; grey >= 0 && grey <= 255; grey += step) {
    seen += counts[grey] ?? 0;
    if (seen > tail) return grey;
  }
  return 128;
}
