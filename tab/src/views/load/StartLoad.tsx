import { Button, Input, Spinner } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import { useId, useState } from 'react';
import { mostLoaded } from '../../flow/load/load-run.ts';
import { useDraft } from '../../kept/use-draft.ts';
import { useNow, useSession } from '../../server/session.ts';
import { type BoxView, useBoxes } from '../../server/use-boxes.ts';
import { momentText } from '../../time.ts';
import { PageFrame } from '../../ui/frame/PageFrame.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';
import { isDeskReady } from '../burners/ChooseDesk.tsx';
import { DeskFirst } from '../run/DeskFirst.tsx';
import { LeftAtMicrosoft } from './LeftAtMicrosoft.tsx';
import '../shell/desk.css';
import './load.css';

const usualCount = 10;

/** Which box, and how many; the boxes there are, each with what is in it. */
export function StartLoad({ onStart }: { onStart(box: string, count: number): void }) {
  const { load: words, factory, setUp } = useAllStrings();
  const { burners, deskId } = useSession();
  const { items, problem, read } = useBoxes();
  const desk = burners.find(({ id }) => id === deskId) ?? null;
  const isReady = isDeskReady(desk);
  const [box, setBox, end] = useDraft('load box', '');
  const [count, setCount] = useState(String(usualCount));
  const [boxId, countId] = [useId(), useId()];
  const isNamed = box.trim() !== '';
  return (
    <PageFrame layout="text" title={words.title} lead={words.text}>
      {!isReady && (
        <section className="card">
          <DeskFirst desk={desk} />
        </section>
      )}
      <section className="card">
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isReady || !isNamed) return;
            end();
            onStart(box, Number.parseInt(count, 10));
          }}
        >
          <label htmlFor={boxId}>
            {words.box}
            <Input
              id={boxId}
              size="large"
              value={box}
              maxLength={longest.boxName}
              placeholder={words.boxHint}
              onChange={(_, { value }) => setBox(value)}
            />
          </label>
          <label htmlFor={countId}>
            {words.howMany}
            <Input
              id={countId}
              size="large"
              type="number"
              min={1}
              max={mostLoaded}
              value={count}
              onChange={(_, { value }) => setCount(value)}
            />
          </label>
          <Button
            type="submit"
            appearance="primary"
            size="large"
            data-main
            disabledFocusable={!isReady || !isNamed}
          >
            {words.start}
          </Button>
        </form>
      </section>
      <p className="link-list">
        <a href="#/factory">{factory.title}</a>
        <a href="#/set-up">{setUp.consents.title}</a>
      </p>
      {problem !== null && <ProblemNotice problem={problem} onRetry={read} />}
      {items === null && problem === null && <Spinner />}
      {items !== null && items.length === 0 && (
        <div className="empty">
          <h2>{words.emptyTitle}</h2>
          <p>{words.emptyText}</p>
        </div>
      )}
      {items !== null && items.length > 0 && (
        <section className="card" aria-labelledby={`${boxId}-boxes`}>
          <h2 id={`${boxId}-boxes`}>{words.boxes}</h2>
          <ul className="run-choice">
            {items.map((one) => (
              <Box
                key={one.box}
                box={one}
                isReady={isReady}
                onGoOn={() => onStart(one.box, Math.max(one.unfinished, 1))}
              />
            ))}
          </ul>
        </section>
      )}
      <LeftAtMicrosoft />
    </PageFrame>
  );
}

function Box(props: { readonly box: BoxView; readonly isReady: boolean; onGoOn(): void }) {
  const { box, isReady } = props;
  const strings = useAllStrings();
  const { load: words } = strings;
  const now = useNow(60_000);
  return (
    <li>
      <span className="box-line">
        <b>{box.box}</b>
        <small className="quiet">
          {[
            words.loaded(box.loaded),
            ...(box.unfinished === 0 ? [] : [words.unfinished(box.unfinished)]),
            ...(box.setAside === 0 ? [] : [words.setAside(box.setAside)]),
            momentText(box.lastAt, now, strings),
          ].join(' · ')}
        </small>
      </span>
      <Button size="large" disabledFocusable={!isReady} onClick={props.onGoOn}>
        {words.goOn(box.box)}
      </Button>
    </li>
  );
}
