import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useRef } from 'react';
import { type LiveSource, stopStream, watchForCodes } from '../../../seed/live-capture.ts';
import { problemOf } from '../../../server/session.ts';
import { useAllStrings } from '../../../words/words.tsx';

/** Looks at the screen or through the camera; it ends with the first good code, the button, or after a minute. */
export function LiveLook(props: {
  readonly source: LiveSource;
  readonly stream: MediaStream;
  onCodes(texts: readonly string[]): void;
  onEnd(why: 'stopped' | 'given-up' | ReturnType<typeof problemOf>): void;
}) {
  const { source, stream } = props;
  const { capture: words } = useAllStrings();
  const video = useRef<HTMLVideoElement>(null);
  const tell = useEffectEvent(props.onCodes);
  const end = useEffectEvent(props.onEnd);
  useEffect(() => {
    const shown = video.current;
    if (shown === null) return;
    const watching = new AbortController();
    const [track] = stream.getVideoTracks();
    track?.addEventListener('ended', () => end('stopped'), { signal: watching.signal });
    shown.srcObject = stream;
    void shown.play().catch(() => {}); // a page in the background: it plays when it is looked at
    watchForCodes(shown, watching.signal, (texts) => tell(texts)).then(
      (how) => how === 'given-up' && end('given-up'),
      (error: unknown) => end(problemOf(error)),
    );
    return () => {
      watching.abort();
      stopStream(stream);
      shown.srcObject = null;
    };
  }, [stream]);
  return (
    <section className={`live live-${source}`}>
      <video ref={video} muted playsInline aria-label={words.cameraLabel} />
      <div role="status">
        <Spinner size="tiny" label={source === 'screen' ? words.screenOn : words.cameraOn} />
        {source === 'screen' && <p className="quiet">{words.screenText}</p>}
      </div>
      <Button size="large" data-live onClick={() => props.onEnd('stopped')}>
        {words.stop}
      </Button>
    </section>
  );
}
