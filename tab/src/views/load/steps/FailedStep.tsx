import { Button } from '@fluentui/react-components';
import { Heading } from '../../../ui/Heading.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { LoadProblem, mainButton, type Step } from './step-parts.tsx';

export function FailedStep({ load, foot }: Step) {
  const { load: words } = useAllStrings();
  const { work } = load.state;
  if (work.kind !== 'failed') return null;
  return (
    <>
      <Heading text={words.leaveFailed(work.token.serial)} />
      <LoadProblem problem={work.problem} />
      <Button {...mainButton} onClick={load.next}>
        {words.next}
      </Button>
      {foot}
    </>
  );
}
