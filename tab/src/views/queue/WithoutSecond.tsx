import { formatPlace, queuePlace } from '../../places/places.ts';
import { useWithoutSecondCount } from '../../server/people/use-second-method.ts';
import { useAllStrings } from '../../words/words.tsx';

/** Bound, and nothing recorded for the day the token is lost. */
export function WithoutSecond() {
  const { second: words } = useAllStrings();
  const total = useWithoutSecondCount();
  if (total === 0) return null;
  return (
    <p>
      <a className="own-line" href={formatPlace({ ...queuePlace, withoutSecond: true })}>
        {words.without(total)}
      </a>
    </p>
  );
}
