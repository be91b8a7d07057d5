import { Button, Input } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import { isOver } from '../../flow/burn/burn-flow.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { useTokenJob } from '../../server/use-token-job.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { play } from '../../ui/sound/sounds.ts';
import { useAllStrings } from '../../words/words.tsx';
import { isDeskReady } from '../burners/ChooseDesk.tsx';
import { DeskFirst } from './DeskFirst.tsx';
import '../shell/desk.css';

type Result = { readonly serial: string; readonly isBlank: boolean };
const mostTokens = 200;

/** Put on, done, next: each token laid on the reader is emptied, until the count is reached. */
export function StockRun() {
  const strings = useAllStrings();
  const { run: words } = strings.work;
  const { api, burners, deskId, isAway, me } = useSession();
  const { job, problem, start } = useTokenJob();
  const [isOn, setIsOn] = useState(false);
  const [count, setCount] = useState('10');
  const [adoptProblem, setAdoptProblem] = useState<Problem | null>(null);
  const [results, setResults] = useState<readonly Result[]>([]);
  const id = useId();
  const desk = burners.find((one) => one.id === deskId) ?? null;
  const isReady = isDeskReady(desk);
  const wanted = Math.min(Math.max(Number.parseInt(count, 10) || 1, 1), mostTokens);
  // what lay there before the server was silent may lie there no more
  const reader = isAway ? null : (desk?.readers.find(({ state }) => state === 'present') ?? null);
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
  const isUnknown = problem?.code === 'token-not-in-books' && lying !== null && !isRunning;
  const adopt = async (serial: string) => {
    setAdoptProblem(null);
    try {
      const site = me.sites.length === 1 ? (me.sites[0] ?? null) : null;
      await api.call('commandToken', { params: { serial }, body: { kind: 'adopt', site } });
      if (desk !== null) start('blank', desk, serial);
    } catch (error) {
      setAdoptProblem(problemOf(error));
    }
  };
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
        {!isReady && <DeskFirst desk={desk} />}
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
              : isAway
                ? strings.reader.unknown
                : words.stockPut}
      </p>
      <p>{words.stockDone(blanked, wanted)}</p>
      {problem !== null && (
        <ProblemNotice problem={problem}>
          {isUnknown && (
            <Button appearance="primary" size="large" data-main onClick={() => void adopt(lying)}>
              {words.stockAdopt(lying)}
            </Button>
          )}
        </ProblemNotice>
      )}
      {adoptProblem !== null && <ProblemNotice problem={adoptProblem} />}
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
        {isComplete ? words.stockAgain : words.stockStop}
      </Button>
    </section>
  );
}
