import { Button, ProgressBar } from '@fluentui/react-components';
import { countDone, type FactoryRun, leftMs } from '../../flow/load/factory-flow.ts';
import { useNow } from '../../server/session.ts';
import { useAllStrings } from '../../words/words.tsx';

const minuteMs = 60_000;

/** How many are loaded, how long it will take, and whether Microsoft wants us to wait. */
export function Progress({ run, onStop }: { readonly run: FactoryRun; onStop(): void }) {
  const { factory: words, load, time } = useAllStrings();
  const now = useNow();
  const done = countDone(run.steps) - run.before;
  const waitMs = run.waitUntil === null ? null : run.waitUntil - now;
  const left = waitMs === null ? leftMs(run, now) : null;
  const lines = [
    load.progress(done, run.wanted.length),
    ...(left === null ? [] : [words.timeLeft(spanText(left))]),
    ...(waitMs === null
      ? []
      : [waitMs > 0 ? load.waits(time.seconds(Math.ceil(waitMs / 1000))) : load.waitsNow]),
    ...(run.isStopping ? [words.stopping] : []),
  ];
  function spanText(ms: number): string {
    return ms < minuteMs
      ? time.seconds(Math.max(1, Math.round(ms / 1000)))
      : time.minutes(Math.round(ms / minuteMs));
  }
  return (
    <div className="factory-progress">
      <ProgressBar value={done} max={run.wanted.length} aria-label={words.progress} />
      <div className="button-row">
        <span role="status">{lines.join(' · ')}</span>
        <Button size="large" data-main disabledFocusable={run.isStopping} onClick={onStop}>
          {words.stop}
        </Button>
      </div>
      <p className="quiet">{words.mayClose}</p>
    </div>
  );
}
