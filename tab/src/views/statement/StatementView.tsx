import { Button, Spinner } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { tokensPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useAllStrings } from '../../words/words.tsx';
import '../../ui/frame/print.css';
import '../shell/desk.css';
import './statement.css';
import { type StatementText, statementText } from './statement-text.ts';

/** All that is known about one token's burns, to read, to print and to keep. */
export function StatementView({ serial }: { readonly serial: string }) {
  const strings = useAllStrings();
  const { statement: words } = strings;
  const {
    data: statement,
    problem,
    again,
  } = useAnswer(['statement', serial], (api, signal) =>
    api.call('tokenStatement', { params: { serial }, signal }),
  );
  const text = useMemo(
    () => (statement === null ? null : statementText(statement, { strings })),
    [statement, strings],
  );
  return (
    <PageFrame
      layout="text"
      className="statement-page"
      title={words.title(serial)}
      back={{ text: words.back, onBack: () => goTo({ ...tokensPlace, selected: serial }) }}
    >
      {problem !== null && <ProblemNotice problem={problem} onRetry={again} />}
      {text === null && problem === null && <Spinner label={strings.shell.loading} />}
      {text !== null && (
        <>
          <Saving serial={serial} text={text} />
          <Paper text={text} />
        </>
      )}
    </PageFrame>
  );
}

function Saving({ serial, text }: { readonly serial: string; readonly text: StatementText }) {
  const { statement: words } = useAllStrings();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const save = async () => {
    setState('busy');
    try {
      const { statementPdf } = await import('./statement-pdf.ts');
      const bytes = await statementPdf(text, words.page);
      saveFile(`token-desk-${serial}.pdf`, 'application/pdf', bytes);
      setState('idle');
    } catch {
      setState('failed'); // the page says what to do instead
    }
  };
  return (
    <div className="no-print">
      <div className="button-row">
        <Button
          appearance="primary"
          size="large"
          disabledFocusable={state === 'busy'}
          onClick={() => void save()}
        >
          {state === 'busy' ? words.pdfBusy : words.pdf}
        </Button>
        <Button size="large" onClick={() => print()}>
          {words.print}
        </Button>
      </div>
      {state === 'failed' && <Notice title={words.pdfFailed} text="" />}
    </div>
  );
}

function Paper({ text }: { readonly text: StatementText }) {
  return (
    <article className="card statement">
      <p className="quiet">{text.madeBy}</p>
      {text.sections.map(({ title, rows, lines }) => (
        <section key={title}>
          <h2>{title}</h2>
          {rows.length > 0 && (
            <dl className="facts statement-facts">
              {rows.map(({ name, value, isCode }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{isCode ? <code>{value}</code> : value}</dd>
                </div>
              ))}
            </dl>
          )}
          {lines.length > 0 && (
            <ul className="statement-lines">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <section className="does-not-prove">
        <h2>{text.proveTitle}</h2>
        <ul>
          {text.proves.map((line) => (
            <li key={line}>
              <strong>{line}</strong>
            </li>
          ))}
        </ul>
      </section>
    </article>
  );
}
