import { Button } from '@fluentui/react-components';
import type { ListedAuditRow } from '@token-desk/contract/audit-row';
import type { Problem } from '@token-desk/contract/problem';
import { useEffect, useRef, useState } from 'react';
import type { AuditPlace } from '../../places/places.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { filterOf } from '../../server/use-audit.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useAllStrings } from '../../words/words.tsx';
import { auditCsv } from './audit-csv.ts';

/** A file of more rows than this is made in parts: choose dates. */
const maxRows = 50_000;

/** Saves every row the filters let through, page by page, oldest first whatever is shown: so a chain is read. */
export function ExportAudit({ place }: { readonly place: AuditPlace }) {
  const { audit: words } = useAllStrings();
  const { api } = useSession();
  const [rowCount, setRowCount] = useState<number | null>(null);
  const [told, setTold] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const aborting = useRef<AbortController>(undefined);
  useEffect(() => () => aborting.current?.abort(), []);
  const save = async () => {
    const current = new AbortController();
    aborting.current = current;
    setProblem(null);
    setTold('');
    setRowCount(0);
    const rows: ListedAuditRow[] = [];
    let after: number | null = null;
    try {
      do {
        const query = { ...filterOf(place), ...(after === null ? {} : { after: String(after) }) };
        const page: { items: ListedAuditRow[]; next: number | null } = await api.call('listAudit', {
          query,
          signal: current.signal,
        });
        rows.push(...page.items);
        after = page.next;
        setRowCount(rows.length);
      } while (after !== null && rows.length < maxRows);
      const day = new Date().toISOString().slice(0, 10);
      saveFile(`token-desk-audit-${day}.csv`, 'text/csv;charset=utf-8', auditCsv(rows));
      setTold(after === null ? words.exported(rows.length) : words.exportCut(rows.length));
    } catch (error) {
      if (!current.signal.aborted) setProblem(problemOf(error));
    }
    setRowCount(null);
  };
  return (
    <>
      <Button size="large" data-main disabledFocusable={rowCount !== null} onClick={() => void save()}>
        {words.exportCsv}
      </Button>
      <span role="status" className="quiet">
        {rowCount === null ? told : words.exporting(rowCount)}
      </span>
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
