import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/**
 * The decoder itself: ZXing-C++ as WebAssembly, chosen in docs/decisions/0003-qr-decoder.md.
 * Its own default fetches the .wasm from a public CDN; here it always comes from the origin that served this file.
 */
let loaded: Promise<void> | undefined;

/** Fetches and compiles the decoder once; a failed load is tried again at the next call. */
export function loadQrEngine(): Promise<void> {
  loaded ??= prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true }).then(
    () => undefined,
    (cause: unknown) => {
      loaded = undefined;
      throw cause;
    },
  );
  return loaded;
}

/** One look at one picture: every QR code in it, dark on light or light on dark, turned or not. */
export async function readPixels(pixels: ImageData): Promise<readonly string[]> {
  await loadQrEngine();
  const found = await readBarcodes(pixels, {
    formats: ['QRCode'],
    textMode: 'Plain',
    tryHarder: true,
    maxNumberOfSymbols: 16,
  });
  return found.filter((code) => code.isValid).map((code) => code.text);
}
