import { Button, Input, Spinner } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import type { Problem } from '@token-desk/contract/problem';
import type { RequestSummary } from '@token-desk/contract/views';
import { useEffect, useRef, useState } from 'react';
import { matching, mayArrive } from '../../flow/needs-me.ts';
import { isAbsent, markAbsent, markHere } from '../../kept/last-person.ts';
import { queuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { problemOf, useNow, useSession } from '../../server/session.ts';
import { useEverybody } from '../../server/use-queue.ts';
import { dueText } from '../../time.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { Initials } from '../../ui/Initials.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { useBadgeScan } from '../../ui/use-badge-scan.ts';
import { useAllStrings } from '../../words/words.tsx';

const shortestName = 3;

/** People arrive in their own order: three letters or a badge, and the next one is at the desk. */
export function ArrivalsView({ q }: { readonly q: string }) {
  const strings = useAllStrings();
  const { arrivals: words } = strings.work;
  const { me, api } = useSession();
  const queue = useEverybody();
  const now = useNow(30_000);
  const field = useRef<HTMLInputElement>(null);
  const [isUnknownBadge, setIsUnknownBadge] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [, setMarks] = useState(0);
  const who = { id: me.person.id, roles: me.roles };
  const expected = queue.items.filter((item) => mayArrive(item, who));
  const found = matching(expected, q);
  const here = found.filter(({ id }) => !isAbsent(id));
  const absent = found.filter(({ id }) => isAbsent(id));
  const ordered = [...here, ...absent];
  useEffect(() => field.current?.focus(), []);

  const begin = (item: RequestSummary) => {
    markHere(item.id);
    const go = () => goTo({ view: 'burn', requestId: item.id, after: 'arrivals' });
    if (item.state !== 'queued' && item.state !== 'approved') return go();
    const body = { version: item.version, command: { kind: 'claim' } } as const;
    api.call('commandRequest', { params: { requestId: item.id }, body }).then(go, (error: unknown) => {
      setProblem(problemOf(error));
      queue.read();
    });
  };
  const enter = (text: string) => {
    const [first, second] = [...matching(here.length > 0 ? here : expected, text)];
    const isPlain = text.trim().length >= shortestName || second === undefined;
    if (first !== undefined && text.trim() !== '' && isPlain) return begin(first);
    if (first !== undefined || text.trim() === '') return setIsUnknownBadge(false);
    if (/\d/.test(text)) return findByBadge(text.trim());
    setIsUnknownBadge(true);
  };
  /** The directory knows whose number that is; the number itself is kept nowhere. */
  const findByBadge = (q: string) => {
    api.call('searchPeople', { query: { q } }).then(
      ({ items }) => {
        const present = items.filter(({ bar }) => bar === null);
        const [owner, another] = present.length > 0 ? present : items;
        const item =
          another === undefined ? expected.find(({ subject }) => subject.id === owner?.id) : undefined;
        if (item !== undefined) return begin(item);
        if (owner?.bar == null) return setIsUnknownBadge(true);
        setProblem({ code: owner.bar, detail: { subject: owner.name } });
      },
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  useBadgeScan((text) => {
    goTo({ view: 'arrivals', q: text }, { replace: true });
    enter(text);
  });
  const toggleAbsent = (item: RequestSummary) => {
    if (isAbsent(item.id)) markHere(item.id);
    else markAbsent(item.id);
    setMarks((count) => count + 1);
    field.current?.focus();
  };
  const row = (item: RequestSummary) => (
    <li key={item.id} className="arrival">
      <button
        type="button"
        className="row"
        id={`row-${item.id}`}
        onClick={() => begin(item)}
        onKeyDown={(event) => {
          if (event.key === 'n' || event.key === 'N') {
            event.preventDefault();
            toggleAbsent(item);
          }
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
          if (step === 0) return;
          event.preventDefault();
          const next = ordered[ordered.indexOf(item) + step];
          if (next === undefined) field.current?.focus();
          else document.getElementById(`row-${next.id}`)?.focus();
        }}
      >
        <Initials name={item.subject.name} />
        <span className="row-who">
          <b>{item.subject.name}</b>
          <span>{item.subject.upn}</span>
        </span>
        <span className="row-due">{dueText(item.form.neededBy, now, strings).text}</span>
        <StateBadge request={item} />
      </button>
      <Button size="large" data-main onClick={() => toggleAbsent(item)}>
        {isAbsent(item.id) ? words.expected : words.notHereButton}
        <span className="sr-only"> {item.subject.name}</span>
      </Button>
    </li>
  );

  return (
    <PageFrame
      layout="text"
      className="arrivals"
      title={words.title}
      isTitleQuiet
      lead={words.text}
      back={{ text: strings.request.back, onBack: () => goTo(queuePlace) }}
    >
      <Input
        size="large"
        input={{ ref: field }}
        value={q}
        maxLength={longest.search}
        aria-label={words.label}
        placeholder={words.label}
        autoComplete="off"
        onChange={(_, { value }) => {
          setIsUnknownBadge(false);
          setProblem(null);
          goTo({ view: 'arrivals', q: value }, { replace: true });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') enter(event.currentTarget.value);
          if (event.key === 'Escape') {
            event.preventDefault();
            goTo({ view: 'arrivals', q: '' }, { replace: true });
          }
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            document.getElementById(`row-${ordered[0]?.id}`)?.focus();
          }
        }}
      />
      {problem !== null && <ProblemNotice problem={problem} />}
      {queue.problem !== null && <ProblemNotice problem={queue.problem} onRetry={queue.read} />}
      {queue.isFirstRead && queue.problem === null && <Spinner label={strings.shell.loading} />}
      {isUnknownBadge && <Notice title={words.badgeUnknown} text="" />}
      {here.length > 0 && <ul className="rows">{here.map(row)}</ul>}
      {absent.length > 0 && (
        <section>
          <h2>{words.notHere}</h2>
          <ul className="rows">{absent.map(row)}</ul>
        </section>
      )}
      {!queue.isFirstRead && queue.problem === null && found.length === 0 && (
        <div className="empty">
          <h2>{q === '' ? words.doneTitle : words.noneTitle}</h2>
          <p>{q === '' ? words.doneText : words.noneText}</p>
          {q !== '' && (
            <Button size="large" data-main onClick={() => goTo({ view: 'call', q })}>
              {words.record(q)}
            </Button>
          )}
        </div>
      )}
      {expected.length > 0 && (
        <p className="quiet" role="status">
          {words.left(expected.length)}
        </p>
      )}
    </PageFrame>
  );
}
