import { Button } from '@fluentui/react-components';
import type { RequestSummary } from '@token-desk/contract/api';
import { useEffect, useState } from 'react';
import type { Burn } from '../../flow/use-burn.ts';
import { goTo, queuePlace } from '../../route.ts';
import { useNow, useSession } from '../../session.ts';
import { useStrings } from '../../strings.tsx';
import { momentText } from '../../time.ts';
import { Heading } from '../../ui/Heading.tsx';
import { needsTechnician } from '../use-queue.ts';
import { givenName } from './given-name.ts';

/** A tick and the next person. */
export function DoneStep({ burn }: { readonly burn: Burn }) {
  const { done: words } = useStrings();
  const { api, me } = useSession();
  const [next, setNext] = useState<RequestSummary | null>(null);
  const { request } = burn.state;
  useEffect(() => {
    api.call('listRequests', { query: { scope: 'open' } }).then(
      ({ items }) =>
        setNext(items.find((item) => item.id !== request.id && needsTechnician(item, me.person.id)) ?? null),
      () => {}, // then there is the queue
    );
  }, [api, me, request.id]);
  return (
    <>
      <p className="tick" aria-hidden="true">
        ✓
      </p>
      <Heading text={words.title(givenName(request.subject))} />
      <p className="lead">{words.text}</p>
      <div className="button-row">
        {next !== null && (
          <Button
            appearance="primary"
            size="large"
            onClick={() => goTo({ view: 'burn', requestId: next.id })}
            autoFocus
            data-main
          >
            {words.next(next.subject.name)}
          </Button>
        )}
        <Button
          size="large"
          appearance={next === null ? 'primary' : 'secondary'}
          onClick={() => goTo(queuePlace)}
        >
          {words.queue}
        </Button>
      </div>
      {next === null && <p className="quiet">{words.noNext}</p>}
    </>
  );
}

export function OverStep({ burn }: { readonly burn: Burn }) {
  const { over: words, states, done } = useStrings();
  return (
    <>
      <Heading text={words.title} />
      <p className="lead">{words.text(states[burn.state.request.state])}</p>
      <Button appearance="primary" size="large" onClick={() => goTo(queuePlace)} data-main>
        {done.queue}
      </Button>
    </>
  );
}

export function NotStartedStep({ burn }: { readonly burn: Burn }) {
  const { notStarted: words, request: buttons, done } = useStrings();
  return (
    <>
      <Heading text={words.title(burn.state.request.subject.name)} />
      <p className="lead">{words.text}</p>
      <div className="button-row">
        <Button
          appearance="primary"
          size="large"
          onClick={() => void burn.order({ kind: 'claim' })}
          data-main
        >
          {buttons.start}
        </Button>
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
        <Button appearance="primary" size="large" onClick={() => goTo(queuePlace)} data-main>
          {strings.done.queue}
        </Button>
        <Button size="large" onClick={() => void burn.order({ kind: 'take-over' })}>
          {words.takeOver(by.name)}
        </Button>
      </div>
      <p className="quiet">{words.takeOverConsequence(by.name)}</p>
    </>
  );
}
