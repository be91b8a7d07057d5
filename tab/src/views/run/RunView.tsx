import { Button, Checkbox, Spinner } from '@fluentui/react-components';
import type { RequestSummary } from '@token-desk/contract/views';
import { useState } from 'react';
import { claimNext } from '../../burning/claim-next.ts';
import { isExpected } from '../../flow/needs-me.ts';
import { nextInRun, type Run } from '../../flow/run.ts';
import { currentRun, endRun, skipInRun, startRun } from '../../kept/kept-run.ts';
import { queuePlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { useSession } from '../../server/session.ts';
import { useEverybody } from '../../server/use-queue.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { StateBadge } from '../../ui/StateBadge.tsx';
import { SoundSwitch } from '../../ui/sound/SoundSwitch.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { RunSummary } from './RunSummary.tsx';
import { StockRun } from './StockRun.tsx';

/** A list of people one after the other, or a count of empty tokens for the shelf. */
export function RunView() {
  const strings = useAllStrings();
  const { run: words } = strings.work;
  const session = useSession();
  const { me } = session;
  const queue = useEverybody();
  const [run, setRun] = useState<Run | null>(currentRun);
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const who = { id: me.person.id, roles: me.roles };
  const isOpen = (item: RequestSummary) => isExpected(item, who);
  const listed = queue.items.filter((item) => run?.ids.includes(item.id) === true);
  const offered = (listed.length > 0 ? listed : queue.items).filter(isOpen);
  const chosen = offered.filter(({ id }) => !dropped.has(id));

  const goOn = (requestId: string) =>
    void claimNext(session, requestId).then(() => goTo({ view: 'burn', requestId, after: 'run' }));
  const begin = (items: readonly RequestSummary[]) => {
    const [first] = items;
    if (first === undefined) return;
    setRun(startRun(items.map(({ id }) => id)));
    goOn(first.id);
  };
  if (queue.isFirstRead) {
    return (
      <PageFrame layout="text">
        {queue.problem === null ? (
          <Spinner label={strings.shell.loading} />
        ) : (
          <ProblemNotice problem={queue.problem} onRetry={queue.read} />
        )}
      </PageFrame>
    );
  }
  if (run?.isBegun === true) {
    return (
      <RunSummary
        run={run}
        next={nextInRun(run, isOpen, queue.items)}
        onNext={goOn}
        onSkip={(id) => {
          skipInRun(id);
          setRun(currentRun());
        }}
        onEnd={() => {
          endRun();
          setRun(null);
        }}
      />
    );
  }
  return (
    <PageFrame
      layout="text"
      title={words.title}
      lead={words.text}
      back={{ text: strings.request.back, onBack: () => goTo(queuePlace) }}
    >
      <SoundSwitch />
      <section className="card">
        <h2>{words.choose}</h2>
        {offered.length === 0 && <p>{strings.queue.emptyText}</p>}
        <ul className="run-choice">
          {offered.map((item) => (
            <li key={item.id}>
              <Checkbox
                size="large"
                checked={!dropped.has(item.id)}
                label={item.subject.name}
                onChange={(_, { checked }) =>
                  setDropped((old) => {
                    const next = new Set(old);
                    if (checked === true) next.delete(item.id);
                    else next.add(item.id);
                    return next;
                  })
                }
              />
              <StateBadge request={item} />
            </li>
          ))}
        </ul>
        {offered.length > 0 && (
          <Button
            appearance="primary"
            size="large"
            data-main
            disabledFocusable={chosen.length === 0}
            onClick={() => begin(chosen)}
          >
            {words.start(chosen.length)}
          </Button>
        )}
      </section>
      <StockRun />
    </PageFrame>
  );
}
