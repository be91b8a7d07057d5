import type { LoadRun } from '../../flow/load/load-run.ts';
import { useAllStrings } from '../../words/words.tsx';
import './load.css';

const mostShown = 8;

/** How far the box is, and what became of its last tokens. */
export function LoadedList({ run, inHand }: { readonly run: LoadRun; readonly inHand: string | null }) {
  const { load: words } = useAllStrings();
  const rows = [
    ...(inHand === null ? [] : [{ serial: inHand, mark: '○' }]),
    ...run.loaded.toReversed().map(({ serial }) => ({ serial, mark: '✓' })),
    ...run.left
      .toReversed()
      .filter(({ serial }) => serial !== inHand)
      .map(({ serial }) => ({ serial, mark: '!' })),
  ];
  return (
    <section className="loaded" aria-label={words.list}>
      <div className="person-head">
        <div>
          <b>{run.box}</b>
          <p className="quiet" role="status">
            {words.progress(run.loaded.length, run.wanted)}
          </p>
        </div>
      </div>
      <ul className="tapped">
        {rows.slice(0, mostShown).map(({ serial, mark }) => (
          <li key={serial}>
            <span className="history-mark" aria-hidden="true">
              {mark}
            </span>
            <span>{mark === '!' ? words.failed(serial) : <code>{serial}</code>}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
