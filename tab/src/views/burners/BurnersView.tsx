import { may } from '@token-desk/contract/rights';
import { useSession } from '../../server/session.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import { BurnerCard } from './BurnerCard.tsx';
import { isGone } from './desk-state.ts';
import { PairDesk } from './PairDesk.tsx';
import { StolenTokens } from './StolenTokens.tsx';

/** The desks: what lies on their readers, how they are, and who may no longer write. */
export function BurnersView() {
  const { desksPage: words, burners: more, setUp } = useAllStrings();
  const { burners, me, isAway } = useSession();
  const sorted = burners.toSorted((a, b) => a.name.localeCompare(b.name));
  const shown = sorted.filter((burner) => !isGone(burner));
  const gone = sorted.filter(isGone);
  return (
    <PageFrame layout="text" title={words.title} lead={words.text}>
      {isAway && <ProblemNotice problem={{ code: 'no-answer' }} />}
      {shown.length === 0 && !isAway && (
        <div className="empty">
          <h2>{words.emptyTitle}</h2>
          <p>{words.emptyText}</p>
        </div>
      )}
      {shown.map((burner) => (
        <BurnerCard key={burner.id} burner={burner} />
      ))}
      {may('pair', me.roles) && <PairDesk />}
      {gone.length > 0 && <h2>{more.gone}</h2>}
      {gone.map((burner) => (
        <StolenTokens key={burner.id} burner={burner} />
      ))}
      {may('load', me.roles) && (
        <p className="link-list">
          <a href="#/set-up">{setUp.consents.title}</a>
        </p>
      )}
    </PageFrame>
  );
}
