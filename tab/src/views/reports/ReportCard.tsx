import type { ReactNode } from 'react';
import { useAllStrings } from '../../words/words.tsx';
import { type Bar, BarChart } from './BarChart.tsx';

/** One question, its plot, and the numbers behind it. */
export function ReportCard(props: {
  readonly title: string;
  readonly text: string;
  readonly emptyText: string;
  readonly bars: readonly Bar[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly legend?: ReactNode;
}) {
  const { reports: words } = useAllStrings();
  return (
    <section className="card report" aria-label={props.title}>
      <h2>{props.title}</h2>
      {props.rows.length === 0 ? (
        <p className="quiet">{props.emptyText}</p>
      ) : (
        <>
          <p className="quiet">{props.text}</p>
          {props.legend}
          <div className="report-body">
            <BarChart title={props.title} bars={props.bars} />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
            <section className="report-numbers" aria-label={`${props.title}: ${words.numbers}`} tabIndex={0}>
              <table className="audit">
                <caption className="sr-only">{words.numbers}</caption>
                <thead>
                  <tr>
                    {props.columns.map((name, at) => (
                      <th key={name} scope="col" className={at === 0 ? undefined : 'number'}>
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {props.rows.map(([name = '', ...values]) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      {values.map((value, at) => (
                        <td key={props.columns[at + 1]} className="number">
                          {value}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </div>
        </>
      )}
    </section>
  );
}
