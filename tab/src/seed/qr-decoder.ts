import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** ZXing-C++ as WebAssembly, chosen in docs/decisions/0003-qr-decoder.md. */
export type QrDecoder = {
  /** Fetches and compiles the decoder once; a failed load is tried again at the next call. */
  load(): Promise<void>;
  /** One look at one picture: every QR code in it, dark on light or light on dark, turned or not. */
  read(pixels: ImageData): Promise<readonly string[]>;
};

/** `wasmUrl`: the library's own default would fetch the .wasm from a public CDN. */
export function openQrDecoder(wasmUrl: string): QrDecoder {
  let loaded: Promise<void> | undefined;
  const load = () => {
    loaded ??= prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true }).then(
      () => undefined,
      (cause: unknown) => {
        loaded = undefined;
        throw cause;
      },
    );
    return loaded;
  };
  return {
    load,
    async read(pixels) {
      await load();
      const found = await readBarcodes(pixels, {
        formats: ['QRCode'],
        textMode: 'Plain',
        tryHarder: true,
        maxNumberOfSymbols: 16,
      });
      return found.filter((code) => code.isValid).map((code) => code.text);
    },
  };
}
