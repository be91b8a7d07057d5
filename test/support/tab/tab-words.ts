import { german as firstGerman } from '@token-desk/tab/words/de/first';
import { laterGerman } from '@token-desk/tab/words/de/later';
import { english as firstEnglish } from '@token-desk/tab/words/en/first';
import { laterEnglish } from '@token-desk/tab/words/en/later';

/** Every word of the tab, as its pages have them. */
export const english = { ...firstEnglish, ...laterEnglish };
export const german: typeof english = { ...firstGerman, ...laterGerman };

/** What a sentence that counts down says before its number: the number may be another one by the time of a look. */
export const beforeCount = (sentence: (count: string) => string): string => sentence('…').split('…')[0] ?? '';
