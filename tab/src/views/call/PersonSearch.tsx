import { Button, Input } from '@fluentui/react-components';
import type { Person } from '@token-desk/contract/ids';
import { longest } from '@token-desk/contract/lengths';
import type { Problem } from '@token-desk/contract/problem';
import type { FoundPerson } from '@token-desk/contract/routes/people';
import { useEffect, useId, useState } from 'react';
import { problemOf, useSession } from '../../server/session.ts';
import { Initials } from '../../ui/Initials.tsx';
import { ProblemNotice } from '../../ui/Notice.tsx';
import { useAllWords } from '../../words/words.tsx';

const settleMs = 200;
const shortest = 2;

/** Somebody from the directory, by the first letters; arrows and Enter are enough. */
export function PersonSearch(props: {
  readonly chosen: Person | null;
  readonly firstText: string;
  /** Where it is not somebody who called. */
  readonly label?: string;
  onChoose(person: Person | null): void;
}) {
  const { chosen, onChoose } = props;
  const { strings, describe } = useAllWords();
  const { call: words } = strings.work;
  const { api } = useSession();
  const id = useId();
  const [text, setText] = useState(props.firstText);
  const [all, setAll] = useState<readonly FoundPerson[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (text.trim().length < shortest || chosen !== null) return setAll(null);
    const aborting = new AbortController();
    const timer = setTimeout(() => {
      api.call('searchPeople', { query: { q: text.trim() }, signal: aborting.signal }).then(
        ({ items }) => {
          setAll(items);
          setProblem(null);
        },
        (error: unknown) => {
          if (!aborting.signal.aborted) setProblem(problemOf(error));
        },
      );
    }, settleMs);
    return () => {
      clearTimeout(timer);
      aborting.abort();
    };
  }, [api, text, chosen]);

  if (chosen !== null) {
    return (
      <div className="person-head">
        <Initials name={chosen.name} isLarge />
        <div>
          <b>{chosen.name}</b>
          <p className="quiet">{chosen.upn}</p>
        </div>
        <Button size="large" data-main onClick={() => onChoose(null)}>
          {words.change}
        </Button>
      </div>
    );
  }
  const found = all?.filter(({ bar }) => bar === null) ?? [];
  const focusAt = (at: number) => document.getElementById(at < 0 ? id : `${id}-${at}`)?.focus();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label ?? words.who}</label>
      <Input
        id={id}
        size="large"
        autoFocus
        autoComplete="off"
        value={text}
        maxLength={longest.search}
        placeholder={words.whoHint}
        onChange={(_, { value }) => setText(value)}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            focusAt(0);
          }
          if (event.key === 'Enter') {
            event.preventDefault();
            if (first !== undefined && found.length === 1) onChoose(first);
            else focusAt(0);
          }
        }}
      />
      {problem !== null && <ProblemNotice problem={problem} />}
      <div role="status">
        {all?.length === 0 && <p>{words.noneFound}</p>}
        {all?.map(({ id: barred, name, bar }) => {
          if (bar === null) return null;
          const { title, action } = describe({ code: bar, detail: { subject: name } });
          return (
            <p key={barred}>
              {title} {action}
            </p>
          );
        })}
      </div>
      {found.length > 0 && (
        <ul className="rows">
          {found.map((person, at) => (
            <li key={person.id}>
              <button
                type="button"
                className="row row-person"
                id={`${id}-${at}`}
                onClick={() => onChoose(person)}
                onKeyDown={(event) => {
                  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
                  if (step === 0) return;
                  event.preventDefault();
                  focusAt(at + step);
                }}
              >
                <Initials name={person.name} />
                <span className="row-who">
                  <b>{person.name}</b>
                  <span>{person.upn}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
