import { Button, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import { type AuditPlace, auditPlace, formatPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { SavedViews } from '../../ui/frame/SavedViews.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import '../shell/desk.css';
import { useAudit } from '../../server/use-audit.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditPane } from './AuditPane.tsx';
import { AuditTable } from './AuditTable.tsx';
import { ExportAudit } from './ExportAudit.tsx';
import { Verification } from './Verification.tsx';

/** Everything that happened, or what happened to one request; filtered, checked and saved. */
export function AuditView({ place }: { readonly place: AuditPlace }) {
  const strings = useAllStrings();
  const { auditPage: words } = strings;
  const { audit: more } = strings;
  const { rows, next, problem, read, readMore } = useAudit(place);
  const [selected, setSelected] = useState<number | null>(null);
  const open = rows?.find(({ seq }) => seq === selected);
  const close = () => {
    setSelected(null);
    document.getElementById(`audit-${selected}`)?.focus();
  };
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
        <div className={open === undefined ? 'queue' : 'queue queue-open'}>
          <div className="queue-list">
            <AuditTable rows={rows} selected={open?.seq ?? null} onSelect={setSelected} />
            <p className="queue-foot">
              {next !== null && (
                <Button size="large" onClick={readMore}>
                  {words.more}
                </Button>
              )}
              <span role="status">{more.count(rows.length)}</span>
            </p>
          </div>
          {open !== undefined && (
            <aside className="pane" aria-label={more.details}>
              <AuditPane row={open} onClose={close} />
            </aside>
          )}
        </div>
      )}
    </PageFrame>
  );
}
