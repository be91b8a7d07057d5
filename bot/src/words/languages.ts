import { stringsDe } from './de/chat.ts';
import { stringsEn } from './en/chat.ts';
import type { Language, Strings } from './strings.ts';

/** Another language is one more folder and one more line. */
const words: Readonly<Record<Language, Strings>> = { en: stringsEn, de: stringsDe };

const isLanguage = (tag: string): tag is Language => Object.hasOwn(words, tag);

/** English unless the locale's language is one of ours. */
export function languageOf(locale: string | null | undefined): Language {
  const tag = /^[a-z]+/i.exec(locale ?? '')?.[0].toLowerCase() ?? '';
  return isLanguage(tag) ? tag : 'en';
}

export function stringsFor(language: Language): Strings {
  return words[language];
}
