import { Field, Select } from '@fluentui/react-components';
import { timeZones } from '../../flow/organisation.ts';

/** A time zone out of all that there are; `none`: what an empty choice means, where there may be one. */
export function ZoneField(props: {
  readonly label: string;
  readonly none?: string;
  readonly value: string;
  onChange(zone: string): void;
}) {
  const { label, none, value, onChange } = props;
  return (
    <Field label={label}>
      <Select size="large" value={value} onChange={(_, { value: zone }) => onChange(zone)}>
        {none !== undefined && <option value="">{none}</option>}
        {timeZones(value).map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </Select>
    </Field>
  );
}
