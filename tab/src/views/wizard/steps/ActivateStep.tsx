import { Button, Spinner } from '@fluentui/react-components';
import type { RequestToken } from '@token-desk/contract/request';
import type { Burn } from '../../../burning/use-burn.ts';
import { type HandOut, useHandOut } from '../../../burning/use-hand-out.ts';
import { useCall } from '../../../burning/use-sounds.ts';
import { lastAnswer } from '../../../flow/hand-out-flow.ts';
import { numberIn } from '../../../graph/said.ts';
import { useNow, useSession } from '../../../server/session.ts';
import { CodeBoxes } from '../../../ui/CodeBoxes.tsx';
import { Foot } from '../../../ui/Foot.tsx';
import { Heading } from '../../../ui/Heading.tsx';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useBusyText } from '../../../ui/use-busy-text.ts';
import { useAllStrings } from '../../../words/words.tsx';
import { givenName } from '../given-name.ts';
import { anotherToken, stopHandOut } from '../hand-out-words.ts';
import { isLeftToThem, leave } from '../leaving.ts';

/** The code of a loaded token, Microsoft's answer, and its list read back. */
export function ActivateStep({ burn }: { readonly burn: Burn }) {
  const { token, secondTechnician } = burn.state.request;
  if (token === null) return null;
  if (secondTechnician?.confirmedBy === null) return <AwaitSecond burn={burn} token={token} />;
  return <Activate key={token.serial} burn={burn} token={token} />;
}

/** The server binds nothing before another technician has confirmed it, so no code is asked for. */
function AwaitSecond({ burn, token }: Shown) {
  const strings = useAllStrings();
  const { handOut: words } = strings;
  const { subject, secondTechnician } = burn.state.request;
  return (
    <>
      <Heading text={words.second.title} />
      <p className="lead">{words.second.text(token.serial, givenName(subject))}</p>
      <p className="quiet">{words.second.because[secondTechnician?.because ?? 'everybody']}</p>
      <Spinner size="tiny" label={words.second.waiting} className="watching" />
      <Foot
        leave={{ text: words.stop, onLeave: () => void leave(burn) }}
        ways={[{ text: words.another, onPress: () => void burn.order({ kind: 'give-back-loaded' }) }]}
      />
    </>
  );
}

type Shown = { readonly burn: Burn; readonly token: RequestToken };

function Activate({ burn, token }: Shown) {
  const strings = useAllStrings();
  const { handOut: words } = strings;
  const { request } = burn.state;
  const { serial } = token;
  const given = givenName(request.subject);
  const handOut = useHandOut(request, serial, burn.dispatch);
  const { state } = handOut;
  const said = { requestId: lastAnswer(state) };
  const giveBack = { kind: 'give-back-loaded', ...numberIn(said) } as const;
  const another = anotherToken(state, given, strings);
  const problem = 'problem' in state ? state.problem : null;
  useCall(problem === null || state.kind === 'reading-back' ? null : `${problem.code} ${serial}`);
  return (
    <>
      {state.kind === 'finding-out' && (
        <>
          <Heading text={words.type(given)} />
          <Spinner size="tiny" label={words.findingOut} className="watching" />
        </>
      )}
      {(state.kind === 'typing' || state.kind === 'sending') && (
        <TypeCode handOut={handOut} serial={serial} given={given} />
      )}
      {state.kind === 'awaiting' && <Awaiting handOut={handOut} serial={serial} given={given} />}
      {state.kind === 'reading-back' && <ReadBack burn={burn} handOut={handOut} />}
      {state.kind === 'refused' && (
        <>
          <Heading text={words.refused} />
          <ProblemNotice problem={state.problem} />
          <div className="button-row">
            <Button appearance="primary" size="large" onClick={() => void burn.order(giveBack)} data-main>
              {another}
            </Button>
            <Button size="large" onClick={handOut.tryAgain}>
              {words.tryAgain}
            </Button>
          </div>
        </>
      )}
      <Foot
        leave={{
          text: isLeftToThem(request) ? words.leaveAwaiting : stopHandOut(state, given, strings),
          onLeave: () => void leave(burn, said),
        }}
        ways={[
          ...(state.kind === 'typing'
            ? [
                { text: another, onPress: () => void burn.order(giveBack) },
                { text: words.away(given), onPress: handOut.leaveToThem },
              ]
            : []),
          ...(state.kind === 'awaiting' ? [{ text: words.typeHere(given), onPress: handOut.typeHere }] : []),
        ]}
      />
    </>
  );
}

