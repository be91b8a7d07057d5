import type { WordsFolder } from './folder.ts';

const english = () => import('./en/language.ts').then(({ words }) => words);

/** Another language is one more folder and one more line; each is loaded for those who read it. */
const languages: Readonly<Record<string, () => Promise<WordsFolder>>> = {
  en: english,
  de: () => import('./de/language.ts').then(({ words }) => words),
};

export const languageTags: readonly string[] = Object.keys(languages);

/** The words for a Teams or browser locale such as `de-AT`: English for those nobody has written. */
export async function wordsFor(locale: string): Promise<WordsFolder> {
  const tag = /^[a-z]+/i.exec(locale)?.[0].toLowerCase() ?? '';
  const load = Object.hasOwn(languages, tag) ? languages[tag] : undefined;
  return (load ?? english)();
}
