import { Button, Textarea } from '@fluentui/react-components';
import type { Reply } from '@token-desk/contract/api';
import type { Problem } from '@token-desk/contract/problem';
import { may } from '@token-desk/contract/rights';
import { decodeList } from '@token-desk/contract/text/list-text';
import { useId, useRef, useState } from 'react';
import { useDraft } from '../../kept/use-draft.ts';
import { tokensPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings, useLanguage } from '../../words/words.tsx';
import { maxListChars } from './csv-list.ts';
import { type SecretPlace, secretPlace } from './list-secrets.ts';

type Looked = Reply<'importTokens'>;
type Refused = 'tooLarge' | 'notText' | SecretPlace;

/** A list is looked at first, line by line; what is new in it comes into the books as a whole, or nothing. */
export function AddByList() {
  const { tokens, factory } = useAllStrings();
  const { list } = useLanguage();
  const { adding: words } = tokens;
  const { api, me } = useSession();
  // a list with secrets in it is not kept
  const [csv, setCsv] = useDraft('add-tokens', '', (text) => secretPlace(text) === null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [imported, setImported] = useState<number | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isGuessed, setIsGuessed] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const fieldId = useId();

  const take = (text: string) => {
    setCsv(text);
    setLooked(null);
    setImported(null);
    setProblem(null);
    setRefused(null);
    setIsGuessed(false);
  };
  const send = (commit: boolean) => {
    if (csv.length > maxListChars) return setRefused('tooLarge');
    const place = secretPlace(csv);
    if (place !== null) return setRefused(place);
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
        const decoded = decodeList(new Uint8Array(bytes));
        if (decoded === null) return setRefused('notText');
        take(decoded.text);
        setIsGuessed(decoded.isGuessed);
      },
      () => setRefused('notText'),
    );
  };
  const rows = looked?.rows ?? [];
  const known = rows.filter(({ problem }) => problem === 'already-here').length;
  const fresh = rows.filter(({ problem }) => problem === null).length;
  const wrong = rows.length - known - fresh;
  const heldCount = rows.filter(({ holder }) => holder !== null).length;

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
      {isGuessed && <p role="status">{words.guessed}</p>}
      {refused !== null && (
        <Notice
          title={typeof refused === 'string' ? words[refused] : words.secretIn(refused)}
          text={words.nothingYet}
        >
          {typeof refused !== 'string' && may('load', me.roles) && <a href="#/factory">{factory.title}</a>}
        </Notice>
      )}
      {problem !== null && <ProblemNotice problem={problem} />}
      {imported !== null && (
        <Notice isGood title={words.imported(imported)} text={words.importedText}>
          <Button onClick={() => goTo(tokensPlace)}>{words.toTokens}</Button>
        </Notice>
      )}
      {looked !== null && imported === null && (
        <>
          <h3>{words.preview}</h3>
          {rows.length === 0 && <p role="status">{words.empty}</p>}
          {heldCount > 0 && <p role="status">{words.takenOver(heldCount)}</p>}
          {wrong > 0 && <Notice title={words.wrongLines(wrong)} text={words.nothingYet} />}
          {known > 0 && <p role="status">{words.knownLines(known)}</p>}
          {looked.unread.length > 0 && (
            <p className="quiet">{words.unread(list(looked.unread.map((name) => `“${name}”`)))}</p>
          )}
          {looked.newSites.length > 0 && (
            <Notice title={words.newSites(list(looked.newSites))} text={words.newSitesText} />
          )}
          {rows.length > 0 && <Preview rows={rows} />}
          {wrong === 0 && fresh > 0 && (
            <Button appearance="primary" size="large" data-main onClick={() => send(true)}>
              {words.confirm(fresh)}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

const marks = ['✓', '–', '⚠'] as const;
const rankOf = ({ problem }: Looked['rows'][number]) =>
  problem === null ? 0 : problem === 'already-here' ? 1 : 2;

/** Wrong lines first: they are what there is to do. */
function Preview({ rows }: { readonly rows: Looked['rows'] }) {
  const { tokens } = useAllStrings();
  const { adding: words, columns } = tokens;
  const hasPeople = rows.some(({ holder }) => holder !== null);
  const shown = rows.toSorted((a, b) => rankOf(b) - rankOf(a) || a.line - b.line);
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
            {hasPeople && <th scope="col">{words.person}</th>}
            <th scope="col">{words.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, 500).map((row) => (
            <tr key={row.line} className={rankOf(row) === 2 ? 'line-wrong' : undefined}>
              <td>{row.line}</td>
              <td>
                <code>{row.serial}</code>
              </td>
              <td>{row.model ?? '–'}</td>
              <td>{row.site ?? '–'}</td>
              {hasPeople && <td className="wrap">{row.holder?.name ?? '–'}</td>}
              <td className="wrap">
                <span aria-hidden="true">{marks[rankOf(row)]}</span>{' '}
                {row.problem !== null
                  ? words.problems[row.problem]
                  : row.holder === null
                    ? words.fine
                    : words.fineTakenOver}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
