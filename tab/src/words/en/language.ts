import { describeProblem } from '@token-desk/contract/words/en/problems';
import type { WordsFolder } from '../folder.ts';
import { english } from './first.ts';

export const words: WordsFolder = {
  first: english,
  later: () => import('./later.ts').then(({ laterEnglish }) => laterEnglish),
  describe: describeProblem,
};
