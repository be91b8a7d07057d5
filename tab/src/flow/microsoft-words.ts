import { type PageLanguage, type PageWords, pageLanguages } from './page-languages.ts';

/** How a word of Microsoft's page is called in the language in which that page is shown. */
export type PageVoice = { readonly lang: string; say(quoted: string): string };

/** The first of these (`de`, `de-AT`) that is known here; else English. */
export function pageLanguageOf(wanted: readonly (string | null)[]): PageLanguage {
  const [english] = pageLanguages;
  for (const one of wanted) {
    const found = pageLanguages.find(({ code }) => code === one?.slice(0, 2).toLowerCase());
    if (found !== undefined) return found;
  }
  return english;
}

export function voiceOf(language: PageLanguage): PageVoice {
  return { lang: language.code, say: (quoted) => wordsOnPage(quoted, language) };
}

/** What quoted words are called on the page in that language; words that are not on it stay as they are. */
export function wordsOnPage(quoted: string, language: PageLanguage): string {
  const plain = quoted.replaceAll("'", '’').replaceAll('\u00a0', ' ');
  for (const { words } of pageLanguages) {
    for (const name of Object.keys(words) as (keyof PageWords)[])
      if (words[name] === plain) return language.words[name];
  }
  return quoted;
}

/** The page's address with its language forced. */
export function pageAddress(securityInfoUrl: string, { lng }: PageLanguage): string {
  const url = new URL(securityInfoUrl);
  url.searchParams.set('lng', lng);
  return url.href;
}
