import { performance } from 'node:perf_hooks';
import { openQrBrowser, type QrBrowser } from '../test/support/browser/qr-browser.ts';
import { type TestImage, testImages } from '../test/support/browser/qr-images/image-set.ts';
import { toPng } from '../test/support/browser/qr-images/raster.ts';
import { engineNames } from '../test/support/browser/qr-page/page-contract.ts';
import { measureQrDecodeTime } from './qr-decode-time.ts';

/**
 * Which decoder reads most of the generated pictures, and how fast: the numbers of docs/decisions/0003-qr-decoder.md.
 * node --conditions=tokendesk:src --import=tsx bench/qr-decoders.ts
 */
type Row = { readonly image: TestImage; readonly isRead: boolean; readonly durationMs: number };
type Reader = (
  name: string,
) => Promise<{ readonly texts: readonly string[]; readonly durationMs: number } | null>;

const startedAt = performance.now();
await using qrBrowser = await openQrBrowser();
for (const image of testImages) qrBrowser.addImage(image.name, toPng(image.draw()));
console.log(`Chromium ${qrBrowser.browser.version()}, ${testImages.length} pictures`);
for (const [name, reader] of readers(qrBrowser)) await report(name, reader);
const { warmMs, coldMs } = await measureQrDecodeTime();
console.log(
  `a 1366 × 768 screenshot: ${warmMs.toFixed(0)} ms (median of 20), ${coldMs.toFixed(0)} ms when nothing is loaded yet`,
);
console.log(`${Math.round((performance.now() - startedAt) / 1000)} s in all`);

function readers(page: QrBrowser): readonly (readonly [string, Reader])[] {
  const product: Reader = async (name) => {
    await page.prefetch(); // as the wizard does when it opens
    const reading = await page.read(name);
    return 'problem' in reading ? { texts: [], durationMs: Number.NaN } : reading;
  };
  return [
    ...engineNames.map((engine) => [engine, (name: string) => page.look(engine, name)] as const),
    ['readQrCodes', product],
  ];
}

async function report(name: string, read: Reader): Promise<void> {
  const rows: Row[] = [];
  await read(testImages[0]!.name); // loads and warms up
  for (const image of testImages) {
    const reading = await read(image.name);
    if (reading === null) return console.log(`${name}: not in this browser`);
    const isRead =
      image.texts.every((text) => reading.texts.includes(text)) && image.texts.length >= reading.texts.length;
    rows.push({ image, isRead, durationMs: reading.durationMs });
  }
  for (const kind of ['screenshot', 'photo', 'no-code'] as const) {
    const all = rows.filter(({ image }) => image.kind === kind);
    const sorted = all.map(({ durationMs }) => durationMs).toSorted((a, b) => a - b);
    const times = `median ${sorted[sorted.length >> 1]!.toFixed(0)} ms, worst ${sorted.at(-1)!.toFixed(0)} ms`;
    console.log(`${name}, ${kind}: ${all.filter(({ isRead }) => isRead).length} of ${all.length}, ${times}`);
  }
  const missed = rows.filter(({ isRead }) => !isRead).map(({ image }) => image.name);
  if (missed.length > 0) console.log(`  not read: ${missed.join(', ')}`);
}
