import { isProblemCode, type Problem, type ProblemText } from '@token-desk/contract/problem';
import type { AllStrings } from '../../words/all.ts';

/** Everything that words beside an event are made of. */
export type DetailLanguage = {
  readonly strings: AllStrings;
  describe(problem: Problem): ProblemText;
};

/** What was brought in instead of the right code, by its kind, with or without `input-` before it. */
export function causeText(
  kind: string,
  { strings, describe }: Pick<DetailLanguage, 'strings' | 'describe'>,
): string {
  const { causes } = strings.reports;
  const bare = kind.replace(/^input-/, '');
  const known = Object.hasOwn(causes, bare) ? causes[bare] : undefined;
  if (known !== undefined) return known;
  const code = [kind, `input-${bare}`].find(isProblemCode);
  return code === undefined ? kind : describe({ code }).title.replace(/\.$/, '');
}
