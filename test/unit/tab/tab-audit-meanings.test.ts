import assert from 'node:assert/strict';
import { otherEventKinds } from '@token-desk/contract/audit-row';
import { requestEventKinds } from '@token-desk/contract/request-event';
import { languageTags, wordsFor } from '@token-desk/tab/words/languages';

const kinds = [...requestEventKinds, ...otherEventKinds];

describe('what a row of the audit means', () => {
  for (const tag of languageTags)
    it(`is one sentence of its own for every kind, in ${tag}`, async () => {
      const { meanings } = (await (await wordsFor(tag)).later()).strings;
      assert.deepEqual(Object.keys(meanings).sort(), [...kinds].sort());
      for (const kind of kinds) {
        assert.match(meanings[kind], /^\p{Lu}[^.]{20,180}\.$/u, kind);
      }
      assert.equal(new Set(Object.values(meanings)).size, kinds.length);
    });
});
