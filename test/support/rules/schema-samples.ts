import type { Route } from '@token-desk/contract/routes/route';

type Schema = NonNullable<Route['body']>;

/** What a schema takes, and where in it something else can be put: read from the schema itself, so that no list is kept. */
export type Place = readonly (string | number)[];
export type Sample = {
  readonly value: unknown;
  /** Every value that is no object or array, with the schema that it has there. */
  readonly leaves: readonly Place[];
};

type Def = {
  readonly type: string;
  readonly shape?: Record<string, Schema>;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly in?: Schema;
  readonly valueType?: Schema;
  readonly entries?: Record<string, string>;
  readonly values?: readonly unknown[];
};
const defOf = (schema: Schema): Def => schema._zod.def as unknown as Def;

const texts = [
  'id-1',
  '1',
  '2026-12-01',
  '123456',
  '8659622000001',
  'ab',
  'Lyon',
  '09:00',
  'ABCD-2345-EFGH',
  'a@contoso.example',
  `B${'A'.repeat(86)}`,
  'A'.repeat(43),
  'A'.repeat(86),
  'A'.repeat(64),
];

/** One sample for each alternative; optional fields are in `leaves` and not in `value`. Throws where it knows none. */
export function samplesOf(schema: Schema): Sample[] {
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return samplesOfObject(def.shape ?? {});
    case 'optional':
    case 'nullable':
    case 'default':
    case 'catch':
    case 'readonly':
      return samplesOf(def.innerType as Schema);
    case 'pipe':
      return samplesOf(def.in as Schema);
    case 'union':
      return (def.options ?? []).flatMap(samplesOf);
    case 'array':
      return samplesOf(def.element as Schema).map(({ value, leaves }) => ({
        value: [value],
        leaves: [[], ...leaves.map((place) => [0, ...place])],
      }));
    default:
      return [{ value: plainSample(schema, def), leaves: [[]] }];
  }
}

function plainSample(schema: Schema, { type, entries, values }: Def): unknown {
  const choices: Readonly<Record<string, readonly unknown[]>> = {
    string: texts,
    number: [0, 1, 30],
    boolean: [true],
    enum: Object.values(entries ?? {}),
    literal: values ?? [],
    record: [{}],
  };
  const found = choices[type]?.find((choice) => schema.safeParse(choice).success);
  if (found === undefined) throw new Error(`no sample for ${type}: add one to the list`);
  return found;
}

function samplesOfObject(shape: Record<string, Schema>): Sample[] {
  const fields = Object.entries(shape).map(([name, schema]) => ({
    name,
    isOptional: defOf(schema).type === 'optional',
    samples: samplesOf(schema),
  }));
  const least = Object.fromEntries(
    fields.filter(({ isOptional }) => !isOptional).map(({ name, samples }) => [name, samples[0]?.value]),
  );
  const leaves = fields.flatMap(({ name, samples }) =>
    (samples[0]?.leaves ?? []).map((place) => [name, ...place]),
  );
  // each other alternative of one field, with the first of all the others
  const others = fields.flatMap(({ name, samples }) =>
    samples.slice(1).map((sample) => ({
      value: { ...least, [name]: sample.value },
      leaves: sample.leaves.map((place) => [name, ...place]),
    })),
  );
  return [{ value: least, leaves: [[], ...leaves] }, ...others];
}

/** A copy with something else at one place; what the way there lacks is made. */
export function withAt(value: unknown, [head, ...rest]: Place, odd: unknown): unknown {
  if (head === undefined) return odd;
  if (typeof head === 'number') return [withAt((value as unknown[] | undefined)?.[0], rest, odd)];
  const object = (value ?? {}) as Record<string, unknown>;
  return { ...object, [head]: withAt(object[head], rest, odd) };
}
