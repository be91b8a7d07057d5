import type { DoctorLine } from '@token-desk/contract/desk/job';
import { fillText } from '@token-desk/contract/text/fill';
import { measuredDetail } from '@token-desk/contract/words/counting';
import type { DoctorWords } from '@token-desk/contract/words/en/doctor';

/** A desk's finding in the reader's language; a code that this tab does not know stays in the desk's own words. */
export function doctorText(
  { what, todo, fact, remedy, detail }: DoctorLine,
  words: DoctorWords,
  locale: string,
): { readonly what: string; readonly todo: string | null } {
  const filled = measuredDetail(detail ?? {}, locale);
  const say = (table: Readonly<Record<string, string>>, code: string | undefined): string | null => {
    const text = code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined;
    return text === undefined ? null : fillText(text, filled);
  };
  return {
    what: say(words.facts, fact) ?? what,
    todo: todo === null ? null : (say(words.remedies, remedy) ?? todo),
  };
}
