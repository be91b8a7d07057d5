import { describeProblemDe } from '@token-desk/contract/words/de/problems';
import type { WordsFolder } from '../folder.ts';
import { stringsDe } from './chat.ts';
import { permissionsDe } from './permissions.ts';
import { tenantDe } from './tenant.ts';

export const words: WordsFolder = {
  chat: stringsDe,
  tenant: tenantDe,
  permissions: permissionsDe,
  describe: describeProblemDe,
};
