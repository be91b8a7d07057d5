import { Button } from '@fluentui/react-components';
import type { Problem, ProblemCode } from '@token-desk/contract/problem';
import { useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import { problemOfWire } from '../../../flow/burn/burn-flow.ts';
import { driftText } from '../../../time.ts';
import { CodeBoxes } from '../../../ui/CodeBoxes.tsx';
import { Heading } from '../../../ui/Heading.tsx';
import { Notice, ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { StepFoot } from '../StepFoot.tsx';

const manyMisses = 3;
/** The desk cannot compare now; Microsoft's page can. */
const awayCodes: readonly ProblemCode[] = [
  'burner-offline',
  'burner-at-other-server',
  'burner-revoked',
  'burner-silent',
];

export function CheckStep({ burn }: { readonly burn: Burn }) {
  const strings = useAllStrings();
  const { check: words, capture } = strings;
  const { check, job } = burn.state;
  const [isDark, setIsDark] = useState(false);
  const isComparing = check.kind === 'comparing';
  const problem = check.kind === 'typing' ? check.problem : null;
  const isGone = problem?.code === 'secret-gone';
  const mayGoOn = isGone || (problem !== null && awayCodes.includes(problem.code));
  const newCode = (
    <Button size="large" onClick={() => burn.dispatch({ type: 'started-again' })}>
      {words.newCode}
    </Button>
  );
  return (
    <>
      <Heading text={words.title} />
      <p className="lead">{words.text}</p>
      {job?.outcome === 'burned' && job.problem !== null && problem === null && (
        <ProblemNotice problem={problemOfWire(job.problem)} />
      )}
      {job?.outcome === 'unknown' && problem === null && <ProblemNotice problem={{ code: 'burn-unknown' }} />}
      <CodeBoxes isBusy={isComparing} onCode={burn.typeCode} attempt={check.misses} />
      <p className="quiet" role="status">
        {isComparing ? words.checking : words.note}
      </p>
      {problem !== null && driftOf(problem) !== null && (
        <Notice
          title={capture.clockOff(driftText(driftOf(problem) ?? 0, strings))}
          text={capture.clockOffText}
        >
          {newCode}
        </Notice>
      )}
      {problem !== null && driftOf(problem) === null && (
        <ProblemNotice problem={problem}>
          {mayGoOn && (
            <Button
              appearance="primary"
              size="large"
              onClick={() => burn.dispatch({ type: 'check-skipped' })}
              data-main
            >
              {words.goneGo}
            </Button>
          )}
        </ProblemNotice>
      )}
      {check.misses >= manyMisses && !isGone && (
        <Notice title={words.misses(check.misses)} text={words.missesText}>
          <ul className="tries">
            {capture.missesTry.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {newCode}
        </Notice>
      )}
      {isDark && (
        <Notice title={words.nothingTitle} text={words.nothingText}>
          {newCode}
        </Notice>
      )}
      <StepFoot burn={burn} ways={[{ text: words.nothingShown, onPress: () => setIsDark(true) }]} />
    </>
  );
}

/** The code was right for another moment: how far the token is off, in seconds; positive is fast. */
function driftOf({ code, detail }: Problem): number | null {
  const offset = detail?.offsetSeconds;
  return code === 'code-clock-off' && typeof offset === 'number' ? offset : null;
}
