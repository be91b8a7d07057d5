import type { Burn } from '../../../burning/use-burn.ts';
import { useSession } from '../../../server/session.ts';
import { BurnPhases } from '../../../ui/BurnPhases.tsx';
import { Heading } from '../../../ui/Heading.tsx';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { awayWords } from '../away-problem.ts';
import { StepFoot } from '../StepFoot.tsx';

/** What the desk does meanwhile is told by nobody; the page goes on from there as soon as somebody does. */
function Unknown() {
  const { burn: words } = useAllStrings();
  return (
    <>
      <Heading text={words.leave} />
      <p className="lead">{words.unknownText}</p>
    </>
  );
}

/** One look while the desk writes: what it does now, and what the person must do, which mostly is nothing. */
export function BurnStep({ burn }: { readonly burn: Burn }) {
  const strings = useAllStrings();
  const { burn: words } = strings;
  const { job, putBack, secret } = burn.state;
  const { isAway: isServerAway } = useSession();
  const isAway = !isServerAway && burn.desk?.online !== true;
  const phase = secret.kind === 'sealing' ? null : (job?.phase ?? null);
  const isWaiting = phase === 'place-token';
  const text = isWaiting ? words.waitsText : words.leaveText;
  const title = !isWaiting ? words.leave : putBack === null ? words.waitsTitle : words.putBackTitle;
  if (isServerAway) return <Unknown />;
  const isTouchingToken = phase === 'writing-clock' || phase === 'writing-seed';
  return (
    <>
      <Heading text={title} />
      <p className="lead">{isAway ? words[awayWords(burn.desk)] : text}</p>
      {putBack !== null && isWaiting && <ProblemNotice problem={putBack} />}
      <BurnPhases phase={phase} />
      {!isTouchingToken && phase !== 'written' && <StepFoot burn={burn} />}
    </>
  );
}
