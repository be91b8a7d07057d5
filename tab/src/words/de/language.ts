import { describeProblemDe } from '@token-desk/contract/words/de/problems';
import type { WordsFolder } from '../folder.ts';
import { german } from './first.ts';

export const words: WordsFolder = {
  first: german,
  later: () => import('./later.ts').then(({ laterGerman }) => laterGerman),
  describe: describeProblemDe,
};
