import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Load } from '../../burning/load/use-load.ts';
import { averageMs } from '../../flow/load/load-run.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { type AllStrings, useAllWords } from '../../words/words.tsx';
import { LeftOverList } from './LeftOverList.tsx';

const nextCount = 10;

/** What became of the box: how many are loaded, in what time, and which are not and why. */
export function LoadReport({ load, onBoxes }: { readonly load: Load; onBoxes(): void }) {
  const { strings, describe } = useAllWords();
  const { load: words } = strings;
  const { run } = load.state;
  const [atOnce] = useState(nextCount);
  const average = averageMs(run);
  return (
    <PageFrame layout="text" title={words.sum.title(run.box)}>
      <p role="status">
        {words.sum.line(
          run.loaded.length,
          run.left.length,
          average === null ? '' : secondsText(average, strings),
        )}
      </p>
      <ol className="card run-sum">
        {run.loaded.map(({ serial, ms }) => (
          <li key={serial}>
            <span className="history-mark" aria-hidden="true">
              ✓
            </span>
            <span>
              <b>{serial}</b>
              <small className="quiet">
                {ms === null ? words.sum.after : words.sum.took(secondsText(ms, strings))}
              </small>
            </span>
          </li>
        ))}
        {run.left.map(({ serial, code }) => (
          <li key={serial}>
            <span className="history-mark" aria-hidden="true">
              !
            </span>
            <span>
              <b>{words.failed(serial)}</b>
              <small className="quiet">{describe({ code, detail: { serial } }).title}</small>
            </span>
          </li>
        ))}
      </ol>
      <LeftOverList box={run.box} onLoaded={load.foundLoaded} />
      <div className="button-row">
        <Button appearance="primary" size="large" data-main autoFocus onClick={onBoxes}>
          {words.sum.boxes}
        </Button>
        <Button size="large" data-main onClick={() => load.more(atOnce)}>
          {words.sum.more}
        </Button>
      </div>
    </PageFrame>
  );
}

export const secondsText = (ms: number, { time }: AllStrings): string => time.seconds(Math.round(ms / 1000));
