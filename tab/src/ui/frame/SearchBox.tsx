import { Button, Input } from '@fluentui/react-components';
import { Dismiss16Regular, Search20Regular } from '@fluentui/react-icons';
import { longest } from '@token-desk/contract/lengths';
import { useLayoutEffect, useRef } from 'react';
import { useStrings } from '../../words/words.tsx';
import { isTyping } from '../use-badge-scan.ts';

/** The one search of a page: `/` goes there, Esc and × empty it, the arrow down goes to what was found. */
export function SearchBox(props: {
  readonly label: string;
  readonly value: string;
  onSearch(text: string): void;
  /** Arrow down or Enter: to the first row. */
  onLeave?(): void;
}) {
  const { label, value, onSearch } = props;
  const { queue } = useStrings();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const empty = () => {
    onSearch('');
    field.current?.focus();
  };
  return (
    <Input
      input={{ ref: field }}
      className="search-box"
      type="search"
      value={value}
      maxLength={longest.search}
      placeholder={label}
      aria-label={label}
      contentBefore={<Search20Regular />}
      contentAfter={
        value === '' ? (
          <kbd>/</kbd>
        ) : (
          <Button
            className="search-clear"
            appearance="transparent"
            icon={<Dismiss16Regular />}
            aria-label={queue.emptySearch}
            onClick={empty}
          />
        )
      }
      onChange={(_, data) => onSearch(data.value)}
      onKeyDown={(event) => {
        if (event.target !== field.current) return;
        if (event.key === 'Escape') empty();
        if (event.key === 'ArrowDown' || event.key === 'Enter') props.onLeave?.();
      }}
    />
  );
}
