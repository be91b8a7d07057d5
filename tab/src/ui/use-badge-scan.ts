import { useEffectEvent, useLayoutEffect } from 'react';

/** A scanner types faster than anybody; the pause after which letters belong to somebody's hands. */
const longestGapMs = 45;
const shortestBadge = 4;

/** Hears a scanner that types like a keyboard and ends with Enter, wherever the focus is but in a field. */
export function useBadgeScan(onScan: (text: string) => void): void {
  const tell = useEffectEvent(onScan);
  useLayoutEffect(() => {
    let typed = '';
    let lastAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const isFast = event.timeStamp - lastAt < longestGapMs;
      lastAt = event.timeStamp;
      if (event.key === 'Enter' && isFast && typed.length >= shortestBadge) {
        event.preventDefault();
        event.stopPropagation();
        tell(typed);
        typed = '';
      } else if (event.key.length === 1) typed = isFast ? typed + event.key : event.key;
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}
