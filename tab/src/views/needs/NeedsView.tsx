import { Button } from '@fluentui/react-components';
import { type NeedFilter, type NeedTotals, needFilters } from '@token-desk/contract/entra/needs';
import { may } from '@token-desk/contract/rights';
import { countingIn } from '@token-desk/contract/words/counting';
import type { NeedsPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useNeeds } from '../../server/people/use-needs.ts';
import { useSession } from '../../server/session.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { SearchBox } from '../../ui/frame/SearchBox.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import './needs.css';
import { ExportNeeds } from './ExportNeeds.tsx';
import { NeedsPlot } from './NeedsPlot.tsx';
import { NeedsTable } from './NeedsTable.tsx';
import { Reading } from './Reading.tsx';

/** Whom the end of Microsoft's text messages leaves without a way in, and who is off them. */
export function NeedsView({ place }: { readonly place: NeedsPlace }) {
  const { needs: words } = useAllStrings();
  const { me } = useSession();
  const maySee = may('see-needs', me.roles);
  return (
    <PageFrame layout="wide" className="needs" title={words.title} lead={maySee ? words.text : words.noRole}>
      {maySee && <Everybody place={place} />}
    </PageFrame>
  );
}

function Everybody({ place }: { readonly place: NeedsPlace }) {
  const { needs: words, shell } = useAllStrings();
  const { needs, rows, next, problem, read, readMore, askAgain } = useNeeds(place);
  if (needs === null)
    return problem === null ? (
      <p role="status">{shell.loading}</p>
    ) : (
      <ProblemNotice problem={problem} onRetry={read} />
    );
  const hasRead = needs.readAt !== null;
  return (
    <>
      <div className="button-row">
        <Button size="large" disabledFocusable={needs.reading !== null} onClick={askAgain}>
          {words.askAgain}
        </Button>
        {hasRead && <ExportNeeds key={`${place.group} ${place.q}`} place={place} />}
      </div>
      {problem !== null && <ProblemNotice problem={problem} onRetry={read} />}
      <Reading needs={needs} onAgain={askAgain} />
      {hasRead && <Totals totals={needs.totals} place={place} />}
      {hasRead && <NeedsPlot days={needs.days} />}
      {hasRead && <HowItGoes />}
      {hasRead && (
        <section className="needs-list queue-list" aria-label={words.list}>
          <div className="queue-tools">
            <SearchBox
              label={words.search}
              value={place.q}
              onSearch={(q) => goTo({ ...place, q }, { replace: true })}
            />
          </div>
          {place.group !== null && <p className="quiet">{words.about[place.group]}</p>}
          {rows.length > 0 ? <NeedsTable rows={rows} /> : <Nobody place={place} />}
          <p className="queue-foot">
            {next !== null && <Button onClick={readMore}>{words.more}</Button>}
            <span role="status">{words.count(rows.length, needs.total)}</span>
          </p>
        </section>
      )}
    </>
  );
}

/** Each number is the way to those it counts. */
function Totals({ totals, place }: { readonly totals: NeedTotals; readonly place: NeedsPlace }) {
  const { needs: words, locale } = useAllStrings();
  const { count } = countingIn(locale);
  const choose = (filter: NeedFilter) => goTo({ ...place, group: place.group === filter ? null : filter });
  return (
    <ul className="need-totals" aria-label={words.totals}>
      {needFilters.map((filter) => (
        <li key={filter}>
          <button type="button" aria-pressed={place.group === filter} onClick={() => choose(filter)}>
            <b>{count(totals[filter])}</b>
            <span>{words.groups[filter]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Nobody({ place }: { readonly place: NeedsPlace }) {
  const { needs: words } = useAllStrings();
  const isFiltered = place.q !== '' || place.group !== null;
  const isDone = place.q === '' && place.group === 'phone-only';
  return (
    <div className="empty">
      <h2>{isDone ? words.noneLeft : words.noneTitle}</h2>
      {isFiltered && (
        <Button onClick={() => goTo({ view: 'needs', q: '', group: null })}>{words.showAll}</Button>
      )}
    </div>
  );
}

/** The three steps off text messages, and who can take each. */
function HowItGoes() {
  const { needs: words } = useAllStrings();
  return (
    <details className="card needs-how">
      <summary>{words.how}</summary>
      <ol className="plain-list">
        {words.steps.map(({ what, who }) => (
          <li key={what}>
            {what} <span className="quiet">{who}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