function TypeCode(props: { readonly handOut: HandOut; readonly serial: string; readonly given: string }) {
  const { handOut, serial, given } = props;
  const { handOut: words, load } = useAllStrings();
  const { state } = handOut;
  if (state.kind !== 'typing' && state.kind !== 'sending') return null;
  const isSending = state.kind === 'sending';
  return (
    <>
      <Heading text={words.type(given)} />
      <p className="lead">
        {state.order === 'activate' ? words.activateText(serial, given) : words.typeText(serial)}
      </p>
      <CodeBoxes isBusy={isSending} onCode={handOut.typeCode} attempt={state.misses} />
      <p className="quiet" role="status">
        {state.kind === 'typing' ? words.note : <Sending waitsUntil={state.waitsUntil} />}
      </p>
      {state.kind === 'sending' && state.waitsUntil !== null && (
        <Button size="large" onClick={handOut.stopWaiting}>
          {load.stopWaiting}
        </Button>
      )}
      {state.kind === 'typing' && state.problem !== null && <ProblemNotice problem={state.problem} />}
    </>
  );
}

function Sending({ waitsUntil }: { readonly waitsUntil: number | null }) {
  const { handOut: words } = useAllStrings();
  return useBusyText(waitsUntil) ?? words.sending;
}

function Awaiting(props: { readonly handOut: HandOut; readonly serial: string; readonly given: string }) {
  const { handOut, serial, given } = props;
  const { handOut: words } = useAllStrings();
  const { state } = handOut;
  if (state.kind !== 'awaiting') return null;
  return (
    <>
      <Heading text={words.awaits(given)} />
      <p className="lead">{words.awaitsText(serial, given)}</p>
      {state.isLooking ? (
        <Spinner size="tiny" label={words.findingOut} className="watching" />
      ) : (
        <Button appearance="primary" size="large" onClick={handOut.lookAgain} data-main>
          {words.lookAgain}
        </Button>
      )}
      {state.problem !== null && <ProblemNotice problem={state.problem} />}
      <p className="quiet">{words.awaitsNote}</p>
    </>
  );
}

function ReadBack({ burn, handOut }: { readonly burn: Burn; readonly handOut: HandOut }) {
  const { handOut: words, finish, time } = useAllStrings();
  const { me } = useSession();
  const now = useNow();
  const { state } = handOut;
  if (state.kind !== 'reading-back') return null;
  const isReadable = me.methodsReadable && state.problem?.code !== 'methods-not-readable';
  const seconds = time.seconds(Math.max(0, Math.round((now - state.since) / 1000)));
  return (
    <>
      <Heading text={words.reading} />
      <p className="lead">{words.readingText(seconds)}</p>
      {isReadable && state.isLooking && <Spinner size="tiny" label={words.findingOut} className="watching" />}
      {isReadable && !state.isLooking && (
        <>
          {state.problem === null ? <p>{words.stopped}</p> : <ProblemNotice problem={state.problem} />}
          <Button appearance="primary" size="large" onClick={handOut.lookAgain} data-main>
            {words.lookAgain}
          </Button>
        </>
      )}
      {!isReadable && (
        <>
          <Button
            appearance="primary"
            size="large"
            onClick={() => void burn.order({ kind: 'say-bound' })}
            data-main
          >
            {finish.said}
          </Button>
          {me.methodsReadable && (
            <Button size="large" onClick={handOut.lookAgain}>
              {words.lookAgain}
            </Button>
          )}
          <p className="quiet">{finish.saidNote}</p>
        </>
      )}
    </>
  );
}
