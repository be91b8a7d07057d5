import { Button } from '@fluentui/react-components';
import type { RequestSummary } from '@token-desk/contract/api';
import { useEffect, useState } from 'react';
import { isExpected } from '../../flow/needs-me.ts';
import { currentRun, nextInRun } from '../../flow/run.ts';
import type { Burn } from '../../flow/use-burn.ts';
import { goTo, placeAfter, queuePlace } from '../../route.ts';
import { useNow, useSession } from '../../session.ts';
import { useStrings } from '../../strings.tsx';
import { momentText } from '../../time.ts';
import { Heading } from '../../ui/Heading.tsx';
import { CannotBurn } from '../RequestPane.tsx';
import { givenName } from './given-name.ts';

/** A tick and the next person: the next in the queue, at the desk, or of the batch. */
export function DoneStep({ burn }: { readonly burn: Burn }) {
  const { done: words, work } = useStrings();
  const { api, me } = useSession();
  const [items, setItems] = useState<readonly RequestSummary[] | null>(null);
  const { request } = burn.state;
  useEffect(() => {
    api.call('listRequests', { query: { scope: 'open' } }).then(
      (answer) => setItems(answer.items.filter(({ id }) => id !== request.id)),
      () => setItems([]), // then there is the queue
    );
  }, [api, request.id]);
  const isOpen = (item: RequestSummary) => isExpected(item, { id: me.person.id, roles: me.roles });
  const run = burn.after === 'run' ? currentRun() : null;
  const next =
    items === null ? null : run === null ? (items.find(isOpen) ?? null) : nextInRun(run, isOpen, items);
  const goNext = () => {
    if (burn.after === 'arrivals') return goTo(placeAfter('arrivals'));
    if (next !== null) goTo({ view: 'burn', requestId: next.id, after: burn.after });
  };
  const hasNext = next !== null;
  const nextText =
    next === null ? '' : burn.after === 'arrivals' ? work.arrivals.next : words.next(next.subject.name);
  const backText = burn.after === 'run' ? work.run.sumTitle : words.queue;
  return (
    <>
      <p className="tick" aria-hidden="true">
        ✓
      </p>
      <Heading text={words.title(givenName(request.subject))} />
      <p className="lead">{words.text}</p>
      {run !== null && (
        <p className="quiet">{work.run.progress(run.ids.indexOf(request.id) + 1, run.ids.length)}</p>
      )}
      <div className="button-row">
        {hasNext && (
          <Button appearance="primary" size="large" onClick={goNext} data-main>
            {nextText}
          </Button>
        )}
        <Button
          size="large"
          appearance={hasNext ? 'secondary' : 'primary'}
          onClick={() => goTo(hasNext ? queuePlace : placeAfter(burn.after))}
          {...(hasNext ? {} : { 'data-main': true })}
        >
          {hasNext ? words.queue : backText}
        </Button>
      </div>
      {items !== null && !hasNext && <p className="quiet">{words.noNext}</p>}
    </>
  );
}

export function OverStep({ burn }: { readonly burn: Burn }) {
  const { over: words, states, done } = useStrings();
  return (
    <>
      <Heading text={words.title} />
      <p className="lead">{words.text(states[burn.state.request.state])}</p>
      <Button appearance="primary" size="large" onClick={() => goTo(placeAfter(burn.after))} data-main>
        {done.queue}
      </Button>
    </>
  );
}

export function NotStartedStep({ burn }: { readonly burn: Burn }) {
  const { notStarted: words, request: buttons, done } = useStrings();
  const mayStart = burn.state.request.may.includes('claim');
  return (
    <>
      <Heading text={words.title(burn.state.request.subject.name)} />
      {mayStart && <p className="lead">{words.text}</p>}
      <CannotBurn request={burn.state.request} />
      <div className="button-row">
        {mayStart && (
          <Button
            appearance="primary"
            size="large"
            onClick={() => void burn.order({ kind: 'claim' })}
            data-main
          >
            {buttons.start}
          </Button>
        )}
        <Button size="large" onClick={() => goTo(queuePlace)}>
          {done.queue}
        </Button>
      </div>
    </>
  );
}

export function ElsewhereStep({ burn }: { readonly burn: Burn }) {
  const strings = useStrings();
  const { request: words } = strings;
  const now = useNow(30_000);
  const { request } = burn.state;
  if (request.claim === null) return null;
  const { by, since } = request.claim;
  const mayTakeOver = request.may.includes('take-over');
  return (
    <>
      <Heading text={words.heldBy(by.name)} />
      <p className="lead">
        {words.heldLine(
          momentText(since, now, strings),
          request.step === null ? strings.states[request.state] : strings.steps[request.step],
        )}
      </p>
      <div className="button-row">
        <Button appearance="primary" size="large" onClick={() => goTo(placeAfter(burn.after))} data-main>
          {strings.done.queue}
        </Button>
        {mayTakeOver && (
          <Button size="large" onClick={() => void burn.order({ kind: 'take-over' })}>
            {words.takeOver(by.name)}
          </Button>
        )}
      </div>
      {mayTakeOver && <p className="quiet">{words.takeOverConsequence(by.name)}</p>}
      <CannotBurn request={request} />
    </>
  );
}
