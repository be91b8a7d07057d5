import { useState } from 'react';
import type { PageVoice } from '../ui/Quoted.tsx';
import { type PageLanguage, type PageWords, pageLanguages } from './page-languages.ts';

const key = 'token-desk.page-language';

/** In which language Microsoft's page stands before the person; as this window's until somebody says otherwise. */
export function useChosenPageLanguage(locale: string): readonly [PageLanguage, (code: string) => void] {
  const [code, setCode] = useState(() => read() ?? locale.slice(0, 2));
  const [english] = pageLanguages;
  const language = pageLanguages.find((one) => one.code === code) ?? english;
  return [
    language,
    (chosen) => {
      setCode(chosen);
      try {
        localStorage.setItem(key, chosen);
      } catch {
        // storage forbidden: remembered until the page closes
      }
    },
  ];
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
