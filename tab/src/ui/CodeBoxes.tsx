import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { useAllStrings } from '../words/words.tsx';

const length = 6;

/**
 * Six boxes that take digits wherever the focus is, from the keyboard, a number pad or the clipboard, with or without
 * spaces. The code leaves at the sixth digit and is kept nowhere.
 */
export function CodeBoxes(props: {
  readonly isBusy: boolean;
  /** Counts refused codes: each empties the boxes. */
  readonly attempt: number;
  readonly onCode: (code: string) => void;
}) {
  const { check: words } = useAllStrings();
  const { isBusy, attempt, onCode } = props;
  const [digits, setDigits] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: emptied by the attempt, not by what it holds
  useEffect(() => {
    if (!isBusy) setDigits('');
  }, [isBusy, attempt]);

  const add = (more: string) => {
    if (isBusy) return;
    const next = (digits + more.replace(/\D/g, '')).slice(0, length);
    setDigits(next);
    if (next.length === length && digits.length < length) onCode(next);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isBusy) return;
    if (/^\d$/.test(event.key)) add(event.key);
    else if (event.key === 'Backspace') setDigits(digits.slice(0, -1));
    else return;
    event.preventDefault();
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/^[\d\s-]+$/.test(text)) return;
    event.preventDefault();
    add(text);
  });
  useLayoutEffect(() => {
    const listening = new AbortController();
    addEventListener('keydown', (event) => onKey(event), { signal: listening.signal });
    addEventListener('paste', (event) => onPaste(event), { signal: listening.signal });
    return () => listening.abort();
  }, []);

  return (
    <div className={isBusy ? 'boxes boxes-busy' : 'boxes'}>
      {[0, 1, 2, 3, 4, 5].map((at) => (
        <span
          key={at}
          className={at === digits.length && !isBusy ? 'box box-next' : 'box'}
          aria-hidden="true"
        >
          {digits[at] ?? ''}
        </span>
      ))}
      {/* what a phone's keyboard and a screen reader hold on to; the boxes are its picture */}
      <input
        className="boxes-input"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={words.label}
        value={digits}
        onChange={({ target }) => {
          const typed = target.value.replace(/\D/g, '').slice(0, length);
          setDigits(typed);
          if (typed.length === length && digits.length < length && !isBusy) onCode(typed);
        }}
      />
    </div>
  );
}
