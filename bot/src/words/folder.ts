import type { Problem, ProblemText } from '@token-desk/contract/problem';
import type { PermissionWords } from './permission-words.ts';
import type { Strings } from './strings.ts';
import type { TenantWords } from './tenant-words.ts';

/** What the folder of a language brings. */
export type WordsFolder = {
  readonly chat: Strings;
  readonly tenant: TenantWords;
  readonly permissions: PermissionWords;
  describe(problem: Problem): ProblemText;
};
