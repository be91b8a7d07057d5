import { Button, Spinner } from '@fluentui/react-components';
import type { RequestSummary } from '@token-desk/contract/api';
import { may } from '@token-desk/contract/rights';
import { Suspense, useCallback, useEffect, useRef } from 'react';
import { isOver, needsMe, sortByNeed } from '../../flow/needs-me.ts';
import { type QueuePlace, queuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useNow, useSession } from '../../server/session.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { SearchBox } from '../../ui/frame/SearchBox.tsx';
import { laterPart } from '../../ui/later-part.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useStrings } from '../../words/words.tsx';
import { QueueRow } from './QueueRow.tsx';
import { BatchButton, useQueueTools } from './QueueWays.tsx';
import './queue.css';
import { filtersSet, useQueue } from '../../server/use-queue.ts';

const loadPane = () => import('../request/RequestPane.tsx');
const RequestPane = laterPart(() => loadPane().then((m) => m.RequestPane));
// nobody filters before they have seen the list
const QueueFilters = laterPart(() => import('./QueueFilters.tsx').then((m) => m.QueueFilters));
const ToEnforce = laterPart(() => import('./ToEnforce.tsx').then((m) => m.ToEnforce));
const WithoutSecond = laterPart(() => import('./WithoutSecond.tsx').then((m) => m.WithoutSecond));
const RecordsApart = laterPart(() => import('./RecordsApart.tsx').then((m) => m.RecordsApart));

export function QueueView({ place }: { readonly place: QueuePlace }) {
  const strings = useStrings();
  const { me, live } = useSession();
  const queue = useQueue(place);
  const now = useNow(30_000);
  const tools = useQueueTools();
  const mayBurn = may('burn', me.roles);
  const who = { id: me.person.id, roles: me.roles, today: new Date(now).toISOString().slice(0, 10) };
  const mine = sortByNeed(
    queue.items.filter((item) => needsMe(item, who)),
    who,
  );
  const others = queue.items.filter((item) => !needsMe(item, who));
  const waiting = others.filter((item) => !isOver(item));
  const over = others.filter(isOver);
  const ordered = [...mine, ...waiting, ...over];
  const selected = ordered.find(({ id }) => id === place.selected) ?? null;
  // the rows keep these two for good, so that they need not be drawn again
  const listed = useRef({ ordered, place });
  useEffect(() => {
    listed.current = { ordered, place };
  });
  const select = useCallback(
    (id: string | null) => goTo({ ...listed.current.place, selected: id }, { replace: true }),
    [],
  );
  const close = () => {
    select(null);
    document.getElementById(`row-${selected?.id}`)?.focus();
  };
  // the list is there first; then nobody should wait for the pane of the row they choose
  useEffect(() => void loadPane(), []);
  const move = useCallback(
    (event: React.KeyboardEvent, { id }: RequestSummary) => {
      const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key] ?? 0;
      if (step === 0) return;
      event.preventDefault();
      const { ordered } = listed.current;
      const next = ordered[ordered.findIndex((one) => one.id === id) + step];
      if (next === undefined) return;
      select(next.id);
      document.getElementById(`row-${next.id}`)?.focus();
    },
    [select],
  );
  const section = (title: string, items: readonly RequestSummary[]) =>
    items.length > 0 && (
      <section>
        <h2>
          {title} <span className="count">{items.length}</span>
        </h2>
        <ul className="rows">
          {items.map((item) => (
            <li key={item.id}>
              <QueueRow
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
    <PageFrame
      layout="wide"
      title={strings.queue.title}
      isTitleQuiet
      main={mayBurn && <BatchButton mine={mine} isMain={selected === null} />}
      tools={tools}
    >
      <div className={selected === null ? 'queue work-queue' : 'queue work-queue queue-open'}>
        <div className="queue-list">
          <div className="queue-tools">
            <SearchBox
              label={strings.queue.search}
              value={place.q}
              onSearch={(q) => goTo({ ...place, q }, { replace: true })}
              onLeave={() => document.getElementById(`row-${ordered[0]?.id}`)?.focus()}
            />
            <Suspense fallback={null}>
              <QueueFilters place={place} />
            </Suspense>
          </div>
          {queue.problem !== null && <ProblemNotice problem={queue.problem} onRetry={queue.read} />}
          {queue.isFirstRead && queue.problem === null && <Spinner label={strings.shell.loading} />}
          <Suspense fallback={null}>
            <RecordsApart />
            {may('enforce', me.roles) && <ToEnforce />}
            {mayBurn && !place.withoutSecond && <WithoutSecond />}
          </Suspense>
          {section(strings.queue.needsYou, mine)}
          {section(strings.queue.waiting, waiting)}
          {section(strings.work.over, over)}
          {!queue.isFirstRead && queue.problem === null && ordered.length === 0 && <Empty place={place} />}
          {ordered.length > 0 && (
            <p className="queue-foot">
              {queue.next !== null && <Button onClick={queue.readMore}>{strings.queue.more}</Button>}
              <span role="status">{strings.queue.count(ordered.length, queue.total)}</span>
              <span>· {live.isStreaming() ? strings.queue.live : strings.queue.polled}</span>
            </p>
          )}
        </div>
        {selected !== null && (
          <aside className="pane" aria-label={selected.subject.name}>
            <Suspense fallback={<Spinner />}>
              <RequestPane key={selected.id} requestId={selected.id} onClose={close} />
            </Suspense>
          </aside>
        )}
      </div>
    </PageFrame>
  );
}

/** Says what to do next, not only that there is nothing. */
function Empty({ place }: { readonly place: QueuePlace }) {
  const { queue, work } = useStrings();
  const isSearch = place.q !== '';
  if (isSearch || filtersSet(place) > 0) {
    return (
      <div className="empty">
        <h2>{isSearch ? queue.noneFoundTitle : work.filters.noneTitle}</h2>
        <p>{isSearch ? queue.noneFoundText : work.filters.noneText}</p>
        <Button size="large" data-main onClick={() => goTo(queuePlace)}>
          {queue.clearSearch}
        </Button>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>{queue.emptyTitle}</h2>
      <p>{queue.emptyText}</p>
      <p className="quiet">{work.filters.emptyDo}</p>
      <Button size="large" data-main onClick={() => goTo({ view: 'call', q: '' })}>
        {work.ways.call}
      </Button>
    </div>
  );
}
