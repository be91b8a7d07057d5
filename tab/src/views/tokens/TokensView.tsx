import { Button, Spinner } from '@fluentui/react-components';
import { may } from '@token-desk/contract/rights';
import { tokenStates } from '@token-desk/contract/token/record';
import { useState } from 'react';
import { type TokensPlace, tokensPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { FilterSelect } from '../../ui/frame/FilterSelect.tsx';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { SearchBox } from '../../ui/frame/SearchBox.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import { useTokens } from '../../server/use-tokens.ts';
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
  const [takingBack, setTakingBack] = useState<string | null>(null);
  const { selected } = place;
  const go = (change: Partial<TokensPlace>) => goTo({ ...place, ...change }, { replace: true });
  const select = (serial: string | null) => {
    if (serial !== takingBack) setTakingBack(null);
    go({ selected: serial });
  };
  const close = () => {
    select(null);
    document.getElementById(`token-${selected}`)?.focus();
  };
  const mayAdd = may('keep-stock', me.roles);
  const fromDesk =
    place.from === null ? null : (burners.find(({ id }) => id === place.from)?.name ?? place.from);
  const isFiltered = place.q !== '' || place.state !== null || place.from !== null;

  return (
    <PageFrame
      layout="wide"
      title={words.title}
      isTitleQuiet
      main={
        mayAdd && (
          <Button
            appearance={selected === null ? 'primary' : 'secondary'}
            size="large"
            data-main
            onClick={() => goTo({ view: 'add-tokens' })}
          >
            {words.add}
          </Button>
        )
      }
    >
      <div className={selected === null ? 'queue' : 'queue queue-open'}>
        <div className="queue-list">
          <div className="queue-tools">
            <SearchBox
              label={words.search}
              value={place.q}
              onSearch={(q) => go({ q })}
              onLeave={() => document.getElementById(`token-${tokens.items[0]?.serial}`)?.focus()}
            />
            <FilterSelect
              label={words.stateFilter}
              any={words.anyState}
              value={place.state}
              options={tokenStates.map((state) => [state, words.states[state]])}
              onFilter={(state) => go({ state })}
            />
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
          {tokens.items.length > 0 && (
            <TokenTable items={tokens.items} selected={selected} onSelect={select} />
          )}
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
        {selected !== null && (
          <aside className="pane" aria-label={words.columns.custody}>
            <TokenPane
              key={`${selected}-${takingBack === selected}`}
              serial={selected}
              startsTakingBack={takingBack === selected}
              onClose={close}
              onChanged={tokens.read}
            />
          </aside>
        )}
      </div>
    </PageFrame>
  );
}
