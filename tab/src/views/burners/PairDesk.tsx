import { Button, Input } from '@fluentui/react-components';
import type { Reply } from '@token-desk/contract/api';
import { longest } from '@token-desk/contract/lengths';
import type { Problem } from '@token-desk/contract/problem';
import { useId, useRef, useState } from 'react';
import { problemOf, useNow, useSession } from '../../server/session.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** A code that a new desk types within ten minutes; the desk then appears above, with letters to compare. */
export function PairDesk() {
  const { desksPage: words } = useAllStrings();
  const { api, burners } = useSession();
  const name = useRef<HTMLInputElement>(null);
  const nameId = useId();
  const [made, setMade] = useState<(Reply<'createPairingCode'> & { before: number }) | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const make = () => {
    const text = name.current?.value.trim() ?? '';
    if (text === '') return name.current?.focus();
    setProblem(null);
    api.call('createPairingCode', { body: { name: text } }).then(
      (code) => setMade({ ...code, before: burners.length }),
      (error: unknown) => setProblem(problemOf(error)),
    );
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
        <label htmlFor={nameId}>
          {words.pairName}
          <Input
            id={nameId}
            input={{ ref: name }}
            size="large"
            maxLength={longest.deskName}
            placeholder={words.pairNameHint}
          />
        </label>
        <Button type="submit" appearance="primary" size="large" data-main>
          {words.pairMake}
        </Button>
      </form>
      {made !== null && burners.length <= made.before && <Code made={made} onAgain={make} />}
    </section>
  );
}

function Code({ made, onAgain }: { readonly made: Reply<'createPairingCode'>; onAgain(): void }) {
  const strings = useAllStrings();
  const { desksPage: words } = strings;
  const { burners: more } = strings;
  const now = useNow();
  const leftSeconds = Math.floor((made.expiresAt - now) / 1000);
  if (leftSeconds <= 0) {
    return (
      <Notice title={more.pairExpired} text="">
        <Button onClick={onAgain}>{more.pairAgain}</Button>
      </Notice>
    );
  }
  const clock = new Intl.DateTimeFormat(strings.locale, { hour: '2-digit', minute: '2-digit' });
  const left = `${Math.floor(leftSeconds / 60)}:${String(leftSeconds % 60).padStart(2, '0')}`;
  return (
    <div className="notice notice-good">
      <span className="notice-sign" aria-hidden="true">
        ✓
      </span>
      <div>
        <strong>{words.pairCode}</strong>
        <p className="pairing-code" role="status">
          {made.code}
        </p>
        <p>{more.pairTries(clock.format(made.expiresAt), left)}</p>
        <code className="command">{words.pairCommand(location.origin, made.code)}</code>
        <p>{more.pairNext}</p>
      </div>
    </div>
  );
}
