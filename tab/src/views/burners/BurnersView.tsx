import { useSession } from '../../session.ts';
import { useDeskStrings } from '../../strings/desk.ts';
import { useStrings } from '../../strings.tsx';
import { Heading } from '../../ui/Heading.tsx';
import '../desk.css';
import { BurnerCard } from './BurnerCard.tsx';
import { PairDesk } from './PairDesk.tsx';
import { StolenTokens } from './StolenTokens.tsx';

/** The desks: what lies on their readers, how they are, and who may no longer write. */
export function BurnersView() {
  const { burners: words } = useStrings();
  const { burners: more } = useDeskStrings();
  const { burners, me } = useSession();
  const sorted = burners.toSorted((a, b) => a.name.localeCompare(b.name));
  const shown = sorted.filter(({ state }) => state !== 'revoked');
  const gone = sorted.filter(({ state }) => state === 'revoked');
  return (
    <main className="desk-page page page-narrow">
      <Heading text={words.title} />
      <p className="quiet">{words.text}</p>
      {shown.length === 0 && (
        <div className="empty">
          <h2>{words.emptyTitle}</h2>
          <p>{words.emptyText}</p>
        </div>
      )}
      {shown.map((burner) => (
        <BurnerCard key={burner.id} burner={burner} />
      ))}
      {me.roles.includes('Administrator') && <PairDesk />}
      {gone.length > 0 && <h2>{more.gone}</h2>}
      {gone.map((burner) => (
        <StolenTokens key={burner.id} burner={burner} />
      ))}
    </main>
  );
}
