import { Button, Checkbox, Input, Spinner } from '@fluentui/react-components';
import {
  ClipboardPaste32Regular,
  Image24Regular,
  Keyboard24Regular,
  LockClosed16Regular,
} from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { Burn } from '../../flow/use-burn.ts';
import { useStrings } from '../../strings.tsx';
import { Heading } from '../../ui/Heading.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { Quoted } from '../../ui/Quoted.tsx';
import { givenName } from './given-name.ts';
import { SecretFactsList } from './SecretFactsList.tsx';
import { StepFoot } from './StepFoot.tsx';
import { useCapture } from './use-capture.ts';

export function SecretStep({ burn }: { readonly burn: Burn }) {
  const { secret } = burn.state;
  if (secret.kind === 'either') return <EitherQuestion burn={burn} />;
  if (secret.kind === 'unconfirmed') return <WhoseQuestion burn={burn} facts={secret.facts} />;
  return <BringIn burn={burn} />;
}

function BringIn({ burn }: { readonly burn: Burn }) {
  const { secret: words } = useStrings();
  const { state } = burn;
  const { isDragging, bringIn } = useCapture(burn);
  const [isTyping, setIsTyping] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const given = givenName(state.request.subject);
  const isReading = state.secret.kind === 'reading';
  const problem = state.secret.kind === 'none' ? state.secret.problem : null;
  return (
    <>
      <Heading text={state.isAgain ? words.againTitle : words.title} />
      <p className="lead">
        <Quoted text={state.isAgain ? words.againPath(given) : words.path(given)} />
      </p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <section className={isDragging ? 'drop drop-over' : 'drop'} aria-label={words.paste}>
        {isReading ? (
          <Spinner size="large" label={words.reading} />
        ) : (
          <PasteInvitation isDragging={isDragging} />
        )}
      </section>
      <div className="ways">
        <button type="button" className="card way" onClick={() => file.current?.click()}>
          <Image24Regular aria-hidden="true" />
          <span>
            <b>{words.file}</b>
            <small>{words.fileHint}</small>
          </span>
        </button>
        <button
          type="button"
          className="card way"
          aria-expanded={isTyping}
          onClick={() => setIsTyping(!isTyping)}
        >
          <Keyboard24Regular aria-hidden="true" />
          <span>
            <b>{words.type}</b>
            <small>
              <Quoted text={words.typeHint} />
            </small>
          </span>
        </button>
        <input
          ref={file}
          className="sr-only"
          type="file"
          accept="image/*"
          tabIndex={-1}
          aria-hidden="true"
          onChange={({ target }) => {
            const [image] = target.files ?? [];
            target.value = '';
            if (image !== undefined) bringIn({ kind: 'image', image, capture: 'file' });
          }}
        />
      </div>
      {isTyping && <KeyForm onKey={(text) => bringIn({ kind: 'text', text, capture: 'typed-key' })} />}
      <p className="quiet promise">
        <LockClosed16Regular aria-hidden="true" /> {words.promise(burn.desk?.name ?? '')}
      </p>
      <StepFoot burn={burn}>
        {state.isAgain && (
          <Button size="large" onClick={() => burn.dispatch({ type: 'again-given-up' })}>
            {words.back}
          </Button>
        )}
      </StepFoot>
    </>
  );
}

function PasteInvitation({ isDragging }: { readonly isDragging: boolean }) {
  const { secret: words } = useStrings();
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
function KeyForm({ onKey }: { readonly onKey: (text: string) => void }) {
  const { secret: words } = useStrings();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
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
          input={{ ref: field, spellCheck: false, autoCapitalize: 'none', className: 'key-field' }}
          autoComplete="off"
        />
      </label>
      <Button type="submit" appearance="primary" size="large" data-main>
        {words.keyRead}
      </Button>
    </form>
  );
}

function EitherQuestion({ burn }: { readonly burn: Burn }) {
  const { secret: words } = useStrings();
  const choose = (form: 'base32' | 'hex') => {
    const { secret } = burn.state;
    if (secret.kind !== 'either') return;
    burn.box.choose(form);
    burn.dispatch({ type: 'secret-found', facts: secret[form], isAccountSeen: false });
  };
  return (
    <>
      <Heading text={words.ambiguousTitle} />
      <p className="lead">{words.ambiguousText}</p>
      <div className="choices">
        <button type="button" className="choice" onClick={() => choose('base32')}>
          <b>{words.base32}</b>
        </button>
        <button type="button" className="choice" onClick={() => choose('hex')}>
          <b>{words.hex}</b>
        </button>
      </div>
      <Discard burn={burn} />
    </>
  );
}

function WhoseQuestion({
  burn,
  facts,
}: {
  readonly burn: Burn;
  readonly facts: Parameters<typeof SecretFactsList>[0]['facts'];
}) {
  const { secret: words } = useStrings();
  const { subject } = burn.state.request;
  const [isTicked, setIsTicked] = useState(false);
  return (
    <>
      <Heading text={words.typedTitle(givenName(subject))} />
      <p className="lead">{words.typedText(subject.name)}</p>
      <SecretFactsList facts={facts} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isTicked) burn.dispatch({ type: 'secret-confirmed' });
        }}
      >
        <Checkbox
          size="large"
          checked={isTicked}
          onChange={(_, { checked }) => setIsTicked(checked === true)}
          label={words.typedTick(subject.name, subject.upn)}
        />
        <p className="quiet">{words.typedNote}</p>
        <Button type="submit" appearance="primary" size="large" disabled={!isTicked} data-main>
          {words.typedGo}
        </Button>
      </form>
      <Discard burn={burn} />
    </>
  );
}

function Discard({ burn }: { readonly burn: Burn }) {
  const { secret: words } = useStrings();
  return (
    <StepFoot burn={burn}>
      <Button
        size="large"
        onClick={() => {
          burn.box.drop();
          burn.dispatch({ type: 'secret-dropped', problem: null });
        }}
      >
        {words.discard}
      </Button>
    </StepFoot>
  );
}
