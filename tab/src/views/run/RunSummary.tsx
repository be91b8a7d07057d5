import { Button } from '@fluentui/react-components';
import { servedStates } from '@token-desk/contract/request';
import type { RequestSummary } from '@token-desk/contract/views';
import { useEffect, useState } from 'react';
import type { Run } from '../../flow/run.ts';
import { queuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { spanText } from '../../time.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { SoundSwitch } from '../../ui/sound/SoundSwitch.tsx';
import { useAllStrings } from '../../words/words.tsx';

/** Between two people, and at the end: what became of each. */
export function RunSummary(props: {
  readonly run: Run;
  readonly next: RequestSummary | null;
  onNext(requestId: string): void;
  onSkip(requestId: string): void;
  onEnd(): void;
}) {
  const { run, next, onEnd } = props;
  const strings = useAllStrings();
  const { run: words } = strings.work;
  const { api, now } = useSession();
  const [items, setItems] = useState<readonly RequestSummary[]>([]);
  const [endedAt] = useState(now);
  useEffect(() => {
    // a request that cannot be read any more is simply not in the list
    void Promise.allSettled(
      run.ids.map((requestId) => api.call('getRequest', { params: { requestId } })),
    ).then((all) => setItems(all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))));
  }, [api, run]);
  const done = items.filter(({ state }) => servedStates.includes(state));
  const seconds = done.length === 0 ? 0 : Math.round((endedAt - run.startedAt) / 1000 / done.length);
  const size = done.length === 0 ? '' : spanText(seconds, strings);
  return (
    <PageFrame
      layout="text"
      title={
        next === null
          ? words.sumTitle
          : words.progress(Math.min(done.length + 1, run.ids.length), run.ids.length)
      }
    >
      <SoundSwitch />
      <p role="status">{words.sumLine(done.length, run.ids.length - done.length, size)}</p>
      <ol className="card run-sum">
        {items.map((item) => (
          <li key={item.id}>
            <span className="history-mark" aria-hidden="true">
              {servedStates.includes(item.state) ? '✓' : run.skipped.includes(item.id) ? '–' : '○'}
            </span>
            <span>
              <b>{item.subject.name}</b>
              <small className="quiet">
                {servedStates.includes(item.state)
                  ? `${words.sumDone} · ${item.token?.serial ?? ''}`
                  : run.skipped.includes(item.id)
                    ? words.sumSkipped
                    : words.sumOpen}
              </small>
            </span>
            <StateBadge request={item} />
          </li>
        ))}
      </ol>
      <div className="button-row">
        {next !== null && (
          <>
            <Button
              appearance="primary"
              size="large"
              data-main
              autoFocus
              onClick={() => props.onNext(next.id)}
            >
              {words.next(next.subject.name)}
            </Button>
            <Button size="large" data-main onClick={() => props.onSkip(next.id)}>
              {words.skip}
            </Button>
          </>
        )}
        <Button size="large" data-main onClick={onEnd}>
          {next === null ? words.stockAgain : words.stop}
        </Button>
        {next === null && (
          <Button
            appearance="primary"
            size="large"
            data-main
            onClick={() => {
              onEnd();
              goTo(queuePlace);
            }}
          >
            {strings.done.queue}
          </Button>
        )}
      </div>
    </PageFrame>
  );
}
