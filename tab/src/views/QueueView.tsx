import { Avatar, Button, Input, Spinner, ToggleButton } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import type { RequestSummary } from '@token-desk/contract/api';
import { useEffect, useRef } from 'react';
import { goTo, type Place } from '../route.ts';
import { useNow, useSession } from '../session.ts';
import { useStrings } from '../strings.tsx';
import { dueText } from '../time.ts';
import { ProblemNotice } from '../ui/Notice.tsx';
import { StateBadge } from '../ui/StateBadge.tsx';
import { RequestPane } from './RequestPane.tsx';
import { needsTechnician, useQueue } from './use-queue.ts';

type QueuePlace = Extract<Place, { view: 'queue' }>;

export function QueueView({ place }: { readonly place: QueuePlace }) {
  const strings = useStrings();
  const { me, live } = useSession();
  const queue = useQueue(place);
  const now = useNow(30_000);
  const search = useRef<HTMLInputElement>(null);
  const needsMe = queue.items.filter((item) => needsTechnician(item, me.person.id));
  const waiting = queue.items.filter((item) => !needsTechnician(item, me.person.id));
  const ordered = [...needsMe, ...waiting];
  const selected = ordered.find(({ id }) => id === place.selected) ?? null;
  const select = (id: string | null) => goTo({ ...place, selected: id }, { replace: true });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event.target)) return;
      event.preventDefault();
      search.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const move = (event: React.KeyboardEvent, item: RequestSummary) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key] ?? 0;
    if (step === 0) return;
    event.preventDefault();
    const next = ordered[ordered.indexOf(item) + step];
    if (next === undefined) return;
    select(next.id);
    document.getElementById(`row-${next.id}`)?.focus();
  };
  const section = (title: string, items: readonly RequestSummary[]) =>
    items.length > 0 && (
      <section>
        <h2>
          {title} <span className="count">{items.length}</span>
        </h2>
        <ul className="rows">
          {items.map((item) => (
            <li key={item.id}>
              <Row
                item={item}
                now={now}
                isSelected={item.id === selected?.id}
                onSelect={select}
                onMove={move}
              />
            </li>
          ))}
        </ul>
      </section>
    );

  return (
    <main className={selected === null ? 'page queue' : 'page queue queue-open'}>
      <div className="queue-list">
        <div className="queue-head">
          <h1>{strings.queue.title}</h1>
          <Input
            input={{ ref: search }}
            className="queue-search"
            type="search"
            value={place.q}
            maxLength={100}
            placeholder={strings.queue.search}
            aria-label={strings.queue.search}
            contentBefore={<Search20Regular />}
            contentAfter={<kbd>/</kbd>}
            onChange={(_, { value }) => goTo({ ...place, q: value }, { replace: true })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') goTo({ ...place, q: '' }, { replace: true });
              if (event.key === 'ArrowDown' || event.key === 'Enter')
                document.getElementById(`row-${ordered[0]?.id}`)?.focus();
            }}
          />
          <ToggleButton
            shape="circular"
            checked={place.mine}
            onClick={() => goTo({ ...place, mine: !place.mine }, { replace: true })}
          >
            {strings.queue.mine}
          </ToggleButton>
        </div>
        {queue.problem !== null && <ProblemNotice problem={queue.problem} onRetry={queue.read} />}
        {queue.isFirstRead && queue.problem === null && <Spinner label={strings.shell.loading} />}
        {section(strings.queue.needsYou, needsMe)}
        {section(strings.queue.waiting, waiting)}
        {!queue.isFirstRead && ordered.length === 0 && <Empty place={place} />}
        {ordered.length > 0 && (
          <p className="queue-foot">
            {queue.next !== null && <Button onClick={queue.readMore}>{strings.queue.more}</Button>}
            {strings.queue.count(ordered.length, queue.total)} ·{' '}
            {live.isStreaming() ? strings.queue.live : strings.queue.polled}
          </p>
        )}
      </div>
      <aside className="pane">
        {selected === null ? (
          <p className="quiet pane-empty">{ordered.length > 0 && strings.queue.pickOne}</p>
        ) : (
          <RequestPane key={selected.id} requestId={selected.id} onClose={() => select(null)} />
        )}
      </aside>
    </main>
  );
}

function Empty({ place }: { readonly place: QueuePlace }) {
  const { queue } = useStrings();
  const isSearch = place.q !== '' || place.mine;
  return (
    <div className="empty">
      <h2>{isSearch ? queue.noneFoundTitle : queue.emptyTitle}</h2>
      <p>{isSearch ? queue.noneFoundText : queue.emptyText}</p>
      {isSearch && (
        <Button onClick={() => goTo({ ...place, q: '', mine: false })}>{queue.clearSearch}</Button>
      )}
    </div>
  );
}

function Row(props: {
  readonly item: RequestSummary;
  readonly now: number;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
  readonly onMove: (event: React.KeyboardEvent, item: RequestSummary) => void;
}) {
  const strings = useStrings();
  const { item, isSelected } = props;
  const due = dueText(item.form.neededBy, props.now, strings);
  const open = () => goTo({ view: 'burn', requestId: item.id });
  return (
    <button
      type="button"
      id={`row-${item.id}`}
      className={isSelected ? 'row row-selected' : 'row'}
      aria-pressed={isSelected}
      onClick={() => props.onSelect(item.id)}
      onDoubleClick={open}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isSelected) {
          event.preventDefault();
          open();
        } else props.onMove(event, item);
      }}
    >
      <Avatar name={item.subject.name} color="colorful" size={32} aria-hidden="true" />
      <span className="row-who">
        <b>{item.subject.name}</b>
        <span>{item.subject.upn}</span>
      </span>
      <span className="row-why">
        <b>{strings.reasons[item.form.reason]}</b>
        <span>
          {item.token === null
            ? strings.queue.askedBy(item.requestedBy.name)
            : strings.queue.tokenLine(item.token.serial)}
        </span>
      </span>
      <span className={due.isOverdue ? 'row-due row-late' : 'row-due'}>
        {due.isOverdue && <span aria-hidden="true">⏰ </span>}
        {due.text}
      </span>
      <StateBadge request={item} />
    </button>
  );
}

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
