import { Checkbox } from '@fluentui/react-components';
import { weekdays } from '@token-desk/contract/organisation';
import { useAllStrings } from '../../words/words.tsx';

/** Days of a week to tick, by their short names. */
export function Weekdays(props: { readonly chosen: readonly number[]; onChange(chosen: number[]): void }) {
  const { locale } = useAllStrings();
  const { chosen, onChange } = props;
  const named = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return (
    <div className="weekdays">
      {weekdays.map((weekday) => (
        <Checkbox
          key={weekday}
          size="large"
          label={named.format(Date.UTC(2024, 0, weekday))}
          checked={chosen.includes(weekday)}
          onChange={(_, { checked }) =>
            onChange(checked === true ? [...chosen, weekday] : chosen.filter((one) => one !== weekday))
          }
        />
      ))}
    </div>
  );
}
