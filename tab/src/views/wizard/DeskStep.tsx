import { Button } from '@fluentui/react-components';
import type { BurnerView } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { useState } from 'react';
import type { Burn } from '../../flow/use-burn.ts';
import { pinIdentity, pinOf } from '../../seed/identity-pin.ts';
import { problemOf, useSession } from '../../session.ts';
import { useStrings } from '../../strings.tsx';
import { Heading } from '../../ui/Heading.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useFingerprint } from '../burners/use-fingerprint.ts';
import { awayProblem } from './away-problem.ts';
import { StepFoot } from './StepFoot.tsx';

export function isDeskReady(desk: BurnerView | null): desk is BurnerView {
  return desk?.online === true && desk.state === 'confirmed' && pinOf(desk) === 'pinned';
}

/** Which desk, once for each PC; a desk that is new to this PC is compared by eye first. */
export function DeskStep({ burn }: { readonly burn: Burn }) {
  const { desk: words } = useStrings();
  const { burners, chooseDesk } = useSession();
  const [isChoosing, setIsChoosing] = useState(false);
  const usable = burners
    .filter(({ state }) => state !== 'revoked')
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const desk = isChoosing ? null : burn.desk;
  if (desk?.online === true)
    return <CompareStep burn={burn} desk={desk} onOther={() => setIsChoosing(true)} />;
  return (
    <>
      <Heading text={usable.length === 0 ? words.noneTitle : words.chooseTitle} />
      <p className="lead">{usable.length === 0 ? words.noneText : words.chooseText}</p>
      {desk !== null && !desk.online && <ProblemNotice problem={awayProblem(desk)} />}
      <div className="choices">
        {usable.map((burner) => (
          <button
            key={burner.id}
            type="button"
            className="choice"
            disabled={!burner.online}
            onClick={() => {
              chooseDesk(burner.id);
              setIsChoosing(false);
            }}
          >
            <b>{burner.name}</b>
            <small>
              <span aria-hidden="true">{burner.online ? '●' : '○'}</span>{' '}
              {burner.online ? words.online : words.offline} · {burner.hostName}
            </small>
          </button>
        ))}
      </div>
      <StepFoot burn={burn} />
    </>
  );
}

function CompareStep(props: {
  readonly burn: Burn;
  readonly desk: BurnerView;
  readonly onOther: () => void;
}) {
  const { burn, desk, onOther } = props;
  const { desk: words } = useStrings();
  const { api, chooseDesk } = useSession();
  const letters = useFingerprint(desk.identityKey);
  const [isDifferent, setIsDifferent] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isChanged = pinOf(desk) === 'changed';
  const confirm = async () => {
    try {
      if (desk.state === 'pending')
        await api.call('commandBurner', {
          params: { burnerId: desk.id },
          body: { kind: 'confirm', fingerprint: letters },
        });
      pinIdentity(desk);
      chooseDesk(desk.id);
      burn.dispatch({ type: 'refusal-seen' });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <>
      <Heading text={words.compareTitle} />
      {isChanged ? (
        <ProblemNotice problem={{ code: 'burner-identity-changed', detail: { burner: desk.name } }} />
      ) : (
        <>
          <p className="lead">{words.compareText(desk.name)}</p>
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
      <StepFoot burn={burn}>
        <Button size="large" appearance="subtle" onClick={onOther}>
          {words.change}
        </Button>
      </StepFoot>
    </>
  );
}
