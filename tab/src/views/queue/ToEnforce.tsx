import { useUnenforcedCount } from '../../server/use-unenforced.ts';
import { useAllStrings } from '../../words/words.tsx';

/** Bound and not enforced: who has the right is told on the first page. */
export function ToEnforce() {
  const { enforce: words } = useAllStrings();
  const total = useUnenforcedCount();
  if (total === 0) return null;
  return (
    <p>
      <a className="own-line" href="#/enforce">
        {words.waiting(total)}
      </a>
    </p>
  );
}
