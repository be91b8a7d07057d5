import type { Problem, ProblemText } from '@token-desk/contract/problem';
import { createContext, use, useContext } from 'react';
import type { AllStrings } from './all.ts';
import type { Strings } from './en/first.ts';
import type { WordsFolder } from './folder.ts';
import { wordsFor } from './languages.ts';

export type { AllStrings } from './all.ts';
export type { Strings } from './en/first.ts';

/** The words of one language: ours, and those of the contract's problems. */
export type Language = {
  readonly strings: Strings;
  describe(problem: Problem): ProblemText;
  /** The words of every page. Asked for once; a page waits for it. */
  all(): Promise<AllStrings>;
  /** “Anna, Mara and Tom”. */
  list(texts: readonly string[]): string;
};

export async function loadLanguage(locale: string): Promise<Language> {
  return languageOf(await wordsFor(locale));
}

/** A moment in a problem is said in the reader's own time, where the server gives it as one. */
function languageOf({ first, describe, later }: WordsFolder): Language {
  const moment = new Intl.DateTimeFormat(first.locale, { dateStyle: 'medium', timeStyle: 'short' });
  const lists = new Intl.ListFormat(first.locale, { type: 'conjunction' });
  let asked: Promise<AllStrings> | undefined;
  return {
    strings: first,
    describe({ code, detail }) {
      const at = detail?.sinceMs;
      return describe({
        code,
        detail: typeof at === 'number' ? { ...detail, since: moment.format(at) } : detail,
      });
    },
    all() {
      asked ??= later().then((more) => ({ ...first, ...more }));
      return asked;
    },
    list: (texts) => lists.format(texts),
  };
}

const LanguageContext = createContext<Language | null>(null);
export const LanguageProvider = LanguageContext.Provider;

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error('no LanguageProvider around this');
  return language;
}
/** For the first load: the queue and what stands around it. */
export const useStrings = (): Strings => useLanguage().strings;

/** For whatever does not come with the first load; the first to ask waits until the words are here. */
export const useAllStrings = (): AllStrings => use(useLanguage().all());
