import { Field, Input } from '@fluentui/react-components';

/** A line to type in; what is wrong with it stands at it. */
export function TextField(props: {
  readonly label: string;
  readonly hint?: string;
  readonly wrong?: string | null;
  readonly value: string;
  readonly max: number;
  readonly isNumber?: boolean;
  readonly isFixed?: boolean;
  readonly isFirst?: boolean;
  onChange(text: string): void;
}) {
  const { label, hint = '', wrong = null, value, max, onChange } = props;
  return (
    <Field label={label} hint={hint} {...(wrong === null ? {} : { validationMessage: wrong })}>
      <Input
        size="large"
        {...(props.isNumber === true ? { inputMode: 'numeric' } : {})}
        value={value}
        maxLength={max}
        readOnly={props.isFixed === true}
        autoFocus={props.isFirst === true}
        onChange={(_, { value: text }) => onChange(text)}
      />
    </Field>
  );
}
