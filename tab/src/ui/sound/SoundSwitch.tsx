import { Button } from '@fluentui/react-components';
import { Speaker220Regular, SpeakerOff20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { Sound } from '../../flow/burn-sound.ts';
import { useAllStrings } from '../../words/words.tsx';
import { useSoundsOff } from './sounds.ts';

const shownMs = 2_500;
const shapes: Readonly<Record<Sound, string>> = { burned: '●', matched: '✓', wrong: '✕', 'needs-you': '!' };

/** Switches the sounds, and shows each one that would be heard: a shape and a word. */
export function SoundSwitch() {
  const { sounds: words } = useAllStrings().work;
  const [isOff, setOff] = useSoundsOff();
  const [heard, setHeard] = useState<Sound | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onSound = (event: Event) => {
      if (!(event instanceof CustomEvent)) return;
      setHeard(event.detail as Sound);
      clearTimeout(timer);
      timer = setTimeout(() => setHeard(null), shownMs);
    };
    addEventListener('token-desk-sound', onSound);
    return () => {
      clearTimeout(timer);
      removeEventListener('token-desk-sound', onSound);
    };
  }, []);
  return (
    <div className="sounds">
      <Button
        appearance="subtle"
        size="large"
        data-main
        aria-pressed={!isOff}
        icon={isOff ? <SpeakerOff20Regular /> : <Speaker220Regular />}
        onClick={() => setOff(!isOff)}
      >
        {isOff ? words.off : words.on}
      </Button>
      <span className={heard === null ? 'heard' : `heard heard-${heard}`} aria-hidden="true">
        {heard !== null && (
          <>
            <b>{shapes[heard]}</b> {words.heard[heard]}
          </>
        )}
      </span>
    </div>
  );
}
