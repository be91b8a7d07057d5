import { stepsEn } from '@token-desk/contract/words/en/steps';
import { aroundEnglish } from './around.ts';
import { queueEnglish } from './queue.ts';
import { shellEnglish } from './shell.ts';

/**
 * Every word the first pages show, in English, parted by page; the other languages are complete by type. Words
 * between “ ” stand like that on Microsoft's page and are shown in bold. `‹name›` is a given name.
 */
export const english = {
  locale: 'en-GB',
  product: 'Token Desk',
  ...shellEnglish,
  ...queueEnglish,
  steps: stepsEn,
  work: aroundEnglish,
};

export type Strings = typeof english;
