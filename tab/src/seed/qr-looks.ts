import { type Attempt, applyTone, planAttempts } from './qr-attempts.ts';
import type { QrDecoder } from './qr-decoder.ts';
import { mostMegapixels, type QrOutcome, type QrQuestion } from './qr-messages.ts';

/** What the worker says to one question. Never rejects. */
export async function answerQuestion(question: QrQuestion, decoder: QrDecoder): Promise<QrOutcome> {
  const { image, budgetMs } = question;
  try {
    await decoder.load();
    return image === undefined ? { ok: true, texts: [] } : await readImage(image, budgetMs, decoder);
  } catch {
    // The decoder did not come (offline, refused by the page's policy) or the browser had no room for the pixels:
    // either way pictures cannot be read here, and the page has to hear it. The cause may hold pixels: it stays here.
    return { ok: false, code: 'qr-reader-unavailable' };
  }
}

type QrImage = NonNullable<QrQuestion['image']>;

async function readImage(image: QrImage, budgetMs: number, decoder: QrDecoder): Promise<QrOutcome> {
  const bitmap = await toBitmap(image);
  if (bitmap === undefined) return { ok: false, code: 'not-a-picture' };
  try {
    if (bitmap.width * bitmap.height > mostMegapixels * 1_000_000) return { ok: false, code: 'too-large' };
    return { ok: true, texts: await readBitmap(bitmap, performance.now() + budgetMs, decoder) };
  } finally {
    bitmap.close();
  }
}

async function toBitmap(image: QrImage): Promise<ImageBitmap | undefined> {
  if (image instanceof ImageBitmap) return image;
  try {
    return await createImageBitmap(image);
  } catch {
    return undefined; // the browser's way to say that it cannot open this file
  }
}

async function readBitmap(
  bitmap: ImageBitmap,
  until: number,
  decoder: QrDecoder,
): Promise<readonly string[]> {
  const texts = new Set<string>();
  for (const attempt of planAttempts(bitmap.width, bitmap.height)) {
    const pixels = look(bitmap, attempt);
    try {
      for (const text of await decoder.read(pixels)) texts.add(text);
    } finally {
      pixels.data.fill(0);
    }
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
