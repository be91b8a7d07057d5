import type { Problem, ProblemText } from '@token-desk/contract/problem';
import { createContext, use, useContext } from 'react';
import type { AllStrings, AllWords } from './all.ts';
import type { Strings } from './en/first.ts';
import type { Language } from './language.ts';

export type { AllStrings } from './all.ts';
export type { Strings } from './en/first.ts';

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
export const useAllWords = (): AllWords => use(useLanguage().all());
export const useAllStrings = (): AllStrings => useAllWords().strings;

/** What is said of a problem, nothing else ever: where its sentences are not here yet, whoever shows it waits. */
export function useProblemText(problem: Problem): ProblemText {
  const { describeFirst, all } = useLanguage();
  return describeFirst(problem) ?? use(all()).describe(problem);
}
