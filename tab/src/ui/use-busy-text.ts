import { useNow } from '../server/session.ts';
import { useAllStrings } from '../words/words.tsx';

/** That Microsoft is busy, and for how long; null where nobody waits for it. */
export function useBusyText(waitsUntil: number | null): string | null {
  const { load: words, time } = useAllStrings();
  const now = useNow();
  if (waitsUntil === null) return null;
  const seconds = Math.ceil((waitsUntil - now) / 1000);
  return seconds > 0 ? words.waits(time.seconds(seconds)) : words.waitsNow;
}
