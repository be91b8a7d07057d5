import type { Problem, ProblemText } from '@token-desk/contract/problem';
import { type Counting, countingIn } from '@token-desk/contract/words/counting';
import { askedOnce } from '../asked-once.ts';
import type { AllWords } from './all.ts';
import type { Strings } from './en/first.ts';
import type { WordsFolder } from './folder.ts';
import { wordsFor } from './languages.ts';

/** The words of one language: ours, and those of the contract's problems. */
export type Language = {
  readonly strings: Strings;
  /** Null: its sentences are among all words, and whoever shows the problem waits for them. */
  describeFirst(problem: Problem): ProblemText | null;
  /** The words of every page, asked for once; a page waits for it. Where they did not come, a later page asks again. */
  all(): Promise<AllWords>;
  readonly list: Counting['list'];
};

export async function loadLanguage(locale: string): Promise<Language> {
  return languageOf(await wordsFor(locale));
}

export function languageOf({ first, describeFirst, later }: WordsFolder, now = Date.now): Language {
  const moments = new Intl.DateTimeFormat(first.locale, { dateStyle: 'medium', timeStyle: 'short' });
  /** A moment in a problem is said in the reader's own time, where the server gives it as one. */
  const timed = ({ code, detail }: Problem): Problem => {
    const at = detail?.sinceMs;
    return { code, detail: typeof at === 'number' ? { ...detail, since: moments.format(at) } : detail };
  };
  return {
    strings: first,
    describeFirst: (problem) => describeFirst(timed(problem)),
    all: askedOnce(async () => {
      const { strings, describe } = await later();
      return { strings: { ...first, ...strings }, describe: (problem) => describe(timed(problem)) };
    }, now),
    list: countingIn(first.locale).list,
  };
}
