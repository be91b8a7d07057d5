import { useState } from 'react';
import type { Burn } from '../../../burning/use-burn.ts';
import { useSession } from '../../../server/session.ts';
import { Heading } from '../../../ui/Heading.tsx';
import { ProblemNotice } from '../../../ui/Notice.tsx';
import { useAllStrings } from '../../../words/words.tsx';
import { CompareLetters, DeskButtons } from '../../burners/ChooseDesk.tsx';
import { isGone } from '../../burners/desk-state.ts';
import { awayProblem } from '../away-problem.ts';
import { StepFoot } from '../StepFoot.tsx';

/** Which desk, once for each PC; a desk that is new to this PC is compared by eye first. */
export function DeskStep({ burn }: { readonly burn: Burn }) {
  const { desk: words } = useAllStrings();
  const { burners } = useSession();
  const [isChoosing, setIsChoosing] = useState(false);
  const hasNone = burners.every(isGone);
  const desk = isChoosing ? null : burn.desk;
  if (desk?.online === true) {
    return (
      <>
        <CompareLetters
          desk={desk}
          heading={<Heading text={words.compareTitle} />}
          onSame={() => burn.dispatch({ type: 'refusal-seen' })}
        />
        <StepFoot burn={burn} ways={[{ text: words.change, onPress: () => setIsChoosing(true) }]} />
      </>
    );
  }
  return (
    <>
      <Heading text={hasNone ? words.noneTitle : words.chooseTitle} />
      <p className="lead">{hasNone ? words.noneText : words.chooseText}</p>
      {desk !== null && <ProblemNotice problem={awayProblem(desk)} />}
      <DeskButtons onChosen={() => setIsChoosing(false)} />
      <StepFoot burn={burn} />
    </>
  );
}
