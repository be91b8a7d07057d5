import { Button, Input } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { pinOf } from '../../seed/identity-pin.ts';
import { useSession } from '../../session.ts';
import { useStrings } from '../../strings.tsx';
import { Notice, ProblemNotice } from '../../ui/Notice.tsx';
import { play } from '../../ui/sounds.ts';
import { isOver, useDeskJob } from '../tokens/use-desk-job.ts';
import '../desk.css';

type Result = { readonly serial: string; readonly isBlank: boolean };
const mostTokens = 200;

/** Put on, done, next: each token laid on the reader is emptied, until the count is reached. */
export function StockRun() {
  const strings = useStrings();
  const { run: words } = strings.work;
  const { burners, deskId } = useSession();
  const { job, problem, start } = useDeskJob();
  const [isOn, setIsOn] = useState(false);
  const [count, setCount] = useState('10');
  const [results, setResults] = useState<readonly Result[]>([]);
  const id = useId();
  const desk = burners.find((one) => one.id === deskId) ?? null;
  const isReady = desk?.online === true && desk.state === 'confirmed' && pinOf(desk) === 'pinned';
  const wanted = Math.min(Math.max(Number.parseInt(count, 10) || 1, 1), mostTokens);
  const reader = desk?.readers.find(({ state }) => state === 'present') ?? null;
  const lying = reader?.token?.serial ?? null;
  const isDone = (serial: string | null) => results.some((one) => one.serial === serial);
  const blanked = results.filter(({ isBlank }) => isBlank).length;
  const isRunning = job !== null && !isOver(job);
  const isComplete = isOn && blanked >= wanted;

  const lay = useEffectEvent((serial: string) => {
    if (!isOn || isRunning || desk === null || isDone(serial) || isComplete) return;
    start('blank', desk, serial);
  });
  useEffect(() => {
    if (lying !== null && isOn) lay(lying);
  }, [lying, isOn]);
  const finish = useEffectEvent(() => {
    const serial = job?.offer.serial;
    if (job === null || !isOver(job) || serial == null || isDone(serial)) return;
    const isBlank = job.outcome === 'burned';
    setResults((old) => [{ serial, isBlank }, ...old]);
    play(isBlank ? 'burned' : 'wrong');
  });
  useEffect(() => {
    if (job !== null && isOver(job)) finish();
  }, [job]);
  useEffect(() => {
    if (problem !== null) play('needs-you');
  }, [problem]);

  if (!isOn) {
    return (
      <section className="card">
        <h2>{words.stockTitle}</h2>
        <p className="quiet">{words.stockText}</p>
        {!isReady && <Notice title={strings.reader.notChosen} text={strings.desk.chooseText} />}
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) setIsOn(true);
          }}
        >
          <label htmlFor={id}>
            {words.stockCount}
            <Input
              id={id}
              size="large"
              type="number"
              min={1}
              max={mostTokens}
              value={count}
              onChange={(_, { value }) => setCount(value)}
            />
          </label>
          <Button type="submit" size="large" data-main disabledFocusable={!isReady}>
            {words.stockStart}
          </Button>
        </form>
      </section>
    );
  }
  return (
    <section className="card stock-run">
      <h2>{words.stockTitle}</h2>
      <p className="phase-now" role="status">
        {isRunning
          ? words.stockDoing(job?.offer.serial ?? '')
          : isComplete
            ? words.sumTitle
            : lying !== null && isDone(lying)
              ? words.stockTake(lying)
              : words.stockPut}
      </p>
      <p>{words.stockDone(blanked, wanted)}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <ul className="tapped" aria-live="polite">
        {results.map(({ serial, isBlank }) => (
          <li key={serial}>
            <span className="history-mark" aria-hidden="true">
              {isBlank ? '✓' : '!'}
            </span>
            <span>{isBlank ? serial : words.stockWrong(serial)}</span>
          </li>
        ))}
      </ul>
      <Button
        size="large"
        data-main
        onClick={() => {
          setIsOn(false);
          setResults([]);
        }}
      >
        {isComplete ? words.stockAgain : words.stop}
      </Button>
    </section>
  );
}
