import { badgeOf, type Shown } from '../flow/state-badge.ts';
import { useSession } from '../server/session.ts';
import { useStrings } from '../words/words.tsx';

/** Where a request is, in a word and a shape. */
export function StateBadge({ request }: { readonly request: Shown }) {
  const strings = useStrings();
  const { me } = useSession();
  const badge = badgeOf(request, me.person.id, strings);
  return (
    <span className={`badge badge-${badge.tone}`}>
      <span aria-hidden="true">{badge.shape}</span> {badge.text}
    </span>
  );
}
