import { Button, Spinner } from '@fluentui/react-components';
import { drawnWaitMs } from '../../../burning/load/use-load.ts';
import { Foot } from '../../../ui/Foot.tsx';
import { Heading } from '../../../ui/Heading.tsx';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useBusyText } from '../../../ui/use-busy-text.ts';
import { useAllStrings } from '../../../words/words.tsx';
import { mainButton, type Step } from './step-parts.tsx';

export function CreateStep({ load, ways }: Step) {
  const { load: words, shell } = useAllStrings();
  const { work } = load.state;
  if (work.kind !== 'create') return null;
  const { problem } = work;
  const isThere = problem?.code === 'device-exists';
  const isUnsure = problem?.code === 'device-unsure';
  const go = isThere ? load.replace : isUnsure ? load.lookAnyway : load.createAgain;
  const goText = isThere ? words.replace : isUnsure ? words.left.go : shell.tryAgain;
  return (
    <>
      <Heading text={words.create} />
      <p className="lead">{words.createText}</p>
      {problem === null && <Creating waitsUntil={work.waitsUntil} />}
      {problem === null && work.waitsUntil !== null && (
        <Button size="large" onClick={load.stopWaiting}>
          {words.stopWaiting}
        </Button>
      )}
      {problem !== null && (
        <ProblemNotice problem={problem}>
          {isThere && <p>{words.replaceText}</p>}
          <Button {...mainButton} data-main={isThere ? undefined : true} onClick={go}>
            {goText}
          </Button>
        </ProblemNotice>
      )}
      {problem !== null && (
        <>
          <p className="quiet">{words.keeps(drawnWaitMs / 60_000)}</p>
          <Foot leave={{ text: words.leaveToken, onLeave: load.leaveToken }} {...(ways && { ways })} />
        </>
      )}
    </>
  );
}

function Creating({ waitsUntil }: { readonly waitsUntil: number | null }) {
  const { load: words } = useAllStrings();
  const text = useBusyText(waitsUntil) ?? words.create;
  return <Spinner size="tiny" label={text} className="watching" role="status" />;
}
