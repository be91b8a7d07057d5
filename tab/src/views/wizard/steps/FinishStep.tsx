import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import { wasAtMicrosoft } from '../../../kept/last-person.ts';
import { useSession } from '../../../server/session.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { Notice, ProblemNotice } from '../../../ui/Notice.tsx';
import { Quoted } from '../../../ui/Quoted.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { givenName } from '../given-name.ts';
import { StepFoot } from '../StepFoot.tsx';

/** The person types the code on Microsoft's page; the tab watches from here. */
export function FinishStep({ burn }: { readonly burn: Burn }) {
  const { finish: words } = useAllStrings();
  const { me } = useSession();
  const { finish, request } = burn.state;
  const [isTrouble, setIsTrouble] = useState(false);
  useEffect(() => wasAtMicrosoft(request.subject), [request.subject]);
  const isReadable = me.methodsReadable && finish.problem?.code !== 'methods-not-readable';
  const isWaiting = finish.problem === null || finish.problem.code === 'no-new-method';
  return (
    <>
      <Heading text={words.title(givenName(request.subject))} />
      {request.checkedAt === null && <p className="lead">{words.notChecked}</p>}
      <ol className="todo">
        {[words.next, words.code, words.done].map((line) => (
          <li key={line}>
            <Quoted text={line} />
          </li>
        ))}
      </ol>
      {isReadable && finish.isLooking && (
        <div className="watching" role="status">
          <Spinner size="tiny" label={words.looking} />
          {finish.problem?.code === 'no-new-method' && <b> {words.notYet}</b>}
        </div>
      )}
      {!isWaiting && finish.problem !== null && isReadable && <ProblemNotice problem={finish.problem} />}
      {isReadable && !finish.isLooking && (
        <>
          {finish.problem?.code === 'no-new-method' && <p>{words.stopped}</p>}
          <Button
            appearance="primary"
            size="large"
            onClick={() => burn.dispatch({ type: 'looking-resumed' })}
            data-main
          >
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
            {words.said}
          </Button>
          {me.methodsReadable && (
            <Button size="large" onClick={() => burn.dispatch({ type: 'looking-resumed' })}>
              {words.lookAgain}
            </Button>
          )}
          <p className="quiet">{words.saidNote}</p>
        </>
      )}
      {isTrouble && <Trouble burn={burn} />}
      <StepFoot
        burn={burn}
        ways={[{ text: isTrouble ? words.close : words.trouble, onPress: () => setIsTrouble(!isTrouble) }]}
      />
    </>
  );
}

function Trouble({ burn }: { readonly burn: Burn }) {
  const { finish: words } = useAllStrings();
  const [isWrongCode, setIsWrongCode] = useState(false);
  return (
    <section className="trouble">
      <h2>{words.troubleTitle}</h2>
      <div className="choices">
        <button type="button" className="choice" onClick={() => setIsWrongCode(true)}>
          <b>{words.wrongCode}</b>
        </button>
        <button type="button" className="choice" onClick={() => burn.dispatch({ type: 'started-again' })}>
          <b>{words.timedOut}</b>
          <small>{words.timedOutHint}</small>
        </button>
      </div>
      {isWrongCode && <Notice title={words.wrongCodeTitle} text={words.wrongCodeText} />}
    </section>
  );
}
