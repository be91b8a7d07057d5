import { Button, Spinner } from '@fluentui/react-components';
import { may } from '@token-desk/contract/rights';
import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { isOver, needsMe, sortByNeed } from '../../flow/needs-me.ts';
import { formatPlace, type QueuePlace, queuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useNow, useSession } from '../../server/session.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { SearchBox } from '../../ui/frame/SearchBox.tsx';
import { laterPart } from '../../ui/later-part.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useStrings } from '../../words/words.tsx';
import { Incidents } from './Incidents.tsx';
import { focusRow } from './QueueRow.tsx';
import { QueueTable } from './QueueTable.tsx';
import { BatchButton, useQueueTools } from './QueueWays.tsx';
import './queue.css';
import '../../ui/table/table.css';
import { filtersSet, useQueue } from '../../server/use-queue.ts';

const loadPane = () => import('../request/RequestPane.tsx');
const RequestPane = laterPart(() => loadPane().then((m) => m.RequestPane));
// nobody filters before they have seen the list
const QueueFilters = laterPart(() => import('./QueueFilters.tsx').then((m) => m.QueueFilters));
const SavedViews = laterPart(() => import('../../ui/frame/SavedViews.tsx').then((m) => m.SavedViews));
const ManyBar = laterPart(() => import('./ManyBar.tsx').then((m) => m.ManyBar));
const Waiting = laterPart(() => import('./Waiting.tsx').then((m) => m.Waiting));
const OpenTasks = laterPart(() => import('./OpenTasks.tsx').then((m) => m.OpenTasks));
const RecordsApart = laterPart(() => import('./RecordsApart.tsx').then((m) => m.RecordsApart));

export function QueueView({ place }: { readonly place: QueuePlace }) {
  const strings = useStrings();
  const { me, live } = useSession();
  const queue = useQueue(place);
  const now = useNow(30_000);
  const tools = useQueueTools();
  const mayBurn = may('burn', me.roles);
  const mayChoose = mayBurn || may('approve', me.roles);
  const who = { id: me.person.id, roles: me.roles, today: new Date(now).toISOString().slice(0, 10) };
  const mine = sortByNeed(
    queue.items.filter((item) => needsMe(item, who)),
    who,
  );
  const others = queue.items.filter((item) => !needsMe(item, who));
  const waiting = others.filter((item) => !isOver(item));
  const over = others.filter(isOver);
  const ordered = place.sort === null ? [...mine, ...waiting, ...over] : queue.items;
  const selected = ordered.find(({ id }) => id === place.selected) ?? null;
  // the rows keep these for good, so that they need not be drawn again
  const listed = useRef(place);
  useEffect(() => {
    listed.current = place;
  });
  const select = useCallback(
    (id: string | null) => goTo({ ...listed.current, selected: id }, { replace: true }),
    [],
  );
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback(
    (id: string, isChosen: boolean) =>
      setChosenIds((old) => new Set(isChosen ? [...old, id] : [...old].filter((one) => one !== id))),
    [],
  );
  const chosen = ordered.filter(({ id }) => chosenIds.has(id));
  const close = () => {
    select(null);
    focusRow(selected?.id);
  };
  // the list is there first; then nobody should wait for the pane of the row they choose
  useEffect(() => void loadPane(), []);
  const parts =
    place.sort === null
      ? [
          { title: strings.queue.needsYou, items: mine },
          { title: strings.queue.waiting, items: waiting },
          { title: strings.work.over, items: over },
        ]
      : [{ title: null, items: queue.items }];
  const hash = formatPlace({ ...place, selected: null });

  return (
    <PageFrame
      layout="wide"
      title={strings.queue.title}
      isTitleQuiet
      main={
        <>
          <Suspense>
            <SavedViews page="queue" hash={hash} isPlain={hash === formatPlace(queuePlace)} />
          </Suspense>
          {mayBurn && <BatchButton mine={mine} isMain={selected === null} />}
        </>
      }
      tools={tools}
    >
      <div className={selected === null ? 'queue work-queue' : 'queue work-queue queue-open'}>
        <div className="queue-list">
          <div className="queue-tools">
            <SearchBox
              label={strings.queue.search}
              value={place.q}
              onSearch={(q) => goTo({ ...place, q }, { replace: true })}
              onLeave={() => focusRow(ordered[0]?.id)}
            />
            <Suspense fallback={null}>
              <QueueFilters place={place} />
            </Suspense>
          </div>
          {queue.problem !== null && <ProblemNotice problem={queue.problem} onRetry={queue.read} />}
          {queue.isFirstRead && queue.problem === null && <Spinner label={strings.shell.loading} />}
          <Suspense fallback={null}>
            <OpenTasks />
            <Incidents />
            <RecordsApart />
            <div className="waiting-lines">
              <Waiting kind="unheard" />
              {place.state !== 'submitted' && <Waiting kind="approval" />}
              {may('compare-books', me.roles) && <Waiting kind="differences" />}
              {may('enforce', me.roles) && <Waiting kind="unenforced" />}
              {may('load', me.roles) && <Waiting kind="left-over" />}
              {mayBurn && !place.withoutSecond && <Waiting kind="without-second" />}
            </div>
          </Suspense>
          {ordered.length > 0 && (
            <QueueTable
              parts={parts}
              now={now}
              selected={selected?.id ?? null}
              sorted={{ by: place.sort, isDescending: place.down }}
              chosen={mayChoose ? chosenIds : null}
              onSort={({ by, isDescending }) =>
                goTo({ ...place, sort: by, down: isDescending }, { replace: true })
              }
              onSelect={select}
              onChoose={choose}
            />
          )}
          {!queue.isFirstRead && queue.problem === null && ordered.length === 0 && <Empty place={place} />}
          {ordered.length > 0 && (
            <p className="queue-foot">
              {queue.next !== null && <Button onClick={queue.readMore}>{strings.queue.more}</Button>}
              <span role="status">{strings.queue.count(ordered.length, queue.total)}</span>
              <span>· {live.isStreaming() ? strings.queue.live : strings.queue.polled}</span>
            </p>
          )}
          {mayChoose && (
            <Suspense>
              <ManyBar
                chosen={chosen}
                onDone={(ids) => setChosenIds((old) => new Set([...old].filter((id) => !ids.includes(id))))}
                onClear={() => setChosenIds(new Set())}
              />
            </Suspense>
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
