import { Button } from '@fluentui/react-components';
import type { Problem } from '@token-desk/contract/problem';
import { useState } from 'react';
import { otherDevice } from '../../flow/load/load-flow.ts';
import { problemOf, useSession } from '../../server/session.ts';
import { useLeftOver } from '../../server/use-boxes.ts';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllStrings } from '../../words/words.tsx';

type Answer = 'looking' | 'loaded' | 'none' | Problem;

/** What a break left in this box: burned and not loaded. Whether Microsoft has it is asked first. */
export function LeftOverList(props: { readonly box: string; onLoaded(serial: string): void }) {
  const { left: words } = useAllStrings().load;
  const { api } = useSession();
  const { items: tokens, problem, read } = useLeftOver(props.box);
  const [answers, setAnswers] = useState<Readonly<Record<string, Answer>>>({});
  const say = (serial: string, answer: Answer) => setAnswers((old) => ({ ...old, [serial]: answer }));
  const look = async (serial: string) => {
    say(serial, 'looking');
    try {
      const { found } = await api.call('lookForDevice', { params: { serial }, body: {} });
      const isLoaded = found === 'loaded' || found === 'said';
      say(serial, isLoaded ? 'loaded' : found === 'other' ? otherDevice(serial) : found);
      if (isLoaded) props.onLoaded(serial);
      read();
    } catch (error) {
      say(serial, problemOf(error));
    }
  };
  const found = Object.entries(answers).filter(([, answer]) => answer === 'loaded');
  if (problem !== null) return <ProblemNotice problem={problem} onRetry={read} />;
  if (tokens.length === 0 && found.length === 0) return null;
  return (
    <section className="card" aria-labelledby="left-over">
      <h2 id="left-over">{words.title}</h2>
      <p className="quiet">{words.text}</p>
      <ul className="run-choice">
        {found.map(([serial]) => (
          <li key={serial} role="status">
            ✓ {words.loaded(serial)}
          </li>
        ))}
        {tokens
          .filter(({ serial }) => answers[serial] !== 'loaded')
          .map(({ serial, isLoadChecked, isFactorySeeded }) => (
            <li key={serial}>
              <code>{serial}</code>
              {isLoadChecked === true || isFactorySeeded ? (
                <Button
                  size="large"
                  disabledFocusable={answers[serial] === 'looking'}
                  onClick={() => void look(serial)}
                >
                  {answers[serial] === 'looking' ? words.looking : words.go}
                </Button>
              ) : (
                <span>{words.notChecked}</span>
              )}
              <AnswerLine serial={serial} answer={answers[serial]} />
            </li>
          ))}
      </ul>
    </section>
  );
}

function AnswerLine({ serial, answer }: { readonly serial: string; readonly answer: Answer | undefined }) {
  const { left: words } = useAllStrings().load;
  if (answer === undefined || answer === 'looking' || answer === 'loaded') return null;
  if (answer === 'none') {
    return (
      <p className="own-line" role="status">
        {words.none(serial)}
      </p>
    );
  }
  return (
    <div className="own-line">
      <ProblemNotice problem={answer} />
    </div>
  );
}
