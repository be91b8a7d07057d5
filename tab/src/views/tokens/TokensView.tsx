import { Button, Input, Select, Spinner } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { may } from '@token-desk/contract/rights';
import { tokenStates } from '@token-desk/contract/token/record';
import { useLayoutEffect, useRef, useState } from 'react';
import { type TokensPlace, tokensPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import { useTokens } from '../../server/use-tokens.ts';
import { isTyping } from '../queue/QueueView.tsx';
import { OnReader, useLying } from './OnReader.tsx';
import { TokenPane } from './TokenPane.tsx';
import { TokenTable } from './TokenTable.tsx';
import { UnknownModels } from './UnknownModels.tsx';

/** Every token in the books, and the one that lies on the reader now. */
export function TokensView({ place }: { readonly place: TokensPlace }) {
  const strings = useAllStrings();
  const { tokens: words } = strings;
  const { me, burners } = useSession();
  const tokens = useTokens(place);
  const lying = useLying();
  const search = useRef<HTMLInputElement>(null);
  const [takingBack, setTakingBack] = useState<string | null>(null);
  const { selected } = place;
  const go = (change: Partial<TokensPlace>) => goTo({ ...place, ...change }, { replace: true });
  const select = (serial: string | null) => {
    if (serial !== takingBack) setTakingBack(null);
    go({ selected: serial });
  };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      search.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const mayAdd = may('keep-stock', me.roles);
  const fromDesk =
    place.from === null ? null : (burners.find(({ id }) => id === place.from)?.name ?? place.from);
  const isFiltered = place.q !== '' || place.state !== null || place.from !== null;

  return (
    <main className={`desk-page page queue ${selected === null ? '' : 'queue-open'}`}>
      <div className="queue-list">
        <div className="queue-head">
          <h1>{words.title}</h1>
          <Input
            input={{ ref: search }}
            className="queue-search"
            type="search"
            value={place.q}
            maxLength={100}
            placeholder={words.search}
            aria-label={words.search}
            contentBefore={<Search20Regular />}
            contentAfter={<kbd>/</kbd>}
            onChange={(_, { value }) => go({ q: value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') go({ q: '' });
              if (event.key === 'ArrowDown' || event.key === 'Enter')
                document.getElementById(`token-${tokens.items[0]?.serial}`)?.focus();
            }}
          />
          <Select
            className="state-filter"
            aria-label={words.stateFilter}
            value={place.state ?? ''}
            onChange={(_, { value }) => go({ state: tokenStates.find((state) => state === value) ?? null })}
          >
            <option value="">{words.anyState}</option>
            {tokenStates.map((state) => (
              <option key={state} value={state}>
                {words.states[state]}
              </option>
            ))}
          </Select>
          {mayAdd && (
            <Button appearance="primary" data-main onClick={() => goTo({ view: 'add-tokens' })}>
              {words.add}
            </Button>
          )}
        </div>
        {fromDesk !== null && (
          <p className="filter-line">
            <strong>{words.fromDesk(fromDesk)}</strong>{' '}
            <Button onClick={() => go({ from: null })}>{words.fromDeskAll}</Button>
          </p>
        )}
        <UnknownModels />
        {lying.map((one) => (
          <OnReader
            key={`${one.desk.id}-${one.token.serial}`}
            lying={one}
            onShow={select}
            onTakeBack={(serial) => {
              setTakingBack(serial);
              go({ selected: serial });
            }}
            onChanged={tokens.read}
          />
        ))}
        {tokens.problem !== null && <ProblemNotice problem={tokens.problem} onRetry={tokens.read} />}
        {tokens.isFirstRead && tokens.problem === null && <Spinner label={strings.shell.loading} />}
        {tokens.items.length > 0 && <TokenTable items={tokens.items} selected={selected} onSelect={select} />}
        {!tokens.isFirstRead && tokens.items.length === 0 && (
          <div className="empty">
            <h2>{isFiltered ? words.noneTitle : words.emptyTitle}</h2>
            <p>{isFiltered ? words.noneText : words.emptyText}</p>
            {isFiltered && <Button onClick={() => goTo(tokensPlace)}>{words.showAll}</Button>}
          </div>
        )}
        {tokens.items.length > 0 && (
          <p className="queue-foot">
            {tokens.next !== null && <Button onClick={tokens.readMore}>{words.more}</Button>}
            <span role="status">{words.count(tokens.items.length, tokens.total)}</span>
          </p>
        )}
      </div>
      <aside className="pane" aria-label={words.columns.custody}>
        {selected === null ? (
          <p className="quiet pane-empty">{tokens.items.length > 0 && words.pickOne}</p>
        ) : (
          <TokenPane
            key={`${selected}-${takingBack === selected}`}
            serial={selected}
            startsTakingBack={takingBack === selected}
            onClose={() => select(null)}
            onChanged={tokens.read}
          />
        )}
      </aside>
    </main>
  );
}
