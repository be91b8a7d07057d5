import type { SecondWay } from '@token-desk/contract/entra/second-method';
import type { AllStrings } from '../../words/words.tsx';

/** What is recorded of a second way in, in words. */
export function secondText(
  second: SecondWay | undefined,
  { second: words, needs }: AllStrings,
  list: (parts: readonly string[]) => string,
): string {
  if (second === undefined) return words.states.open;
  if (second.how === 'found') return words.found(list(second.ways.map((kind) => needs.methods[kind])));
  if (second.how === 'waived' && second.why !== undefined) return `${words.states.waived}: ${second.why}`;
  return words.states[second.how];
}
