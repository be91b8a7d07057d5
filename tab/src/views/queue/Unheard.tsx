import { useUnheardCount } from '../../server/use-unheard.ts';
import { useAllStrings } from '../../words/words.tsx';

/** Somebody should have heard something and has not: told on the first page. */
export function Unheard() {
  const { unheard: words } = useAllStrings();
  const total = useUnheardCount();
  if (total === 0) return null;
  return (
    <p>
      <a className="own-line" href="#/unheard">
        {words.waiting(total)}
      </a>
    </p>
  );
}
