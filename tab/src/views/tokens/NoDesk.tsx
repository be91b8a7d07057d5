import { Link } from '@fluentui/react-components';
import { useSession } from '../../server/session.ts';
import { useAllStrings } from '../../words/words.tsx';

/** Why no desk can be used here: none is connected, or one is and nobody has compared its letters yet. */
export function NoDesk() {
  const { work: words } = useAllStrings().tokens;
  const pending = useSession().burners.find(({ online, state }) => online && state === 'pending');
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
