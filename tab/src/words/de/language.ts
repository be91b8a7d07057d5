import { inGerman } from '@token-desk/contract/words/de/detail';
import { firstProblemsDe } from '@token-desk/contract/words/de/first-problems';
import { filledFrom } from '@token-desk/contract/words/filled-problem';
import type { WordsFolder } from '../folder.ts';
import { german } from './first.ts';

export const words: WordsFolder = {
  first: german,
  describeFirst: (problem) => filledFrom(firstProblemsDe, problem, inGerman),
  later: async () => {
    const [{ laterGerman }, { describeProblemDe }] = await Promise.all([
      import('./later.ts'),
      import('@token-desk/contract/words/de/problems'),
    ]);
    return { strings: laterGerman, describe: describeProblemDe };
  },
};
