import { isProblemCode } from '@token-desk/contract/problem';
import type { AllWords } from '../../words/all.ts';

/** What was brought in instead of the right code, by its kind, with or without `input-` before it. */
export function causeText(kind: string, { strings, describe }: AllWords): string {
  const { causes } = strings.reports;
  const bare = kind.replace(/^input-/, '');
  const known = Object.hasOwn(causes, bare) ? causes[bare] : undefined;
  if (known !== undefined) return known;
  const code = [kind, `input-${bare}`].find(isProblemCode);
  return code === undefined ? kind : describe({ code }).title.replace(/\.$/, '');
}
