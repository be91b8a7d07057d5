import { readFileSync } from 'node:fs';
import { openQrDecoder } from '@token-desk/tab/seed/qr-decoder';

const file = new URL('../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url);
export const readWasm = () => readFileSync(file);

/** The tab's own decoder, in Node. */
export const openNodeDecoder = () =>
  openQrDecoder(`data:application/wasm;base64,${readWasm().toString('base64')}`);
