import { pauseOf } from '../pause.ts';
import type { QrReader } from './qr.ts';

/** Looking at a screen or through a camera until a code is seen. No frame is kept, none leaves this window. */
export type LiveSource = 'screen' | 'camera';

/** `host`: the page around ours forbids it; `browser`: there is no such thing here. */
export type NoLive = 'host' | 'browser';

const lookForMs = 60_000;
const frameEveryMs = 200;

const features = { screen: 'display-capture', camera: 'camera' } as const;

type FeaturePolicy = { allowsFeature(feature: string): boolean };

export function whyNotLive(source: LiveSource): NoLive | null {
  const media: Partial<MediaDevices> | undefined = navigator.mediaDevices;
  const ask = source === 'screen' ? media?.getDisplayMedia : media?.getUserMedia;
  if (ask === undefined) return 'browser';
  const policy = (document as { featurePolicy?: FeaturePolicy }).featurePolicy;
  return policy !== undefined && !policy.allowsFeature(features[source]) ? 'host' : null;
}

/** Must be called from a click. Rejects where the person says no. */
export function openStream(source: LiveSource): Promise<MediaStream> {
  return source === 'screen'
    ? navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 5 }, audio: false })
    : navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
        audio: false,
      });
}

export function stopStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * Tells what is seen whenever that changes, until `signal` ends it, the source ends, or a minute is over. Answers
 * whether it gave up by itself.
 */
export async function watchForCodes(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onCodes: (texts: readonly string[]) => void,
): Promise<'ended' | 'given-up'> {
  const { openQrReader } = await import('./qr.ts');
  const reader = openQrReader();
  const startedAt = performance.now();
  let told = '';
  try {
    while (!signal.aborted) {
      if (performance.now() - startedAt > lookForMs) return 'given-up';
      const texts = await lookOnce(video, reader, signal);
      const seen = texts.toSorted().join('\n');
      if (texts.length > 0 && seen !== told) onCodes(texts);
      told = texts.length > 0 ? seen : told;
      await pauseOf(frameEveryMs, signal);
    }
    return 'ended';
  } finally {
    reader.close();
  }
}

async function lookOnce(
  video: HTMLVideoElement,
  reader: QrReader,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return [];
  try {
    const frame = await createImageBitmap(video);
    return await reader.read(frame, signal).finally(() => frame.close());
  } catch (error) {
    if (signal.aborted) return [];
    throw error;
  }
}
