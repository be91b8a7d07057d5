import { describeProblem } from '@token-desk/contract/problem';
import type { WordsFolder } from '../folder.ts';
import { english } from './first.ts';

export const words: WordsFolder = {
  first: english,
  later: () => import('./later.ts').then(({ laterEnglish }) => laterEnglish),
  describe: describeProblem,
};
