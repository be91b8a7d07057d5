import { describeProblem } from '@token-desk/contract/words/en/problems';
import type { WordsFolder } from '../folder.ts';
import { stringsEn } from './chat.ts';
import { permissionsEn } from './permissions.ts';
import { tenantEn } from './tenant.ts';

export const words: WordsFolder = {
  chat: stringsEn,
  tenant: tenantEn,
  permissions: permissionsEn,
  describe: describeProblem,
};
