import { jsonKinds, type PolicyFault } from '../approval.ts';
import type { PolicyFaultWords } from './en/policy.ts';

/** One mistake in a `policy.json` in words: where it is, what is wrong and what was wanted. */
export function policyFaultText(
  { kind, line, rule, found, wanted }: PolicyFault,
  words: PolicyFaultWords,
  list: (names: readonly string[]) => string,
): string {
  const named = wanted.map((one) => wordOf(one, words));
  const range = kind === 'out-of-range' ? named.join('–') : list(named);
  const stands = kind === 'json' && found === '' ? words.kinds.end : found;
  return `${words.at(line, rule)}: ${words.faults[kind](stands, range)}`;
}

function wordOf(wanted: string, words: PolicyFaultWords): string {
  const kind = [...jsonKinds, 'end' as const].find((one) => one === wanted);
  return kind === undefined ? wanted : words.kinds[kind];
}
