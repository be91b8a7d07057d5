import type { Problem, ProblemText } from '@token-desk/contract/problem';
import { askedOnce } from '../asked-once.ts';
import type { AllStrings } from './all.ts';
import type { Strings } from './en/first.ts';
import type { WordsFolder } from './folder.ts';
import { wordsFor } from './languages.ts';

/** The words of one language: ours, and those of the contract's problems. */
export type Language = {
  readonly strings: Strings;
  describe(problem: Problem): ProblemText;
  /** The words of every page, asked for once; a page waits for it. Where they did not come, a later page asks again. */
  all(): Promise<AllStrings>;
  /** “Anna, Mara and Tom”. */
  list(texts: readonly string[]): string;
};

export async function loadLanguage(locale: string): Promise<Language> {
  return languageOf(await wordsFor(locale));
}

/** A moment in a problem is said in the reader's own time, where the server gives it as one. */
export function languageOf({ first, describe, later }: WordsFolder, now = Date.now): Language {
  const moment = new Intl.DateTimeFormat(first.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const lists = new Intl.ListFormat(first.locale, { type: 'conjunction' });
  return {
    strings: first,
    describe({ code, detail }) {
      const at = detail?.sinceMs;
      return describe({
        code,
        detail: typeof at === 'number' ? { ...detail, since: moment.format(at) } : detail,
      });
    },
    all: askedOnce(async () => ({ ...first, ...(await later()) }), now),
    list: (texts) => lists.format(texts),
  };
}
