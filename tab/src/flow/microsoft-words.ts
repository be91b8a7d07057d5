import { useEffect, useState } from 'react';
import type { Session } from '../session.ts';
import type { PageVoice } from '../ui/Quoted.tsx';
import { type PageLanguage, type PageWords, pageLanguages } from './page-languages.ts';

const key = 'token-desk.page-language';

/**
 * In which language Microsoft's page stands before the person: theirs by the directory, until somebody says otherwise
 * for this person. Where the directory does not say, as last chosen in this browser, or as this window is.
 */
export function useChosenPageLanguage(
  { api }: Pick<Session, 'api'>,
  requestId: string,
  locale: string,
): readonly [PageLanguage, (code: string) => void] {
  const [chosen, setChosen] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<string | null>(null);
  useEffect(() => {
    api.call('getSubjectLanguage', { params: { requestId } }).then(
      ({ language }) => setTheirs(language),
      () => {}, // then it begins as before
    );
  }, [api, requestId]);
  return [
    pageLanguageOf([chosen, theirs, read(), locale]),
    (code) => {
      setChosen(code);
      try {
        localStorage.setItem(key, code);
      } catch {
        // storage forbidden: remembered until the page closes
      }
    },
  ];
}

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

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage forbidden
  }
}
