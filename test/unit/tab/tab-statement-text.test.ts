import assert from 'node:assert/strict';
import type { StatementBurn, TokenStatement } from '@token-desk/contract/token/record';
import { statementText } from '@token-desk/tab/views/statement/statement-text';
import { mara, monday, serial, sven, tina } from '../../support/bot/requests.ts';
import { english, german } from '../../support/tab/tab-words.ts';

const burn: StatementBurn = {
  requestId: 'request-1',
  ...{
    subject: sven,
    requestedBy: mara,
    technician: tina,
    approvedBy: null,
    call: null,
    identityCheck: null,
  },
  burner: { id: 'desk-1', name: 'Desk 1', fingerprint: 'ABCD', version: '0.1.0', keyHistory: [] },
  ...{ burnedAt: monday, outcome: 'burned', capture: null, accountSeen: false },
  ...{ secretInTabSeconds: null, secretKnownSeconds: null, checkedAt: null, stepOffset: null },
  ...{ binding: null, handedOverAt: null, receipt: { seq: 1, hash: 'A', isValid: true }, auditSeq: 1 },
};
const statementOf = (note: string | null) =>
  ({
    token: { serial, model: null, state: 'active', holder: sven, custody: [] },
    ...{ madeAt: monday, madeBy: tina, burns: [{ ...burn, note }] },
    chain: { ok: true, rows: 1, receipts: 1, walkedAt: monday },
  }) as unknown as TokenStatement;

describe('the words of a statement', () => {
  for (const [name, language] of [
    ['English', { strings: english }],
    ['German', { strings: german }],
  ] as const) {
    const noteIn = (note: string | null) =>
      statementText(statementOf(note), language)
        .sections.flatMap(({ rows }) => rows)
        .filter((row) => row.name === language.strings.statement.note)
        .map(({ value }) => value);

    it(`say what was out of the ordinary although it was written (${name})`, () => {
      for (const code of ['token-clock-unsure', 'token-clock-not-settable']) {
        const [said = '', ...more] = noteIn(code);
        assert.deepEqual(more, []);
        assert.match(said, name === 'German' ? /Uhr/ : /clock/);
      }
      assert.deepEqual(noteIn('of-a-newer-desk'), ['of-a-newer-desk']);
      assert.deepEqual(noteIn(null), []);
    });
  }
});
