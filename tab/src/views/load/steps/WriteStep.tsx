import { BurnPhases } from '../../../ui/BurnPhases.tsx';
import { Foot } from '../../../ui/Foot.tsx';
import { Heading } from '../../../ui/Heading.tsx';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import type { Step } from './step-parts.tsx';

export function WriteStep({ load }: Step) {
  const { burn: words } = useAllStrings();
  const { work } = load.state;
  if (work.kind !== 'write') return null;
  const phase = work.job?.phase ?? null;
  const isWaiting = phase === 'place-token';
  const title = !isWaiting ? words.leave : work.putBack === null ? words.waitsTitle : words.putBackTitle;
  return (
    <>
      <Heading text={title} />
      <p className="lead">{isWaiting ? words.waitsText : words.leaveText}</p>
      {work.putBack !== null && isWaiting && <ProblemNotice problem={work.putBack} />}
      <BurnPhases phase={phase} />
      {isWaiting && (
        <Foot
          leave={{
            text: work.putBack === null ? words.cancelBefore : words.cancelAway,
            onLeave: load.cancel,
          }}
        />
      )}
    </>
  );
}
