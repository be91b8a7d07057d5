import { describeProblem, fillText, type Problem, type ProblemText } from '@token-desk/contract/problem';
import { createContext, useContext } from 'react';
import { english, type Strings } from './strings-en.ts';

export type { Strings } from './strings-en.ts';

/** The words of one language: ours, and those of the contract's problems. */
export type Language = { readonly strings: Strings; describe(problem: Problem): ProblemText };

const inEnglish: Language = { strings: english, describe: describeProblem };

/** The language of the Teams locale; English for those nobody has written yet. */
export async function loadLanguage(locale: string): Promise<Language> {
  if (!/^de\b/i.test(locale)) return inEnglish;
  const { german } = await import('./strings-de.ts');
  const { problemsDe } = await import('@token-desk/contract/problem-de');
  return {
    strings: german,
    describe(problem) {
      const { title, action } = problemsDe[problem.code];
      return { title: fillText(title, problem.detail), action: fillText(action, problem.detail) };
    },
  };
}

const LanguageContext = createContext<Language>(inEnglish);
export const LanguageProvider = LanguageContext.Provider;

export const useLanguage = (): Language => useContext(LanguageContext);
export const useStrings = (): Strings => useContext(LanguageContext).strings;
