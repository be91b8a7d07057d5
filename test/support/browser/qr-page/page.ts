import { isProblemCode, ProblemError } from '@token-desk/contract/problem';
import { type CodeChoice, chooseCode } from '@token-desk/tab/seed/choose-code';
import { prefetchQrReader, readQrCodes } from '@token-desk/tab/seed/qr';
import { qrEngine } from '@token-desk/tab/seed/qr-engine';
import { decodeQRBatch } from 'qr/decode.js';
import type { ChoiceSeen, EngineName, QrPage, Reading } from './page-contract.ts';

type Engine = (pixels: ImageData) => Promise<readonly string[]>;
type NativeDetector = { detect(pixels: ImageData): Promise<readonly { readonly rawValue: string }[]> };

const page: QrPage = {
  async read(url) {
    const blob = await load(url);
    try {
      const reading = await timed(() => readQrCodes(blob));
      return { ...reading, choice: describe(chooseCode(reading.texts)) };
    } catch (error) {
      if (error instanceof ProblemError && isProblemCode(error.problem.code))
        return { problem: error.problem.code };
      throw error;
    }
  },
  prefetch: prefetchQrReader,
  async readAborted(url) {
    const blob = await load(url);
    const stop = new AbortController();
    const reading = readQrCodes(blob, stop.signal);
    stop.abort();
    return reading.then(
      () => 'read',
      (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
    );
  },
  async look(name, url) {
    const engine = await engineOf(name);
    if (engine === null) return null;
    const pixels = await unpack(await load(url));
    return timed(() => engine(pixels));
  },
};
Object.assign(window, { qr: page });

const load = async (url: string): Promise<Blob> => (await fetch(url)).blob();

async function timed(read: () => Promise<readonly string[]>): Promise<Reading> {
  const startedAt = performance.now();
  const texts = await read();
  return { texts, durationMs: performance.now() - startedAt };
}

function describe(choice: CodeChoice): ChoiceSeen {
  if (choice.kind === 'none') return { kind: choice.problem.code, accounts: [], wrong: choice.alsoSeen };
  const found = choice.kind === 'chosen' ? [choice.found] : choice.found;
  return { kind: choice.kind, accounts: found.map(({ account }) => account ?? ''), wrong: choice.alsoSeen };
}

async function engineOf(name: EngineName): Promise<Engine | null> {
  if (name === 'zxing-wasm') return qrEngine.read;
  if (name === 'qr') return readWithQr;
  if (!('BarcodeDetector' in window)) return null;
  const Detector = window.BarcodeDetector as {
    new (options: { formats: string[] }): NativeDetector;
    getSupportedFormats(): Promise<readonly string[]>;
  };
  if (!(await Detector.getSupportedFormats()).includes('qr_code')) return null;
  const detector = new Detector({ formats: ['qr_code'] });
  return async (pixels) => (await detector.detect(pixels)).map(({ rawValue }) => rawValue);
}

/** With more than its default 16 ms for second thoughts: a picture is not a frame of a film. */
const readWithQr: Engine = async (pixels) => {
  const [found = []] = await decodeQRBatch([pixels], { timeLimit: 500, effort: 3 });
  return found.filter((text) => typeof text === 'string');
};

async function unpack(blob: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(blob);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', {
    willReadFrequently: true,
  });
  if (context === null) throw new Error('no 2d canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}
