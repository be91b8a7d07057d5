import { Button, Textarea } from '@fluentui/react-components';
import type { Reply } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { useId, useRef, useState } from 'react';
import { tokensPlace } from '../../desk-place.ts';
import { goTo } from '../../route.ts';
import { problemOf, useSession } from '../../session.ts';
import { useDeskStrings } from '../../strings/desk.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { decodeList, holdsSecrets, maxListChars } from './csv-list.ts';

type Looked = Reply<'importTokens'>;
type Refused = 'tooLarge' | 'notText' | 'secrets';

/** A list is looked at first, line by line; all of it comes into the books, or nothing. */
export function AddByList() {
  const { tokens } = useDeskStrings();
  const { adding: words } = tokens;
  const { api } = useSession();
  const [csv, setCsv] = useState('');
  const [looked, setLooked] = useState<Looked | null>(null);
  const [imported, setImported] = useState<number | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const fieldId = useId();

  const take = (text: string) => {
    setCsv(text);
    setLooked(null);
    setImported(null);
    setProblem(null);
    setRefused(null);
  };
  const send = (commit: boolean) => {
    if (csv.length > maxListChars) return setRefused('tooLarge');
    if (holdsSecrets(csv)) return setRefused('secrets');
    setProblem(null);
    api.call('importTokens', { body: { csv, commit } }).then(
      (answer) => {
        setLooked(answer);
        if (commit && answer.imported > 0) {
          setImported(answer.imported);
          setCsv('');
        }
      },
      (error: unknown) => setProblem(problemOf(error)),
    );
  };
  const choose = (chosen: File | undefined) => {
    if (chosen === undefined) return;
    if (chosen.size > 2 * maxListChars) return setRefused('tooLarge');
    chosen.arrayBuffer().then(
      (bytes) => {
        const text = decodeList(new Uint8Array(bytes));
        if (text === null) setRefused('notText');
        else take(text);
      },
      () => setRefused('notText'),
    );
  };
  const wrong = looked?.rows.filter((row) => row.problem !== null).length ?? 0;

  return (
    <section className="card">
      <h2>{words.fileTitle}</h2>
      <p className="quiet">{words.fileText}</p>
      <div className="field">
        <label htmlFor={fieldId}>{words.field}</label>
        <Textarea
          id={fieldId}
          className="list-field"
          resize="vertical"
          rows={6}
          value={csv}
          placeholder={words.example}
          textarea={{ spellCheck: false }}
          onChange={(_, { value }) => take(value)}
          onDrop={(event) => {
            event.preventDefault();
            choose(event.dataTransfer.files[0]);
          }}
        />
      </div>
      <div className="button-row">
        <Button
          appearance="primary"
          size="large"
          disabledFocusable={csv.trim() === ''}
          onClick={() => send(false)}
        >
          {words.look}
        </Button>
        <Button size="large" onClick={() => file.current?.click()}>
          {words.choose}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          hidden
          onChange={({ target }) => {
            choose(target.files?.[0]);
            target.value = '';
          }}
        />
      </div>
      {refused !== null && <Notice title={words[refused]} text={words.nothingYet} />}
      {problem !== null && <ProblemNotice problem={problem} />}
      {imported !== null && (
        <Notice isGood title={words.imported(imported)} text={words.importedText}>
          <Button onClick={() => goTo(tokensPlace)}>{words.toTokens}</Button>
        </Notice>
      )}
      {looked !== null && imported === null && (
        <>
          <h3>{words.preview}</h3>
          {looked.rows.length === 0 && <p role="status">{words.empty}</p>}
          {wrong > 0 && <Notice title={words.wrongLines(wrong)} text={words.nothingYet} />}
          {looked.rows.length > 0 && <Preview rows={looked.rows} />}
          {wrong === 0 && looked.rows.length > 0 && (
            <Button appearance="primary" size="large" data-main onClick={() => send(true)}>
              {words.confirm(looked.rows.length)}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

/** Wrong lines first: they are what there is to do. */
function Preview({ rows }: { readonly rows: Looked['rows'] }) {
  const { tokens } = useDeskStrings();
  const { adding: words, columns } = tokens;
  const shown = rows.toSorted(
    (a, b) => Number(b.problem !== null) - Number(a.problem !== null) || a.line - b.line,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section className="scroll scroll-y" aria-label={words.preview} tabIndex={0}>
      <table className="audit">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{columns.serial}</th>
            <th scope="col">{columns.model}</th>
            <th scope="col">{columns.site}</th>
            <th scope="col">{words.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, 500).map((row) => (
            <tr key={row.line} className={row.problem === null ? undefined : 'line-wrong'}>
              <td>{row.line}</td>
              <td>
                <code>{row.serial}</code>
              </td>
              <td>{row.model ?? '–'}</td>
              <td>{row.site ?? '–'}</td>
              <td className="wrap">
                <span aria-hidden="true">{row.problem === null ? '✓' : '⚠'}</span>{' '}
                {row.problem === null ? words.fine : words.problems[row.problem]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
