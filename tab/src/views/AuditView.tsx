import { Button, Spinner } from '@fluentui/react-components';
import type { AuditRow, Reply } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { useCallback, useEffect, useState } from 'react';
import { problemOf, useNow, useSession } from '../session.ts';
import { type Strings, useStrings } from '../strings.tsx';
import { momentText } from '../time.ts';
import { Heading } from '../ui/Heading.tsx';
import { actorText } from '../ui/History.tsx';
import { Notice, ProblemNotice } from '../ui/Notice.tsx';

export function AuditView({ requestId }: { readonly requestId: string | null }) {
  const strings = useStrings();
  const { audit: words } = strings;
  const { api, me } = useSession();
  const now = useNow(30_000);
  const [rows, setRows] = useState<readonly AuditRow[] | null>(null);
  const [next, setNext] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const read = useCallback(
    (after: number | null) => {
      const query = {
        ...(requestId === null ? {} : { requestId }),
        ...(after === null ? {} : { after: String(after) }),
      };
      api.call('listAudit', { query }).then(
        (page) => {
          setRows((old) => (after === null ? page.items : [...(old ?? []), ...page.items]));
          setNext(page.next);
        },
        (error: unknown) => setProblem(problemOf(error)),
      );
    },
    [api, requestId],
  );
  useEffect(() => read(null), [read]);
  return (
    <main className="page">
      <Heading text={words.title} />
      <p className="quiet">{words.text}</p>
      <Verification />
      {problem !== null && <ProblemNotice problem={problem} onRetry={() => read(null)} />}
      {rows === null && problem === null && <Spinner label={strings.shell.loading} />}
      {rows?.length === 0 && <p>{words.empty}</p>}
      {rows !== null && rows.length > 0 && (
        <div className="card scroll">
          <table className="audit">
            <thead>
              <tr>
                <th scope="col">{words.row}</th>
                <th scope="col">{words.at}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.who}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.seq}>
                  <td>{row.seq}</td>
                  <td>{momentText(row.at, now, strings)}</td>
                  <td>
                    {row.requestId === null ? (
                      eventText(row, me.person.id, strings)
                    ) : (
                      <a href={`#/request/${row.requestId}`}>{eventText(row, me.person.id, strings)}</a>
                    )}
                  </td>
                  <td>{actorText(row.actor, me.person.id, strings)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {next !== null && <Button onClick={() => read(next)}>{words.more}</Button>}
    </main>
  );
}

function Verification() {
  const { audit: words } = useStrings();
  const { api } = useSession();
  const [answer, setAnswer] = useState<Reply<'verifyAudit'> | 'asking' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = () => {
    setAnswer('asking');
    setProblem(null);
    api.call('verifyAudit', {}).then(setAnswer, (error: unknown) => {
      setAnswer(null);
      setProblem(problemOf(error));
    });
  };
  return (
    <>
      <p>
        <Button size="large" onClick={ask} disabled={answer === 'asking'}>
          {answer === 'asking' ? words.verifying : words.verify}
        </Button>
      </p>
      {problem !== null && <ProblemNotice problem={problem} />}
      {answer !== null && answer !== 'asking' && (
        <Notice
          isGood={answer.ok}
          title={
            answer.brokenAt === null
              ? words.ok(answer.rows, answer.receipts)
              : words.broken(answer.brokenAt.seq, answer.brokenAt.why)
          }
          text=""
        />
      )}
    </>
  );
}

function eventText({ event, actor }: AuditRow, myId: string, strings: Strings): string {
  return { ...strings.events, ...strings.deskEvents }[event](actorText(actor, myId, strings));
}
