import { Button, Input } from '@fluentui/react-components';
import type { BurnerView, Reply } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { useEffect, useRef, useState } from 'react';
import { fingerprintOf, pinIdentity, pinOf } from '../seed/identity-pin.ts';
import { problemOf, useNow, useSession } from '../session.ts';
import { useStrings } from '../strings.tsx';
import { agoText, momentText } from '../time.ts';
import { Heading } from '../ui/Heading.tsx';
import { Notice, ProblemNotice } from '../ui/Notice.tsx';

export function BurnersView() {
  const { burners: words } = useStrings();
  const { burners, me } = useSession();
  const shown = burners
    .filter(({ state }) => state !== 'revoked')
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <main className="page page-narrow">
      <Heading text={words.title} />
      <p className="quiet">{words.text}</p>
      {shown.length === 0 && (
        <div className="empty">
          <h2>{words.emptyTitle}</h2>
          <p>{words.emptyText}</p>
        </div>
      )}
      {shown.map((burner) => (
        <BurnerCard key={burner.id} burner={burner} />
      ))}
      {me.roles.includes('Administrator') && <Pairing />}
    </main>
  );
}

function BurnerCard({ burner }: { readonly burner: BurnerView }) {
  const strings = useStrings();
  const { burners: words } = strings;
  const { api, deskId, me } = useSession();
  const now = useNow(10_000);
  const letters = useFingerprint(burner.identityKey);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pin, setPin] = useState(() => pinOf(burner));
  const mayConfirm = me.roles.includes('Technician') || me.roles.includes('Administrator');
  const confirm = () => {
    const body = { kind: 'confirm', fingerprint: letters } as const;
    api.call('commandBurner', { params: { burnerId: burner.id }, body }).then(
      () => {
        pinIdentity(burner);
        setPin('pinned');
      },
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  return (
    <section className="card burner" aria-label={burner.name}>
      <h2>
        {burner.name}{' '}
        <span className={burner.online ? 'badge badge-good' : 'badge badge-quiet'}>
          <span aria-hidden="true">{burner.online ? '●' : '○'}</span>{' '}
          {burner.online ? strings.desk.online : strings.desk.offline}
        </span>
        {burner.practice && <span className="badge badge-quiet"> {strings.desk.practiceDesk}</span>}
        {burner.id === deskId && <span className="badge badge-now">✓ {words.onThisPc}</span>}
      </h2>
      <dl className="facts">
        <div>
          <dt>{words.readers}</dt>
          <dd>
            {burner.readers.length === 0
              ? words.noReaders
              : burner.readers.map(({ name, state }) => `${name} · ${words.readerStates[state]}`).join(', ')}
          </dd>
        </div>
        <div>
          <dt>{words.fingerprint}</dt>
          <dd>
            <code>{letters}</code> · {words.states[burner.state]}
          </dd>
        </div>
        <div>
          <dt>{words.version}</dt>
          <dd>
            {burner.version} · {burner.hostName}
            {!burner.online &&
              burner.lastSeenAt !== null &&
              ` · ${words.lastSeen(agoText(burner.lastSeenAt, now, strings))}`}
          </dd>
        </div>
      </dl>
      {pin === 'changed' && (
        <ProblemNotice problem={{ code: 'burner-identity-changed', detail: { burner: burner.name } }} />
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      {mayConfirm && burner.state === 'pending' && pin !== 'changed' && (
        <>
          <p>{words.confirmTitle}</p>
          <Button appearance="primary" size="large" disabled={letters === ''} onClick={confirm}>
            {words.confirm}
          </Button>
        </>
      )}
    </section>
  );
}

export function useFingerprint(identityKey: string): string {
  const [letters, setLetters] = useState('');
  useEffect(() => {
    let isCurrent = true;
    fingerprintOf(identityKey).then(
      (text) => isCurrent && setLetters(text),
      () => {}, // no letters, no button: nothing can be confirmed
    );
    return () => {
      isCurrent = false;
    };
  }, [identityKey]);
  return letters;
}

function Pairing() {
  const strings = useStrings();
  const { burners: words } = strings;
  const { api, now } = useSession();
  const name = useRef<HTMLInputElement>(null);
  const [made, setMade] = useState<Reply<'createPairingCode'> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const make = () => {
    const text = name.current?.value.trim() ?? '';
    if (text === '') return name.current?.focus();
    setProblem(null);
    api
      .call('createPairingCode', { body: { name: text } })
      .then(setMade, (error: unknown) => setProblem(problemOf(error)));
  };
  return (
    <section className="card">
      <h2>{words.pairTitle}</h2>
      {problem !== null && <ProblemNotice problem={problem} />}
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <label htmlFor="desk-name">
          {words.pairName}
          <Input
            id="desk-name"
            input={{ ref: name }}
            size="large"
            maxLength={60}
            placeholder={words.pairNameHint}
          />
        </label>
        <Button type="submit" appearance="primary" size="large">
          {words.pairMake}
        </Button>
      </form>
      {made !== null && (
        <Notice
          isGood
          title={words.pairCode}
          text={words.pairValid(momentText(made.expiresAt, now(), strings))}
        >
          <p className="pairing-code">{made.code}</p>
          <code className="command">{words.pairCommand(location.origin, made.code)}</code>
        </Notice>
      )}
    </section>
  );
}
