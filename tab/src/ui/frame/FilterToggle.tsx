import { ToggleButton } from '@fluentui/react-components';

/** One filter of a list that is on or off. */
export function FilterToggle(props: {
  readonly text: string;
  readonly isOn: boolean;
  onToggle(isOn: boolean): void;
}) {
  const { text, isOn } = props;
  return (
    <ToggleButton shape="circular" checked={isOn} onClick={() => props.onToggle(!isOn)}>
      {text}
    </ToggleButton>
  );
}
