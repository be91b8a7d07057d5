import { Button } from '@fluentui/react-components';
import type { Burn } from '../../../burning/use-burn.ts';
import { BurnPhases } from '../../../ui/BurnPhases.tsx';
import { Foot } from '../../../ui/Foot.tsx';
import { Heading } from '../../../ui/Heading.tsx';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { consequence, leave } from '../leaving.ts';

/** One look while the desk writes: what it does now, and what the person must do, which mostly is nothing. */
export function BurnStep({ burn }: { readonly burn: Burn }) {
  const strings = useAllStrings();
  const { burn: words } = strings;
  const { job, putBack, secret } = burn.state;
  const isAway = burn.desk?.online !== true;
  const phase = secret.kind === 'sealing' ? null : (job?.phase ?? null);
  const isWaiting = phase === 'place-token';
  const title = !isWaiting ? words.leave : putBack === null ? words.waitsTitle : words.putBackTitle;
  const isTouchingToken = phase === 'writing-clock' || phase === 'writing-seed';
  return (
    <>
      <Heading text={title} />
      <p className="lead">{isAway ? words.awayText : isWaiting ? words.waitsText : words.leaveText}</p>
      {putBack !== null && isWaiting && <ProblemNotice problem={putBack} />}
      <BurnPhases phase={phase} />
      {!isTouchingToken && phase !== 'written' && (
        <Foot
          end={
            <Button size="large" onClick={() => void leave(burn)}>
              {consequence(burn, strings)}
            </Button>
          }
        />
      )}
    </>
  );
}
