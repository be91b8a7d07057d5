import { Button, Checkbox } from '@fluentui/react-components';
import type { SecondMethod } from '@token-desk/contract/entra/second-method';
import { earlier, secondsInOrder } from '../../flow/organisation.ts';
import { useAllStrings } from '../../words/words.tsx';

/** Which second ways are offered, and which of them first. */
export function SecondsOrder(props: {
  readonly label: string;
  readonly offered: readonly SecondMethod[];
  onChange(offered: readonly SecondMethod[]): void;
}) {
  const { organisation: words } = useAllStrings();
  const { offered, onChange } = props;
  return (
    <fieldset className="seconds">
      <legend>{props.label}</legend>
      <ol className="plain-list">
        {secondsInOrder(offered).map((second) => {
          const at = offered.indexOf(second);
          const text = words.seconds[second];
          return (
            <li key={second}>
              <Checkbox
                size="large"
                label={text}
                checked={at >= 0}
                onChange={(_, { checked }) =>
                  onChange(checked === true ? [...offered, second] : offered.filter((one) => one !== second))
                }
              />
              {at > 0 && (
                <Button
                  appearance="subtle"
                  aria-label={words.earlier(text)}
                  onClick={() => onChange(earlier(offered, second))}
                >
                  <span aria-hidden="true">↑</span>
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {offered.length === 0 && <p className="field-wrong">{words.noSecond}</p>}
    </fieldset>
  );
}
