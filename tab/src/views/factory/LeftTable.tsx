import { Button } from '@fluentui/react-components';
import { saveFile } from '../../ui/save-file.ts';
import { useAllStrings } from '../../words/words.tsx';
import { type LeftRow, leftCsv } from './left-rows.ts';

const mostShown = 500;

/** Which lines are not loaded and why; all of them can be saved. */
export function LeftTable({ rows }: { readonly rows: readonly LeftRow[] }) {
  const { factory: words, tokens } = useAllStrings();
  return (
    <>
      <h3>{words.left}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
      <section className="scroll scroll-y factory-left" aria-label={words.left} tabIndex={0}>
        <table className="audit">
          <thead>
            <tr>
              <th scope="col">{tokens.adding.line}</th>
              <th scope="col">{tokens.columns.serial}</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostShown).map(({ line, serial, why }) => (
              <tr key={line}>
                <td>{line}</td>
                <td>{serial === null ? '–' : <code>{serial}</code>}</td>
                <td className="wrap">{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="button-row">
        <Button size="large" onClick={() => saveFile('token-desk-left.csv', 'text/csv', leftCsv(rows))}>
          {words.save}
        </Button>
      </div>
    </>
  );
}
