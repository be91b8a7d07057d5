import { Button, Input } from '@fluentui/react-components';
import { useId, useState } from 'react';

/** A reason in somebody's own words, without which nothing is said. */
export function WhyForm(props: {
  readonly label: string;
  readonly button: string;
  /** What Enter means on this page. */
  readonly isMain?: boolean;
  onSay(why: string): void;
}) {
  const [why, setWhy] = useState('');
  const id = useId();
  const said = why.trim();
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (said !== '') props.onSay(said);
      }}
    >
      <label htmlFor={id}>
        {props.label}
        <Input
          id={id}
          size="large"
          autoFocus
          value={why}
          maxLength={500}
          onChange={(_, { value }) => setWhy(value)}
        />
      </label>
      <Button type="submit" size="large" data-main={props.isMain}>
        {props.button}
      </Button>
    </form>
  );
}
