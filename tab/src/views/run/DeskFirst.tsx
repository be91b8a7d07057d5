import type { BurnerView } from '@token-desk/contract/views';
import { useSession } from '../../server/session.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { CompareLetters, DeskButtons } from '../burners/ChooseDesk.tsx';
import { isGone } from '../burners/desk-state.ts';
import { awayProblem } from '../wizard/away-problem.ts';

/** Chosen and compared where work begins without a request: nobody has to begin with one for that. */
export function DeskFirst({ desk }: { readonly desk: BurnerView | null }) {
  const { desk: words } = useAllStrings();
  const { burners } = useSession();
  if (desk?.online === true)
    return <CompareLetters desk={desk} heading={<h3>{words.compareTitle}</h3>} onSame={() => {}} />;
  const hasNone = burners.every(isGone);
  return (
    <>
      <h3>{hasNone ? words.noneTitle : words.chooseTitle}</h3>
      <p className="quiet">{hasNone ? words.noneText : words.chooseText}</p>
      {desk !== null && <ProblemNotice problem={awayProblem(desk)} />}
      <DeskButtons />
    </>
  );
}
