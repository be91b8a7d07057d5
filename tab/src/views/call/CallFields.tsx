import { Input, Select } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { useAllStrings } from '../../words/words.tsx';

/** `null`: not chosen yet. Nothing is chosen for the person who fills it in. */
export function Choice(props: {
  readonly label: string;
  readonly value: string | null;
  readonly children: ReactNode;
  onChange(value: string): void;
}) {
  const id = useId();
  const { choose } = useAllStrings().work.call;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <Select
        id={id}
        size="large"
        value={props.value ?? ''}
        onChange={(_, { value }) => props.onChange(value)}
      >
        {props.value === null && <option value="">{choose}</option>}
        {props.children}
      </Select>
    </div>
  );
}

export function Line(props: {
  readonly label: string;
  readonly value: string;
  readonly max: number;
  readonly hint?: string;
  onChange(value: string): void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <Input
        id={id}
        size="large"
        value={props.value}
        maxLength={props.max}
        placeholder={props.hint ?? ''}
        onChange={(_, { value }) => props.onChange(value)}
      />
    </div>
  );
}
