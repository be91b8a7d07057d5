import { useId } from 'react';

export type Bar = {
  readonly label: string;
  /** What stands at the end of the bar. */
  readonly text: string;
  readonly parts: readonly { readonly value: number; readonly style: BarStyle; readonly name: string }[];
  /** A stroke further along: the widest, the slowest. */
  readonly mark?: number;
};
export type BarStyle = 'solid' | 'striped' | 'dotted' | 'outlined';

/**
 * Bars to look at. Their numbers stand in the table beside them, so that the drawing is one picture to a screen
 * reader; patterns tell the parts apart where colours do not.
 */
export function BarChart({ title, bars }: { readonly title: string; readonly bars: readonly Bar[] }) {
  const id = useId();
  const totalOf = (bar: Bar) => bar.parts.reduce((sum, { value }) => sum + value, 0);
  const most = Math.max(1e-9, ...bars.map((bar) => Math.max(totalOf(bar), bar.mark ?? 0)));
  const percent = (value: number) => `${(value / most) * 100}%`;
  return (
    <div className="chart" role="img" aria-label={`${title}: ${bars.map(sayBar).join('; ')}`}>
      {bars.map((bar) => {
        let from = 0;
        return (
          <div className="chart-row" key={bar.label} aria-hidden="true">
            <span className="chart-label">{bar.label}</span>
            <svg className="chart-bar" height="24" focusable="false">
              <title>{sayBar(bar)}</title>
              <defs>
                <pattern
                  id={`${id}-striped`}
                  width="6"
                  height="6"
                  patternUnits="userSpaceOnUse"
                  patternTransform="rotate(45)"
                >
                  <rect width="6" height="6" className="bar-back" />
                  <rect width="3" height="6" className="bar-fill" />
                </pattern>
                <pattern id={`${id}-dotted`} width="6" height="6" patternUnits="userSpaceOnUse">
                  <rect width="6" height="6" className="bar-back" />
                  <circle cx="3" cy="3" r="1.6" className="bar-fill" />
                </pattern>
              </defs>
              <rect x="0" y="11" width="100%" height="2" className="bar-track" />
              {bar.parts.map(({ value, style, name }) => {
                const x = from;
                from += value;
                if (value === 0) return null;
                const fill =
                  style === 'striped' || style === 'dotted' ? { fill: `url(#${id}-${style})` } : {};
                return (
                  <rect
                    key={name}
                    x={percent(x)}
                    y="3"
                    width={percent(value)}
                    height="18"
                    className={`bar bar-${style}`}
                    style={fill}
                  />
                );
              })}
              {bar.mark !== undefined && (
                <line x1={percent(bar.mark)} x2={percent(bar.mark)} y1="0" y2="24" className="bar-mark" />
              )}
            </svg>
            <span className="chart-value">{bar.text}</span>
          </div>
        );
      })}
    </div>
  );
}

const sayBar = ({ label, text }: Bar): string => `${label}: ${text}`;

/** What the patterns mean, drawn as in the chart. */
export function Legend({
  entries,
}: {
  readonly entries: readonly { readonly name: string; readonly style: BarStyle }[];
}) {
  return (
    <ul className="legend">
      {entries.map(({ name, style }) => (
        <li key={name}>
          <span className={`legend-key legend-${style}`} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}
