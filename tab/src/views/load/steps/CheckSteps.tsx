import { Button } from '@fluentui/react-components';
import { CodeBoxes } from '../../../ui/CodeBoxes.tsx';
import { Foot } from '../../../ui/Foot.tsx';
import { Heading } from '../../../ui/Heading.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { LoadProblem, mainButton, type Step } from './step-parts.tsx';

export function CheckStep({ load }: Step) {
  const { check: words, load: own } = useAllStrings();
  const { work } = load.state;
  if (work.kind !== 'check') return null;
  return (
    <>
      <Heading text={words.title} />
      <p className="lead">{words.text}</p>
      <CodeBoxes isBusy={work.isComparing} onCode={load.typeCode} attempt={work.misses} />
      <p className="quiet" role="status">
        {work.isComparing ? words.checking : words.note}
      </p>
      {work.digits !== null && (
        <div className="button-row">
          <p>
            {own.compareFirst(load.desk?.name ?? '')} <code>{spaced(work.digits)}</code>
          </p>
          <Button size="large" onClick={load.sayDifferent}>
            {own.differ}
          </Button>
        </div>
      )}
      {work.problem !== null && <LoadProblem problem={work.problem} />}
      <Foot leave={{ text: own.leaveToken, onLeave: load.leaveToken }} />
    </>
  );
}

const spaced = (digits: string): string => `${digits.slice(0, 3)} ${digits.slice(3)}`;

export function CompareStep({ load }: Step) {
  const { load: words } = useAllStrings();
  const { work } = load.state;
  if (work.kind !== 'compare') return null;
  return (
    <>
      <Heading text={words.compare} />
      <p className="lead">{words.compareText(load.desk?.name ?? '')}</p>
      <p className="letters">
        <code>{spaced(work.digits)}</code>
      </p>
      <div className="button-row">
        <Button {...mainButton} onClick={load.saySame}>
          {words.same}
        </Button>
        <Button size="large" onClick={load.sayDifferent}>
          {words.differ}
        </Button>
      </div>
    </>
  );
}
