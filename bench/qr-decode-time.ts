import { openQrBrowser } from '../test/support/browser/qr-browser.ts';
import { testImages } from '../test/support/browser/qr-images/image-set.ts';
import { toPng } from '../test/support/browser/qr-images/raster.ts';

export type QrDecodeTime = {
  /** Median over the runs, from the file to its texts, with the worker ready as it is when the wizard is open. */
  readonly warmMs: number;
  /** The same for a picture that comes before anything was loaded. */
  readonly coldMs: number;
};

/** How long a pasted 1366 × 768 screenshot takes in Chromium: the decode part of `paste-to-burned`. */
export async function measureQrDecodeTime(runs = 20): Promise<QrDecodeTime> {
  await using qrBrowser = await openQrBrowser();
  const image = testImages.find(({ name }) => name === 'screen-light-100-144px')!;
  qrBrowser.addImage(image.name, toPng(image.draw()));
  const once = async (): Promise<number> => {
    const reading = await qrBrowser.read(image.name);
    if ('problem' in reading || reading.choice.kind !== 'chosen') throw new Error('the picture was not read');
    return reading.durationMs;
  };
  const coldMs = await once();
  const warm: number[] = [];
  for (let run = 0; run < runs; run++) {
    await qrBrowser.prefetch();
    warm.push(await once());
  }
  return { warmMs: warm.toSorted((a, b) => a - b)[runs >> 1]!, coldMs };
}
