import { words as de } from './de/language.ts';
import { words as en } from './en/language.ts';
import type { WordsFolder } from './folder.ts';
import type { Strings } from './strings.ts';

/** Another language is one more folder and one more line. */
const languages = { en, de } satisfies Readonly<Record<string, WordsFolder>>;

export type Language = keyof typeof languages;

export const languageTags = Object.keys(languages) as readonly Language[];

/** English unless the locale's language is one of ours. */
export function languageOf(locale: string | null | undefined): Language {
  const tag = /^[a-z]+/i.exec(locale ?? '')?.[0].toLowerCase() ?? '';
  return languageTags.find((one) => one === tag) ?? 'en';
}

export function wordsFor(language: Language): WordsFolder {
  return languages[language];
}

export function stringsFor(language: Language): Strings {
  return languages[language].chat;
}
