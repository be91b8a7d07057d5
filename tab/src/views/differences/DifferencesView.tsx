import { Button, Spinner } from '@fluentui/react-components';
import {
  type DifferenceGapFound,
  type Differences,
  differenceKinds,
} from '@token-desk/contract/entra/differences';
import { may } from '@token-desk/contract/rights';
import type { DifferencesPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useNow, useSession } from '../../server/session.ts';
import { useDifferences } from '../../server/use-differences.ts';
import { momentText } from '../../time.ts';
import { FilterSelect } from '../../ui/frame/FilterSelect.tsx';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { MicrosoftReading } from '../../ui/MicrosoftReading.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';
import '../shell/desk.css';
import './differences.css';
import { DifferencesTable } from './DifferencesTable.tsx';

/** Where Microsoft and our books differ, and what to do about each. */
export function DifferencesView({ place }: { readonly place: DifferencesPlace }) {
  const { differences: words } = useAllStrings();
  const { me } = useSession();
  const maySee = may('compare-books', me.roles);
  return (
    <PageFrame
      layout="wide"
      className="differences"
      title={words.title}
      lead={maySee ? words.text : words.noRole}
    >
      {maySee && <All place={place} />}
    </PageFrame>
  );
}

function All({ place }: { readonly place: DifferencesPlace }) {
  const { differences: words, shell } = useAllStrings();
  const { differences, rows, next, problem, read, readMore, askAgain } = useDifferences(place);
  if (differences === null)
    return problem === null ? (
      <Spinner label={shell.loading} />
    ) : (
      <ProblemNotice problem={problem} onRetry={read} />
    );
  const { totals, readAt, reading } = differences;
  const kinds = differenceKinds.filter((kind) => totals[kind] > 0 || kind === place.kind);
  return (
    <>
      <div className="button-row">
        <Button size="large" disabledFocusable={reading !== null} onClick={askAgain}>
          {words.askAgain}
        </Button>
      </div>
      {problem !== null && <ProblemNotice problem={problem} onRetry={read} />}
      <Reading differences={differences} onAgain={askAgain} />
      {readAt !== null && (
        <section className="differences-list queue-list" aria-label={words.list}>
          <div className="queue-tools">
            <FilterSelect
              label={words.kindsLabel}
              any={words.all}
              value={place.kind}
              options={kinds.map((kind) => [kind, words.kinds[kind]])}
              onFilter={(kind) => goTo({ ...place, kind }, { replace: true })}
            />
            <Button size="large" onClick={() => goTo({ ...place, kind: null, decided: !place.decided })}>
              {place.decided ? words.showOpen : words.showDecided}
            </Button>
          </div>
          {rows.length > 0 ? (
            <DifferencesTable rows={rows} onDone={read} />
          ) : (
            <None isDecided={place.decided} />
          )}
          <p className="queue-foot">
            {next !== null && <Button onClick={readMore}>{words.more}</Button>}
            <span role="status">{words.count(rows.length, differences.total)}</span>
          </p>
        </section>
      )}
    </>
  );
}

function None({ isDecided }: { readonly isDecided: boolean }) {
  const { differences: words } = useAllStrings();
  return (
    <div className="empty">
      <h2>{isDecided ? words.noneDecided : words.noneTitle}</h2>
      {!isDecided && <p>{words.noneText}</p>}
    </div>
  );
}

/** When Microsoft was read and how far it is, and what it did not tell. */
function Reading({ differences, onAgain }: { readonly differences: Differences; onAgain(): void }) {
  const strings = useAllStrings();
  const { differences: words } = strings;
  const now = useNow(60_000);
  const { readAt, reading, failure, gaps } = differences;
  return (
    <MicrosoftReading
      progress={reading === null ? null : words.reading(reading.done, reading.of)}
      read={readAt === null ? null : words.readAt(momentText(readAt, now, strings))}
      failure={failure}
      gapsTitle={words.gapsTitle}
      gaps={gaps.map((gap) => <Gap key={gap.what} gap={gap} />)}
      onAgain={onAgain}
    />
  );
}

function Gap({ gap: { what, why, permissions } }: { readonly gap: DifferenceGapFound }) {
  const { differences: words } = useAllStrings();
  const { list } = useLanguage();
  return (
    <li className="finding finding-note">
      <b>{words.gaps[what]}</b> {words.gapWhy[why]}
      {permissions.length > 0 && (
        <span className="doctor-todo">{words.gapTodo(list(permissions, 'or'))}</span>
      )}
    </li>
  );
}
