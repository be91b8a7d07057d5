import { ProblemError } from '@token-desk/contract/problem';
import { dimensionBytes, readDimensions } from './image-dimensions.ts';
import { mostFileBytes, mostMegapixels, type QrAnswer, type QrQuestion } from './qr-messages.ts';

export type QrImage = Blob | ImageBitmap | ImageData;

/** How long the looks at one picture may go on; the look that is running is finished. */
const budgetMs = 2_000;
/** When to give the worker up: the budget, the largest last look on a slow PC, and the decoder's download. */
const workerTimeoutMs = 15_000;

/** Reads pictures one after the other, for a camera; it keeps its worker until it is closed. */
export type QrReader = {
  /** Whether the decoder could be loaded. Never rejects. */
  readonly ready: Promise<boolean>;
  /** Every text once. Aborting ends the wait, not the look. Throws `ProblemError`: too-large, not-a-picture, qr-reader-unavailable. */
  read(image: QrImage, signal?: AbortSignal): Promise<readonly string[]>;
  close(): void;
};

let waiting: QrReader | undefined;

/**
 * Starts a worker and loads the decoder (about 0.4 MB), so that the first picture does not wait for it.
 * `false` where the decoder cannot be loaded: then pictures cannot be read here. Never rejects.
 */
export async function prefetchQrReader(): Promise<boolean> {
  waiting ??= openQrReader();
  const reader = waiting;
  const isReady = await reader.ready;
  if (!isReady && waiting === reader) {
    waiting = undefined;
    reader.close();
  }
  return isReady;
}

/**
 * All QR codes in a picture, as texts; none is an empty list. Looks on in other ways until a setup link is found or
 * two seconds are over. The picture stays in this browser, and the worker that read it ends with it.
 * An `ImageBitmap` is copied, not taken. Throws `ProblemError` as `QrReader.read` does, or the signal's reason.
 */
export async function readQrCodes(image: QrImage, signal?: AbortSignal): Promise<readonly string[]> {
  const reader = waiting ?? openQrReader();
  waiting = undefined;
  try {
    return await reader.read(image, signal);
  } finally {
    reader.close();
  }
}

export function openQrReader(): QrReader {
  const worker = new Worker(new URL('./qr-worker.ts', import.meta.url), { type: 'module', name: 'qr' });
  const broken = new AbortController();
  worker.addEventListener('error', (event) => broken.abort(unavailable(event.message)));
  let lastId = 0;
  return {
    ready: askWorker(worker, { id: 0, budgetMs: 0 }, broken.signal).then(
      (said) => said.ok,
      () => false, // no worker, no answer: the first read says which
    ),
    async read(image, signal) {
      signal?.throwIfAborted();
      await refuseTooLarge(image);
      lastId += 1;
      const giveUp = AbortSignal.any([broken.signal, ...(signal ? [signal] : [])]);
      const said = await askWorker(worker, { id: lastId, image, budgetMs }, giveUp);
      if (!said.ok) throw new ProblemError(said.code);
      return said.texts;
    },
    close: () => worker.terminate(),
  };
}

function unavailable(cause: string): ProblemError {
  return new ProblemError('qr-reader-unavailable', undefined, { cause });
}

async function refuseTooLarge(image: QrImage): Promise<void> {
  if (image instanceof Blob && image.size > mostFileBytes) throw new ProblemError('too-large');
  const size =
    image instanceof Blob
      ? readDimensions(new Uint8Array(await image.slice(0, dimensionBytes).arrayBuffer()))
      : image;
  if (size !== undefined && size.width * size.height > mostMegapixels * 1_000_000)
    throw new ProblemError('too-large');
}

async function askWorker(worker: Worker, question: QrQuestion, giveUp: AbortSignal): Promise<QrAnswer> {
  const done = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<QrAnswer>((resolve, reject) => {
      const onMessage = ({ data }: MessageEvent<QrAnswer>) => data.id === question.id && resolve(data);
      const onGiveUp = () => reject(giveUp.reason);
      worker.addEventListener('message', onMessage, { signal: done.signal });
      giveUp.addEventListener('abort', onGiveUp, { signal: done.signal });
      if (giveUp.aborted) onGiveUp();
      timer = setTimeout(() => reject(unavailable('no answer in time')), workerTimeoutMs);
      worker.postMessage(question);
    });
  } finally {
    clearTimeout(timer);
    done.abort();
  }
}
