import { Button, Spinner } from '@fluentui/react-components';
import type { AuditRow, ListedAuditRow } from '@token-desk/contract/audit-row';
import { type AuditPlace, auditPlace, formatPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useNow, useSession } from '../../server/session.ts';
import { momentText } from '../../time.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { SavedViews } from '../../ui/frame/SavedViews.tsx';
import { byText } from '../../ui/history/History.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { type AllStrings, useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import { useAudit } from '../../server/use-audit.ts';
import { EventDetail } from '../../ui/history/EventDetail.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { ExportAudit } from './ExportAudit.tsx';
import { Verification } from './Verification.tsx';

/** Everything that happened, or what happened to one request; filtered, checked and saved. */
export function AuditView({ place }: { readonly place: AuditPlace }) {
  const strings = useAllStrings();
  const { auditPage: words } = strings;
  const { audit: more } = strings;
  const { rows, next, problem, read, readMore } = useAudit(place);
  const isFiltered = formatPlace(place) !== formatPlace(auditPlace);
  return (
    <PageFrame
      layout="wide"
      title={words.title}
      lead={place.requestId === null ? words.text : more.ofRequest}
      main={
        <>
          <SavedViews page="audit" hash={formatPlace(place)} isPlain={!isFiltered} />
          <ExportAudit place={place} />
        </>
      }
      tools={
        place.serial === ''
          ? []
          : [
              {
                text: more.tokenStatement,
                onPress: () => goTo({ view: 'statement', serial: place.serial }),
              },
            ]
      }
    >
      <div className="audit-verify">
        <Verification />
      </div>
      <AuditFilters place={place} />
      {problem !== null && <ProblemNotice problem={problem} onRetry={read} />}
      {rows === null && problem === null && <Spinner label={strings.shell.loading} />}
      {rows?.length === 0 && (
        <div className="empty">
          <h2>{isFiltered ? more.noneTitle : words.empty}</h2>
          {isFiltered && <p>{more.noneText}</p>}
          {isFiltered && <Button onClick={() => goTo(auditPlace)}>{more.whole}</Button>}
        </div>
      )}
      {rows !== null && rows.length > 0 && (
        <>
          <AuditTable rows={rows} />
          <p className="queue-foot">
            {next !== null && (
              <Button size="large" onClick={readMore}>
                {words.more}
              </Button>
            )}
            <span role="status">{more.count(rows.length)}</span>
          </p>
        </>
      )}
    </PageFrame>
  );
}

function AuditTable({ rows }: { readonly rows: readonly ListedAuditRow[] }) {
  const strings = useAllStrings();
  const { auditPage: words } = strings;
  const { audit: more } = strings;
  const { me } = useSession();
  const now = useNow(60_000);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section className="card scroll" aria-label={words.title} tabIndex={0}>
      <table className="audit">
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.subject}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{more.serial}</th>
            <th scope="col">{more.details}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq}>
              <td>{row.seq}</td>
              <td title={new Date(row.at).toISOString()}>{momentText(row.at, now, strings)}</td>
              <td>
                {row.requestId === null ? (
                  eventText(row, me.person.id, strings)
                ) : (
                  <a href={`#/request/${row.requestId}`}>{eventText(row, me.person.id, strings)}</a>
                )}
              </td>
              <td>{row.subject?.name}</td>
              <td>{whoText(row, strings)}</td>
              <td>
                {typeof row.data.serial === 'string' && (
                  <a href={`#/statement/${row.data.serial}`}>
                    <code>{row.data.serial}</code>
                  </a>
                )}
              </td>
              <td className="wrap">
                <EventDetail entry={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function eventText({ event, actor }: AuditRow, myId: string, strings: AllStrings): string {
  return { ...strings.events, ...strings.deskEvents }[event](byText(actor, myId, strings));
}

function whoText({ actor }: AuditRow, strings: AllStrings): string {
  switch (actor.kind) {
    case 'person':
      return actor.person.name;
    case 'burner':
      return strings.auditPage.burner(actor.name);
    default:
      return byText(actor, '', strings);
  }
}
