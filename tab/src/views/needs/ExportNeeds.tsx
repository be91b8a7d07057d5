import { Button } from '@fluentui/react-components';
import type { NeedRow, Needs } from '@token-desk/contract/entra/needs';
import type { Problem } from '@token-desk/contract/problem';
import { useEffect, useRef, useState } from 'react';
import type { NeedsPlace } from '../../places/places.ts';
import { needQueryOf } from '../../server/people/use-needs.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useAllStrings } from '../../words/words.tsx';
import { needsCsv } from './needs-csv.ts';

/** Saves everybody whom the filter lets through, whatever is shown of them. */
export function ExportNeeds({ place }: { readonly place: NeedsPlace }) {
  const { needs: words } = useAllStrings();
  const { api } = useSession();
  const [told, setTold] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const aborting = useRef<AbortController>(undefined);
  useEffect(() => () => aborting.current?.abort(), []);
  const save = async () => {
    const current = new AbortController();
    const { signal } = current;
    aborting.current = current;
    setProblem(null);
    setIsBusy(true);
    const rows: NeedRow[] = [];
    let cursor: string | null = null;
    try {
      do {
        setTold(words.exporting(rows.length));
        const query = { ...needQueryOf(place), whole: '1', ...(cursor === null ? {} : { cursor }) } as const;
        const page: Needs = await api.call('getNeeds', { query, signal });
        rows.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      const day = new Date().toISOString().slice(0, 10);
      saveFile(`token-desk-needs-${day}.csv`, 'text/csv;charset=utf-8', needsCsv(rows));
      setTold(words.exported(rows.length));
    } catch (error) {
      if (signal.aborted) return;
      setTold('');
      setProblem(problemOf(error));
    }
    setIsBusy(false);
  };
  return (
    <>
      <Button size="large" disabledFocusable={isBusy} onClick={() => void save()}>
        {words.exportCsv}
      </Button>
      <span role="status" className="quiet">
        {told}
      </span>
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
