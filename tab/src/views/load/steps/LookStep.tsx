import { Button, Spinner } from '@fluentui/react-components';
import { useNow } from '../../../server/session.ts';
import { Foot } from '../../../ui/Foot.tsx';
import { Heading } from '../../../ui/Heading.tsx';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { secondsText } from '../LoadReport.tsx';
import { mainButton, type Step } from './step-parts.tsx';

export function LookStep({ load }: Step) {
  const strings = useAllStrings();
  const { load: words } = strings;
  const now = useNow();
  const { work } = load.state;
  if (work.kind !== 'look') return null;
  return (
    <>
      <Heading text={words.look} />
      {work.deviceId !== null && (
        <p className="lead">{words.lookText(secondsText(Math.max(0, now - work.since), strings))}</p>
      )}
      {work.isLooking && <Spinner size="tiny" label={words.left.looking} className="watching" />}
      {work.problem !== null && <ProblemNotice problem={work.problem} />}
      {!work.isLooking && (
        <>
          <p>{words.lookStopped}</p>
          <Button {...mainButton} onClick={load.lookAgain}>
            {words.lookAgain}
          </Button>
          {work.deviceId === null && (
            <Button size="large" onClick={load.createAgain}>
              {words.createAgain}
            </Button>
          )}
          <Foot leave={{ text: words.leaveToken, onLeave: load.leaveToken }} />
        </>
      )}
    </>
  );
}
