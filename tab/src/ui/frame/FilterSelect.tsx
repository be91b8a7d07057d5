import { Select } from '@fluentui/react-components';

/** One filter of a list: everything, or one of these. */
export function FilterSelect<V extends string>(props: {
  readonly label: string;
  /** What is shown while it filters nothing. */
  readonly any: string;
  readonly value: V | null;
  readonly options: readonly (readonly [value: V, text: string])[];
  onFilter(value: V | null): void;
}) {
  const { label, any, value, options } = props;
  return (
    <Select
      className="filter-select"
      aria-label={label}
      value={value ?? ''}
      onChange={(_, data) => props.onFilter(options.find(([one]) => one === data.value)?.[0] ?? null)}
    >
      <option value="">{any}</option>
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </Select>
  );
}

/** The sites to choose from. A link may name one that is not (any more) ours: it is shown, or it could not be taken away. */
export const siteOptions = (
  sites: readonly string[],
  chosen: string,
): readonly (readonly [string, string])[] =>
  (chosen === '' || sites.includes(chosen) ? sites : [...sites, chosen]).map((site) => [site, site]);
