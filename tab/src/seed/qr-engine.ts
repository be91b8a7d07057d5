import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { openQrDecoder } from './qr-decoder.ts';

/** The decoder with its .wasm from the origin that served this file. */
export const qrEngine = openQrDecoder(wasmUrl);
