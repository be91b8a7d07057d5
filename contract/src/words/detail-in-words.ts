import type { Role } from '../ids.ts';
import type { ProblemDetail } from '../problem-detail.ts';
import type { RequestState } from '../request.ts';
import type { TokenState } from '../token/record.ts';
import type { WizardStep } from '../wizard-step.ts';
import { type Counting, countingIn } from './counting.ts';

/**
 * Values of `detail` that are codes of ours, by the name they stand under in a text: they are said in words, never
 * shown as they are. Each language has them in its `detail.ts`, complete by type.
 */
export type DetailWords = {
  readonly state: Readonly<Record<RequestState | TokenState, string>>;
  readonly step: Readonly<Record<WizardStep | RequestState, string>>;
  readonly roles: Readonly<Record<Role | 'a person' | 'the person who asked', string>>;
  readonly field: Readonly<Record<ProblemField, string>>;
  readonly reason: Readonly<Record<'too short' | 'too long' | 'all zero', string>>;
};

/** What a form may have wrong. */
export type ProblemField =
  | 'subject'
  | 'type'
  | 'reason'
  | 'reasonText'
  | 'site'
  | 'neededBy'
  | 'handOver'
  | 'ticketNumber'
  | 'costCentre'
  | 'note'
  | 'vouchedBy'
  | 'identifiedBy';

/** The values of a problem as people read them: codes in words, numbers as the language writes them, with the unit that their name ends in. */
export function detailInWords(
  detail: ProblemDetail | undefined,
  words: DetailWords,
  locale: string,
): ProblemDetail | undefined {
  if (detail === undefined) return undefined;
  const counting = countingIn(locale);
  const said = Object.entries(detail).map(([name, value]) => [
    name,
    typeof value === 'number'
      ? counting.measured(name, value)
      : inWords(tableOf(words, name), value, counting),
  ]);
  return Object.fromEntries(said);
}

function tableOf(words: DetailWords, name: string): Readonly<Record<string, string>> | null {
  return Object.hasOwn(words, name) ? words[name as keyof DetailWords] : null;
}

/** Each part of a list: roles come as “Technician, Administrator”. */
function inWords(table: Readonly<Record<string, string>> | null, value: string, { list }: Counting): string {
  if (table === null) return value;
  const parts = value.split(', ');
  return list(
    parts.map((part) => (Object.hasOwn(table, part) ? (table[part] ?? part) : part)),
    'none',
  );
}
