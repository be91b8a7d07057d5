import { formatPlace, queuePlace } from '../../places/places.ts';
import { useTotal } from '../../server/use-total.ts';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';

/** What is counted, where it stands, and how it is said. */
const kinds = {
  /** Somebody should have heard something and has not. */
  unheard: { route: 'countUnheard', href: '#/unheard', said: ({ unheard }: AllStrings) => unheard.waiting },
  /** Nobody has said yes or no. */
  approval: {
    route: 'countApprovals',
    href: formatPlace({ ...queuePlace, state: 'submitted' }),
    said: ({ work }: AllStrings) => work.toApprove,
  },
  /** Microsoft and our books say different things. */
  differences: {
    route: 'countDifferences',
    href: '#/differences',
    said: ({ differences }: AllStrings) => differences.waiting,
  },
  /** Bound and not enforced. */
  unenforced: {
    route: 'countUnenforced',
    href: '#/enforce',
    said: ({ enforce }: AllStrings) => enforce.waiting,
  },
  /** Burned ahead and not loaded, set aside out of a box, or with a device left at Microsoft. */
  'left-over': { route: 'countLeftOver', href: '#/load', said: ({ load }: AllStrings) => load.leftOver },
  /** Bound, and nothing recorded for the day the token is lost. */
  'without-second': {
    route: 'countWithoutSecond',
    href: formatPlace({ ...queuePlace, withoutSecond: true }),
    said: ({ second }: AllStrings) => second.without,
  },
} as const;

/** What else waits for somebody, on the first page: nothing where nothing does. */
export function Waiting({ kind }: { readonly kind: keyof typeof kinds }) {
  const strings = useAllStrings();
  const { route, href, said } = kinds[kind];
  const total = useTotal(route);
  if (total === 0) return null;
  return (
    <p>
      <a className="own-line" href={href}>
        {said(strings)(total)}
      </a>
    </p>
  );
}
