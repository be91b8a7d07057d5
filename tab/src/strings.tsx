import { describeProblem, type Problem, type ProblemText } from '@token-desk/contract/problem';
import { createContext, useContext } from 'react';
import { english, type Strings } from './strings-en.ts';

export type { Strings } from './strings-en.ts';

/** The words of one language: ours, and those of the contract's problems. */
export type Language = { readonly strings: Strings; describe(problem: Problem): ProblemText };

const inEnglish = languageOf(english, describeProblem);

/** The language of the Teams locale; English for those nobody has written yet. */
export async function loadLanguage(locale: string): Promise<Language> {
  if (!/^de\b/i.test(locale)) return inEnglish;
  const { german } = await import('./strings-de.ts');
  const { describeProblemDe } = await import('@token-desk/contract/problem-de');
  return languageOf(german, describeProblemDe);
}

/** A moment in a problem is said in the reader's own time, where the server gives it as one. */
function languageOf(strings: Strings, describe: Language['describe']): Language {
  const moment = new Intl.DateTimeFormat(strings.locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    strings,
    describe({ code, detail }) {
      const at = detail?.sinceMs;
      return describe({
        code,
        detail: typeof at === 'number' ? { ...detail, since: moment.format(at) } : detail,
      });
    },
  };
}

const LanguageContext = createContext<Language>(inEnglish);
export const LanguageProvider = LanguageContext.Provider;

export const useLanguage = (): Language => useContext(LanguageContext);
export const useStrings = (): Strings => useContext(LanguageContext).strings;
