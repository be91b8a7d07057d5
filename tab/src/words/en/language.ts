import { inEnglish } from '@token-desk/contract/words/en/detail';
import { firstProblemsEn } from '@token-desk/contract/words/en/first-problems';
import { filledFrom } from '@token-desk/contract/words/filled-problem';
import type { WordsFolder } from '../folder.ts';
import { english } from './first.ts';

export const words: WordsFolder = {
  first: english,
  describeFirst: (problem) => filledFrom(firstProblemsEn, problem, inEnglish),
  later: async () => {
    const [{ laterEnglish }, { describeProblem }] = await Promise.all([
      import('./later.ts'),
      import('@token-desk/contract/words/en/problems'),
    ]);
    return { strings: laterEnglish, describe: describeProblem };
  },
};
