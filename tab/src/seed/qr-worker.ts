import { type Attempt, applyTone, planAttempts } from './qr-attempts.ts';
import { loadQrEngine, readPixels } from './qr-engine.ts';
import { mostMegapixels, type QrAnswer, type QrOutcome, type QrQuestion } from './qr-messages.ts';

// Decoding takes every core cycle it gets; here it does not hold up the page.
// The worker ends with the picture, and with it every copy of what was read.

self.addEventListener('message', (event: MessageEvent<QrQuestion>) => {
  const { id } = event.data;
  void answer(event.data).then((outcome) => self.postMessage({ id, ...outcome } satisfies QrAnswer));
});

async function answer(question: QrQuestion): Promise<QrOutcome> {
  try {
    await loadQrEngine();
    return question.image === undefined
      ? { ok: true, texts: [] }
      : await readImage(question.image, question.budgetMs);
  } catch {
    // The decoder did not come (offline, refused by the page's policy) or the browser had no room for the pixels:
    // either way pictures cannot be read here, and the page has to hear it. The cause may hold pixels: it stays here.
    return { ok: false, code: 'qr-reader-unavailable' };
  }
}

async function readImage(image: NonNullable<QrQuestion['image']>, budgetMs: number): Promise<QrOutcome> {
  const bitmap = await toBitmap(image);
  if (bitmap === undefined) return { ok: false, code: 'not-a-picture' };
  try {
    if (bitmap.width * bitmap.height > mostMegapixels * 1_000_000) return { ok: false, code: 'too-large' };
    return { ok: true, texts: await readBitmap(bitmap, performance.now() + budgetMs) };
  } finally {
    bitmap.close();
  }
}

async function toBitmap(image: Blob | ImageBitmap | ImageData): Promise<ImageBitmap | undefined> {
  if (image instanceof ImageBitmap) return image;
  try {
    return await createImageBitmap(image);
  } catch {
    return undefined; // the browser's way to say that it cannot open this file
  }
}

async function readBitmap(bitmap: ImageBitmap, until: number): Promise<readonly string[]> {
  const texts = new Set<string>();
  for (const attempt of planAttempts(bitmap.width, bitmap.height)) {
    const pixels = look(bitmap, attempt);
    for (const text of await readPixels(pixels)) texts.add(text);
    pixels.data.fill(0);
    // A wrong code found first must not hide the right one beside it; the right one found is enough.
    if ([...texts].some(isSetupLink) || performance.now() > until) break;
  }
  return [...texts];
}

const isSetupLink = (text: string): boolean => /^\s*otpauth:/i.test(text);

function look(bitmap: ImageBitmap, { scale, tone }: Attempt): ImageData {
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no 2d canvas');
  context.fillStyle = 'white'; // a transparent picture is meant to lie on paper
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height);
  applyTone(pixels.data, tone);
  return pixels;
}
