import assert from 'node:assert/strict';
import { fixedParts } from '../../support/browser/english-left.ts';
import { english, german } from '../../support/tab/tab-words.ts';

/** The one that an administrator copies to the PC of a new desk, on the page Desks; what a desk lacks is theirs too. */
const forAdministrators = 'npm run -s burner -- pair --server';

describe('what a technician reads in the tab', () => {
  for (const [language, words] of Object.entries({ english, german }))
    it(`holds no command line, in ${language}`, () => {
      const { doctor: _ofTheDesk, ...others } = words;
      const typed = [...fixedParts(others)].filter((text) => /\bnpm |burner --|\bsudo\b/.test(text));
      assert.deepEqual(typed, [forAdministrators]);
    });
});
