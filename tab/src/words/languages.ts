import { words as english } from './en/language.ts';
import type { WordsFolder } from './folder.ts';

/** Another language is one more folder and one more line. English is there at once, for locales nobody has written. */
const languages: Readonly<Record<string, () => Promise<WordsFolder>>> = {
  en: async () => english,
  de: () => import('./de/language.ts').then(({ words }) => words),
};

export const languageTags: readonly string[] = Object.keys(languages);

/** The words for a Teams or browser locale such as `de-AT`. */
export async function wordsFor(locale: string): Promise<WordsFolder> {
  const tag = /^[a-z]+/i.exec(locale)?.[0].toLowerCase() ?? '';
  return Object.hasOwn(languages, tag) ? (languages[tag]?.() ?? english) : english;
}
