import { Button } from '@fluentui/react-components';
import { isProblemCode } from '@token-desk/contract/problem';
import type { Burn } from '../../../burning/use-burn.ts';
import { skipInRun } from '../../../kept/kept-run.ts';
import { placeAfter, queuePlace } from '../../../places/places.ts';
import { goTo } from '../../../places/use-place.ts';
import { useNow } from '../../../server/session.ts';
import { momentText } from '../../../time.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { CannotBurn } from '../../request/RequestPane.tsx';
import { givenName } from '../given-name.ts';
import { useNextPerson } from '../use-next-person.ts';

/** A tick and the next person: the next in the queue, at the desk, or of the batch. */
export function DoneStep({ burn }: { readonly burn: Burn }) {
  const { done: words, work } = useAllStrings();
  const { request } = burn.state;
  const { next, noNext, goNext: goToNext } = useNextPerson(burn);
  const goNext = () => (burn.after === 'arrivals' ? goTo(placeAfter('arrivals')) : goToNext());
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
      <div className="button-row">
        {hasNext && (
          <Button appearance="primary" size="large" onClick={goNext} data-main>
            {nextText}
          </Button>
        )}
        <Button
          size="large"
          appearance={hasNext ? 'secondary' : 'primary'}
          onClick={() => goTo(hasNext && burn.after === 'arrivals' ? queuePlace : placeAfter(burn.after))}
          {...(hasNext ? {} : { 'data-main': true })}
        >
          {hasNext ? (burn.after === 'run' ? work.run.overview : words.queue) : backText}
        </Button>
      </div>
      {noNext !== null && <p className="quiet">{words.noNext[noNext]}</p>}
    </>
  );
}

export function OverStep({ burn }: { readonly burn: Burn }) {
  const { over: words, states, done } = useAllStrings();
  const { state, attention } = burn.state.request;
  return (
    <>
      <Heading text={words.title} />
      <p className="lead">{words.text(states[state])}</p>
      {state === 'failed' && attention !== null && isProblemCode(attention) && (
        <ProblemNotice problem={{ code: attention }} />
      )}
      <Button appearance="primary" size="large" onClick={() => goTo(placeAfter(burn.after))} data-main>
        {done.queue}
      </Button>
    </>
  );
}

export function NotStartedStep({ burn }: { readonly burn: Burn }) {
  const { notStarted: words, request: buttons } = useAllStrings();
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
        <BackOrSkip burn={burn} />
      </div>
    </>
  );
}

/** Away from somebody whom one has not begun with; in a batch that is skipping them, and the batch goes on. */
function BackOrSkip({ burn, isMain = false }: { readonly burn: Burn; readonly isMain?: boolean }) {
  const { done, work } = useAllStrings();
  const main = isMain ? ({ appearance: 'primary', 'data-main': true } as const) : {};
  const goBack = () => goTo(placeAfter(burn.after));
  if (burn.after !== 'run') {
    return (
      <Button size="large" onClick={goBack} {...main}>
        {burn.after === 'arrivals' ? work.arrivals.title : done.queue}
      </Button>
    );
  }
  return (
    <>
      <Button
        size="large"
        {...main}
        onClick={() => {
          skipInRun(burn.state.request.id);
          goBack();
        }}
      >
        {work.run.skip}
      </Button>
      <Button size="large" onClick={goBack}>
        {work.run.overview}
      </Button>
    </>
  );
}

export function ElsewhereStep({ burn }: { readonly burn: Burn }) {
  const strings = useAllStrings();
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
        <BackOrSkip burn={burn} isMain />
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
