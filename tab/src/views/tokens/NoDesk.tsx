import { Link } from '@fluentui/react-components';
import { useSession } from '../../server/session.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { isGone } from '../burners/desk-state.ts';
import { awayProblem } from '../wizard/away-problem.ts';

/** Why no desk can be used here: this PC's was shut out, none is connected, or one is and nobody has compared its letters yet. */
export function NoDesk() {
  const { work: words } = useAllStrings().tokens;
  const { burners, deskId } = useSession();
  const own = burners.find(({ id }) => id === deskId);
  if (own !== undefined && isGone(own)) return <ProblemNotice problem={awayProblem(own)} />;
  const pending = burners.find(({ online, state }) => online && state === 'pending');
  if (pending === undefined) return <p className="quiet">{words.noDesk}</p>;
  return (
    <div className="held">
      <p>{words.unconfirmed(pending.name)}</p>
      <Link href="#/burners" className="own-line">
        {words.confirm}
      </Link>
    </div>
  );
}
