import { qrEngine } from './qr-engine.ts';
import { answerQuestion } from './qr-looks.ts';
import type { QrAnswer, QrQuestion } from './qr-messages.ts';

// Decoding takes every core cycle it gets; here it does not hold up the page.
// The worker ends with the picture, and with it every copy of what was read.

self.addEventListener('message', ({ data }: MessageEvent<QrQuestion>) => {
  const { id } = data;
  void answerQuestion(data, qrEngine).then((outcome) =>
    self.postMessage({ id, ...outcome } satisfies QrAnswer),
  );
});
