import type { Role } from '../../ids.ts';
import type { ProblemDetail } from '../../problem-detail.ts';
import type { RequestState } from '../../request.ts';
import type { TokenState } from '../../token/record.ts';
import type { WizardStep } from '../../wizard-step.ts';
import { type Counting, countingIn } from '../counting.ts';
import { statesInSentencesEn, tokenStatesInSentencesEn } from './states.ts';
import { stepsEn } from './steps.ts';

/**
 * Values of `detail` that are codes of ours, by the name they stand under in a text: they are said in words, never
 * shown as they are. German: `words/de/detail.ts`, complete by type.
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

export const detailWordsEn: DetailWords = {
  state: { ...statesInSentencesEn, ...tokenStatesInSentencesEn },
  step: { ...statesInSentencesEn, ...stepsEn },
  roles: {
    Technician: 'Technician',
    PrivilegedTechnician: 'Privileged technician',
    Approver: 'Approver',
    StockKeeper: 'Stock keeper',
    Auditor: 'Auditor',
    Planner: 'Planner',
    Administrator: 'Administrator',
    'a person': 'a person',
    'the person who asked': 'the person who asked',
  },
  field: {
    subject: 'who will carry it',
    type: 'what is needed',
    reason: 'why',
    reasonText: 'why, in words',
    site: 'site',
    neededBy: 'needed by',
    handOver: 'hand-over',
    ticketNumber: 'ticket number',
    costCentre: 'cost centre',
    note: 'note',
    vouchedBy: 'who vouches',
    identifiedBy: 'how the caller was identified',
  },
  reason: { 'too short': 'it is too short', 'too long': 'it is too long', 'all zero': 'it is all zeros' },
};

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
