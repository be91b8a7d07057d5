import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import type { BurnerView } from '@token-desk/contract/views';
import { type ReactNode, useState } from 'react';
import { pinIdentity, pinOf } from '../../seed/identity-pin.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { isGone } from './desk-state.ts';
import { useFingerprint } from './use-fingerprint.ts';
import '../wizard/wizard.css';
import '../shell/desk.css';

export function isDeskReady(desk: BurnerView | null): desk is BurnerView {
  return desk?.online === true && desk.state === 'confirmed' && pinOf(desk) === 'pinned';
}

/** The desks there are, the connected ones to be pressed. */
export function DeskButtons({ onChosen }: { onChosen?(): void }) {
  const { desk: words } = useAllStrings();
  const { burners, chooseDesk, isAway } = useSession();
  const usable = burners.filter((burner) => !isGone(burner)).toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <div className="choices">
      {usable.map((burner) => (
        <button
          key={burner.id}
          type="button"
          className="choice"
          disabled={!burner.online}
          onClick={() => {
            chooseDesk(burner.id);
            onChosen?.();
          }}
        >
          <b>{burner.name}</b>
          <small>
            {!isAway && (
              <>
                <span aria-hidden="true">{burner.online ? '●' : '○'}</span>{' '}
                {burner.online ? words.online : words.offline} ·{' '}
              </>
            )}
            {burner.hostName}
          </small>
        </button>
      ))}
    </div>
  );
}

/** A desk that is new to this PC: its letters are compared by eye before it is trusted. */
export function CompareLetters(props: {
  readonly desk: BurnerView;
  readonly heading: ReactNode;
  onSame(): void;
}) {
  const { desk } = props;
  const { desk: words } = useAllStrings();
  const { api, chooseDesk } = useSession();
  const letters = useFingerprint(desk.identityKey);
  const [isDifferent, setIsDifferent] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const confirm = async () => {
    try {
      if (desk.state === 'pending')
        await api.call('commandBurner', {
          params: { burnerId: desk.id },
          body: { kind: 'confirm', fingerprint: letters },
        });
      pinIdentity(desk);
      chooseDesk(desk.id);
      props.onSame();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <>
      {props.heading}
      {pinOf(desk) === 'changed' ? (
        <ProblemNotice problem={{ code: 'burner-identity-changed', detail: { burner: desk.name } }} />
      ) : (
        <>
          <p className="lead">{`${words.newHere(desk.name)} ${words.compareText}`}</p>
          <p className="letters">
            <code>{letters}</code>
          </p>
          {problem !== null && <ProblemNotice problem={problem} />}
          {isDifferent && <Notice title={words.differentTitle} text={words.differentText} />}
          <div className="button-row">
            <Button
              appearance="primary"
              size="large"
              disabled={letters === '' || isDifferent}
              onClick={() => void confirm()}
              data-main
            >
              {words.same}
            </Button>
            <Button size="large" onClick={() => setIsDifferent(true)}>
              {words.different}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
