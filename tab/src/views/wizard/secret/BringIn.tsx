import { Button, Input, Spinner } from '@fluentui/react-components';
import { ClipboardPaste32Regular, LockClosed16Regular } from '@fluentui/react-icons';
import type { Problem } from '@token-desk/contract/problem';
import { useEffect, useRef, useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import { isUntouched } from '../../../flow/burn/screen.ts';
import type { PageLanguage } from '../../../flow/page-languages.ts';
import { type LiveSource, openStream } from '../../../seed/live-capture.ts';
import { useSession } from '../../../server/session.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { Notice, ProblemNotice } from '../../../ui/Notice.tsx';
import { Quoted } from '../../../ui/Quoted.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { givenName } from '../given-name.ts';
import { RoadLine, useOtherRoads } from '../Road.tsx';
import { StepFoot } from '../StepFoot.tsx';
import { LiveWays, OtherWays } from './CaptureWays.tsx';
import { ClipboardLine } from './ClipboardLine.tsx';
import { LiveLook } from './LiveLook.tsx';
import { PageLanguageChoice } from './PageLanguageChoice.tsx';
import { SignOutReminder } from './SignOutReminder.tsx';
import { useCapture } from './use-capture.ts';

type Live = { readonly source: LiveSource; readonly stream: MediaStream };

export function BringIn(props: {
  readonly burn: Burn;
  readonly language: PageLanguage;
  readonly onLanguage: (code: string) => void;
}) {
  const { burn, language, onLanguage } = props;
  const { secret: words, capture } = useAllStrings();
  const { me } = useSession();
  const { state } = burn;
  const mayPaste = me.policy?.pasteNeedsHealthyDesk !== true || burn.desk?.doctor?.ok === true;
  const { isDragging, isPasteRefused, isTyped, bringIn } = useCapture(burn, mayPaste);
  const [isTyping, setIsTyping] = useState(false);
  const [live, setLive] = useState<Live | null>(null);
  const [told, setTold] = useState<'refused' | 'given-up' | Problem | null>(null);
  const given = givenName(state.request.subject);
  const isReading = state.secret.kind === 'reading' && live === null;
  const problem = state.secret.kind === 'none' ? state.secret.problem : null;
  const isOfKey = isTyping && isTyped;
  const { securityInfo, addMethod, authenticatorApp, differentApp, next } = language.words;
  const path = [securityInfo, addMethod, authenticatorApp, differentApp, next]
    .map((word) => `“${word}”`)
    .join(' → ');
  const otherRoads = useOtherRoads(burn, 'secret');
  const look = (source: LiveSource) => {
    setTold(null);
    openStream(source).then(
      (stream) => setLive({ source, stream }),
      () => setTold('refused'), // the person said no, or there is no camera: both mean another way
    );
  };
  return (
    <>
      <Heading text={state.isAgain ? words.againTitle : words.title} />
      <SignOutReminder subject={state.request.subject} />
      <p className="lead">
        <Quoted
          text={
            state.isAgain
              ? words.againPath(given)
              : `${capture.page.steps(given)} ${path}${language.code === 'en' ? '' : ` (${capture.page.or})`}. ${capture.page.show}`
          }
        />
      </p>
      <PageLanguageChoice given={given} language={language} onChoose={onLanguage} />
      {problem !== null && !isOfKey && <ProblemNotice problem={problem} />}
      {told === 'refused' && <Notice title={capture.refusedTitle} text={capture.refusedText} />}
      {told === 'given-up' && <Notice title={capture.lookingEnded} text={capture.lookingEndedText} />}
      {told !== null && typeof told === 'object' && <ProblemNotice problem={told} />}
      {isPasteRefused && (
        <Notice title={capture.pasteForbidden} text={capture.why['paste-policy'](burn.desk?.name ?? '')} />
      )}
      <ClipboardLine burn={burn} />
      {live === null && <LiveWays onLive={look} />}
      {live === null ? (
        mayPaste && (
          <section className={isDragging ? 'drop drop-over' : 'drop'} aria-label={words.paste}>
            {isReading ? (
              <Spinner size="large" label={words.reading} />
            ) : (
              <PasteInvitation isDragging={isDragging} />
            )}
          </section>
        )
      ) : (
        <LiveLook
          {...live}
          onCodes={(texts) => bringIn({ kind: 'codes', texts, capture: live.source })}
          onEnd={(why) => {
            setLive(null);
            setTold(why === 'stopped' ? null : why);
          }}
        />
      )}
      <OtherWays
        isTyping={isTyping}
        whyNoPaste={mayPaste ? null : capture.why['paste-policy'](burn.desk?.name ?? '')}
        onFile={(image) => bringIn({ kind: 'image', image, capture: 'file' })}
        onType={() => setIsTyping(!isTyping)}
      />
      {isTyping && (
        <KeyForm
          problem={isOfKey ? problem : null}
          onKey={(text) => bringIn({ kind: 'text', text, capture: 'typed-key' })}
        />
      )}
      <p className="quiet promise">
        <LockClosed16Regular aria-hidden="true" /> {words.promise(burn.desk?.name ?? '')}
      </p>
      {isUntouched(state) && <RoadLine burn={burn} road="secret" />}
      <StepFoot
        burn={burn}
        ways={[
          ...(state.isAgain
            ? [{ text: words.back, onPress: () => burn.dispatch({ type: 'again-given-up' }) }]
            : []),
          ...(isUntouched(state) ? otherRoads : []),
        ]}
      />
    </>
  );
}

function PasteInvitation({ isDragging }: { readonly isDragging: boolean }) {
  const { secret: words } = useAllStrings();
  const isMac = /Mac/.test(navigator.platform);
  const keys = isMac
    ? words.pasteKeysMac
    : /Win/.test(navigator.platform)
      ? words.pasteKeysWindows
      : words.pasteKeysOther;
  return (
    <>
      <ClipboardPaste32Regular aria-hidden="true" />
      <b className="drop-title">{isDragging ? words.dropNow : words.paste}</b>
      <p>
        {keys.split('|').map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}{' '}
        {words.followedBy} <kbd>{isMac ? '⌘' : 'Ctrl'}</kbd>
        <kbd>V</kbd> {words.pasteHow}
      </p>
    </>
  );
}

/** The field is not React's: what is typed is read once, handed on and taken out of it. */
function KeyForm({
  problem,
  onKey,
}: {
  readonly problem: Problem | null;
  readonly onKey: (text: string) => void;
}) {
  const { secret: words } = useAllStrings();
  const field = useRef<HTMLInputElement>(null);
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (problem !== null) said.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  const marked = problem === null ? {} : { 'aria-invalid': true, 'aria-describedby': 'key-problem' };
  return (
    <>
      <form
        className="inline-form"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (field.current === null) return;
          const text = field.current.value;
          field.current.value = '';
          onKey(text);
        }}
      >
        <label htmlFor="key">
          {words.keyLabel}
          <Input
            id="key"
            size="large"
            input={{
              ref: field,
              spellCheck: false,
              autoCapitalize: 'none',
              className: 'key-field',
              ...marked,
            }}
            autoComplete="off"
          />
        </label>
        <Button type="submit" appearance="primary" size="large" data-main>
          {words.keyRead}
        </Button>
      </form>
      <div id="key-problem" ref={said}>
        {problem !== null && <ProblemNotice problem={problem} />}
      </div>
    </>
  );
}
