import { Button, Checkbox, Input } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import { useId, useState } from 'react';
import type { Factory, FactoryStage } from '../../burning/load/use-factory.ts';
import { countDone, leftOf } from '../../flow/load/factory-flow.ts';
import { tokensPlace } from '../../places/places.ts';
import { goTo } from '../../places/use-place.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useAllStrings, useAllWords, useLanguage } from '../../words/words.tsx';
import { LeftTable } from './LeftTable.tsx';
import { leftRows } from './left-rows.ts';
import { Progress } from './Progress.tsx';

type Listed = Extract<FactoryStage, { kind: 'list' }>;

/** What the list holds, what of it is to be done, how far that is, and what is left over. */
export function FoundList({ factory, list }: { readonly factory: Factory; readonly list: Listed }) {
  const all = useAllWords();
  const { factory: words } = all.strings;
  const { list: listed } = useLanguage();
  const [withThere, setWithThere] = useState(false);
  const { run } = factory;
  const steps = run?.steps ?? {};
  const isRunning = run?.isRunning === true;
  const left = leftOf(list.tokens, { steps, withThere });
  const rows = leftRows({ ...list, steps }, all);
  const done = countDone(steps);
  const howMany = (verdict: string) =>
    list.tokens.filter((one) => one.verdict === verdict && steps[one.serial]?.kind !== 'done').length;
  const there = howMany('there');
  const untouched = left.filter(({ serial }) => steps[serial] === undefined).length;
  return (
    <section className="card" aria-labelledby="factory-found">
      <h2 id="factory-found">{words.found}</h2>
      <div role="status">
        <ul className="factory-sum">
          {run === null && <li>{words.fresh(howMany('new'))}</li>}
          {run !== null && !isRunning && untouched > 0 && <li>{words.notYet(untouched)}</li>}
          {done > 0 && <li>{words.done(done, run?.box ?? '')}</li>}
          {howMany('loaded') > 0 && <li>{words.before(howMany('loaded'))}</li>}
          {rows.length > 0 && !isRunning && <li>{words.wrong(rows.length)}</li>}
        </ul>
      </div>
      {list.guessedNames !== null && (
        <p>
          {words.guessed}{' '}
          {list.guessedNames.length === 0
            ? words.guessedNothing
            : words.guessedNames(listed(list.guessedNames))}
        </p>
      )}
      {list.hasPeople && <p className="quiet">{words.people}</p>}
      {there > 0 && !isRunning && (
        <Checkbox
          size="large"
          label={words.anew(there)}
          checked={withThere}
          onChange={(_, { checked }) => setWithThere(checked === true)}
        />
      )}
      {isRunning && <Progress run={run} onStop={factory.stop} />}
      {!isRunning && left.length > 0 && (
        <Start
          key={run?.box}
          begunBox={run?.box ?? null}
          text={run === null ? words.start(left.length) : words.again(left.length)}
          onStart={(box) => factory.start(box, left)}
        />
      )}
      {!isRunning && done > 0 && left.length === 0 && (
        <Notice
          isGood
          title={words.allDone(done)}
          text={rows.length === 0 ? words.allDoneText : words.stillNeeded}
        >
          <Button onClick={() => goTo({ ...tokensPlace, state: 'loaded', q: run?.box ?? '' })}>
            {words.toTokens}
          </Button>
        </Notice>
      )}
      {rows.length > 0 && !isRunning && <LeftTable rows={rows} />}
    </section>
  );
}

/** A list that was begun goes on into its box: what is loaded lies there. */
function Start(props: {
  readonly begunBox: string | null;
  readonly text: string;
  onStart(box: string): void;
}) {
  const { load } = useAllStrings();
  const [box, setBox] = useState(props.begunBox ?? '');
  const boxId = useId();
  const named = box.trim();
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (named !== '') props.onStart(named);
      }}
    >
      <label htmlFor={boxId}>
        {load.box}
        <Input
          id={boxId}
          size="large"
          value={box}
          readOnly={props.begunBox !== null}
          maxLength={longest.boxName}
          placeholder={load.boxHint}
          onChange={(_, { value }) => setBox(value)}
        />
      </label>
      <Button type="submit" appearance="primary" size="large" data-main disabledFocusable={named === ''}>
        {props.text}
      </Button>
    </form>
  );
}
