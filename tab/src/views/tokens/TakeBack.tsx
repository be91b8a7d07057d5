import { Button, Link } from '@fluentui/react-components';
import type { TokenDetail } from '@token-desk/contract/token/record';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import type { FollowedToken } from '../../server/use-token.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { DeskWork } from './DeskWork.tsx';
import { RemoveMethod } from './RemoveMethod.tsx';
import { lastHolder, methodsUrl, takingBack } from './token-words.ts';

const lookEveryMs = 3_000;

/** Four steps from somebody's hand to the shelf; each is ticked by what the books or Microsoft say. */
export function TakeBack(props: {
  readonly token: TokenDetail;
  readonly followed: FollowedToken;
  onClose(): void;
}) {
  const { token, followed } = props;
  const { tokens } = useAllStrings();
  const { takeBack: words } = tokens;
  const { isInHand, isBlanked } = takingBack(token);
  const [saidGone, setSaidGone] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [isBlanking, setIsBlanking] = useState(false);
  const holder = lastHolder(token);
  const name = holder?.name ?? tokens.nobody;
  const wasBound = token.route !== null || token.methodStillThere !== null;
  const isGone = token.methodStillThere === false || saidGone || (!wasBound && token.burns === 0);
  const isInStock = isInHand && token.state === 'in_stock';
  const isWatching = isInHand && token.methodStillThere === true;
  /** What was reported lost is found first. */
  const takeInHand = async () => {
    if (token.state === 'lost' && !(await followed.order({ kind: 'report-found' }))) return;
    await followed.order({ kind: 'take-back' });
  };
  const look = useEffectEvent(() => followed.read());
  useEffect(() => {
    if (!isWatching) return;
    const timer = setInterval(() => look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [isWatching]);

  if (isInStock) {
    return (
      <div className="take-back" role="status">
        <h3>✓ {words.finished(token.serial)}</h3>
        <p className="quiet">{words.finishedText}</p>
        <Button appearance="primary" size="large" data-main className="wide" onClick={props.onClose}>
          {words.close}
        </Button>
      </div>
    );
  }
  return (
    <div className="take-back">
      <h3>{holder === null ? words.title(token.serial) : words.titleFrom(token.serial, name)}</h3>
      {followed.problem !== null && <ProblemNotice problem={followed.problem} />}
      <ol className="steps">
        <Step n={1} title={words.step1} isDone={isInHand} isNow={!isInHand}>
          <p>{words.step1Text(name)}</p>
          <Button appearance="primary" size="large" data-main onClick={() => void takeInHand()}>
            {words.step1Go}
          </Button>
        </Step>
        <Step
          n={2}
          title={words.step2}
          isDone={isInHand && isGone}
          isNow={isInHand && !isGone}
          doneText={wasBound || saidGone ? words.step2Gone : words.step2Never}
        >
          <p>{words.step2Text(name, token.route ?? 'A')}</p>
          {holder !== null && (
            <Link className="own-line" href={methodsUrl(holder)} target="_blank" rel="noreferrer">
              {words.step2Link(name)}
            </Link>
          )}
          {holder !== null && token.methodId !== null && (
            <RemoveMethod
              holder={holder}
              methodId={token.methodId}
              route={token.route ?? 'A'}
              onRemoved={followed.read}
            />
          )}
          {token.methodStillThere === true ? (
            <p className="quiet" role="status">
              {words.step2Looking}
            </p>
          ) : (
            <>
              <p className="quiet">{words.step2Unreadable}</p>
              <Button size="large" data-main onClick={() => setSaidGone(true)}>
                {words.step2Said}
              </Button>
            </>
          )}
        </Step>
        <Step n={3} title={words.step3} isDone={isBlanked} isNow={isInHand && isGone && !isBlanked}>
          <p>{words.step3Text}</p>
          {isBlanking ? (
            <DeskWork
              kind="blank"
              serial={token.serial}
              goText={words.step3Go}
              doneText={tokens.work.blanked}
              onDone={followed.read}
            />
          ) : (
            <Button appearance="primary" size="large" data-main onClick={() => setIsAsking(true)}>
              {words.step3Go}
            </Button>
          )}
        </Step>
        <Step n={4} title={words.step4} isDone={false} isNow={isInHand && isGone && isBlanked}>
          <Button
            appearance="primary"
            size="large"
            data-main
            onClick={() => void followed.order({ kind: 'to-stock' })}
          >
            {words.step4Go}
          </Button>
        </Step>
      </ol>
      <Button size="large" data-main onClick={props.onClose}>
        {isInHand ? words.later : tokens.moves.cancel}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={words.blankTitle(token.serial)}
          goText={words.blankGo}
          stayText={words.blankCancel}
          onStay={() => setIsAsking(false)}
          onGo={() => {
            setIsAsking(false);
            setIsBlanking(true);
          }}
        >
          {holder === null ? words.blankNobody : words.blankText(name)}
        </ConfirmDialog>
      )}
    </div>
  );
}

function Step(props: {
  readonly n: number;
  readonly title: string;
  readonly isDone: boolean;
  readonly isNow: boolean;
  readonly doneText?: string;
  readonly children: ReactNode;
}) {
  const { n, isDone, isNow } = props;
  return (
    <li className={isNow ? 'step-now' : undefined} aria-current={isNow ? 'step' : undefined}>
      <span className="history-mark" aria-hidden="true">
        {isDone ? '✓' : n}
      </span>
      <div>
        <b>{props.title}</b>
        {isDone && props.doneText !== undefined && (
          <small role="status" className="quiet">
            {props.doneText}
          </small>
        )}
        {isNow && <div className="step-body">{props.children}</div>}
      </div>
    </li>
  );
}
