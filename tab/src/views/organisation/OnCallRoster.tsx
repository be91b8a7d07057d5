import { Button, Field, Input } from '@fluentui/react-components';
import { mostOnCall, type OnCall, weekdays } from '@token-desk/contract/organisation';
import { useState } from 'react';
import { useAllStrings } from '../../words/words.tsx';
import { PersonSearch } from '../call/PersonSearch.tsx';
import { Weekdays } from './Weekdays.tsx';

/** Who is written to when something urgent is not done: the first line that covers a moment is meant. */
export function OnCallRoster(props: {
  readonly lines: readonly OnCall[];
  readonly wrong: string | null;
  onChange(lines: readonly OnCall[]): void;
}) {
  const { lines, wrong, onChange } = props;
  const { onCall: words, ...organisation } = useAllStrings().organisation;
  const [isAdding, setIsAdding] = useState(false);
  const change = (at: number, more: Partial<OnCall>) =>
    onChange(lines.map((line, index) => (index === at ? { ...line, ...more } : line)));
  return (
    <fieldset className="hours">
      <legend>{words.title}</legend>
      <p className="quiet">{words.hint}</p>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one person may stand in several lines, and their order counts
        <fieldset key={at} className="hours">
          <legend>{words.line(at + 1, line.person.name)}</legend>
          <Weekdays chosen={line.weekdays} onChange={(chosen) => change(at, { weekdays: chosen })} />
          <div className="times">
            {(['from', 'to'] as const).map((end) => (
              <Field key={end} label={organisation[end]}>
                <Input
                  size="large"
                  type="time"
                  value={line[end]}
                  onChange={(_, { value }) => change(at, { [end]: value })}
                />
              </Field>
            ))}
          </div>
          <Button size="large" onClick={() => onChange(lines.filter((_, index) => index !== at))}>
            {words.remove}
            <span className="sr-only"> {line.person.name}</span>
          </Button>
        </fieldset>
      ))}
      {wrong !== null && (
        <p role="alert" className="field-wrong">
          {wrong}
        </p>
      )}
      {isAdding && (
        <PersonSearch
          chosen={null}
          firstText=""
          label={words.who}
          onChoose={(person) => {
            setIsAdding(false);
            if (person === null) return;
            const { id, name, upn } = person;
            onChange([
              ...lines,
              { person: { id, name, upn }, weekdays: [...weekdays], from: '18:00', to: '06:00' },
            ]);
          }}
        />
      )}
      <Button
        size="large"
        disabledFocusable={lines.length >= mostOnCall}
        onClick={() => setIsAdding(!isAdding)}
      >
        {isAdding ? words.addNobody : words.add}
      </Button>
    </fieldset>
  );
}
