import { Button, Input } from '@fluentui/react-components';
import { longest } from '@token-desk/contract/lengths';
import { useId } from 'react';
import { useDraft } from '../kept/use-draft.ts';

/** A reason in somebody's own words, without which nothing is said. */
export function WhyForm(props: {
  /** Under which it is kept while another page is open. */
  readonly draft: string;
  readonly label: string;
  readonly button: string;
  /** What Enter means on this page. */
  readonly isMain?: boolean;
  /** Says nothing after all: what was typed goes. */
  readonly cancel?: { readonly text: string; onCancel(): void };
  /** True once it was taken. */
  onSay(why: string): Promise<boolean>;
}) {
  const [why, setWhy, end] = useDraft(props.draft, '');
  const id = useId();
  const said = why.trim();
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (said !== '') void props.onSay(said).then((isTaken) => isTaken && end());
      }}
    >
      <label htmlFor={id}>
        {props.label}
        <Input
          id={id}
          size="large"
          autoFocus
          value={why}
          maxLength={longest.why}
          onChange={(_, { value }) => setWhy(value)}
        />
      </label>
      <Button type="submit" size="large" data-main={props.isMain}>
        {props.button}
      </Button>
      {props.cancel !== undefined && (
        <Button
          size="large"
          onClick={() => {
            end();
            props.cancel?.onCancel();
          }}
        >
          {props.cancel.text}
        </Button>
      )}
    </form>
  );
}
