import type { NeedGapFound, NeedMethod } from '@token-desk/contract/entra/needs';
import { type Fact, read, type TenantFacts } from '../../domain/entra/facts.ts';
import type { GraphClient } from '../access/client.ts';
import type { ReadingProgress } from '../reader.ts';

/** One reading of everybody. */
export type Reading = {
  readonly graph: GraphClient;
  readonly tenant: TenantFacts;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReadingProgress) => void;
};

/** What Microsoft left out is no answer. */
export const known = <T>(value: T | null | undefined): Fact<T> =>
  value === null || value === undefined ? { kind: 'no-answer' } : read(value);

/** A name that nobody here knows is no answer. */
export const defaultOf = (
  name: string | null | undefined,
  names: Readonly<Record<string, NeedMethod>>,
): Fact<boolean | null> => {
  if (name === null || name === undefined || name === '' || name === 'none') return read(null);
  const kind = names[name];
  return kind === undefined ? { kind: 'no-answer' } : read(kind === 'phone');
};

export const gapOf = (what: NeedGapFound['what'], fact: Fact<unknown>): NeedGapFound[] => {
  if (fact.kind === 'read') return [];
  return fact.kind === 'not-allowed'
    ? [{ what, why: 'permission', permissions: [...fact.permissions] }]
    : [{ what, why: 'no-answer', permissions: [] }];
};

export const firstGap = (what: NeedGapFound['what'], facts: readonly Fact<unknown>[]): NeedGapFound[] => {
  const missing = facts.find(({ kind }) => kind !== 'read');
  return missing === undefined ? [] : gapOf(what, missing);
};
