import assert from 'node:assert/strict';
import type { StatementBurn, StatementLoad, TokenStatement } from '@token-desk/contract/token/record';
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
const load: StatementLoad = {
  technician: tina,
  burner: burn.burner,
  ...{ burnedAt: monday, outcome: 'burned', note: null, box: 'Box 7', checkedAt: monday, stepOffset: 1 },
  loaded: { at: monday, by: tina, deviceId: 'device-1', how: 'seen' },
  handedOut: null,
  ...{ receipt: burn.receipt, auditSeq: 1 },
};
const handedOut: NonNullable<StatementLoad['handedOut']> = {
  ...{ requestId: 'request-1', subject: sven, requestedBy: mara, approvedBy: 'policy', by: mara },
  ...{ identityCheck: { kind: 'badge-photo', at: monday, by: tina }, takenAt: monday },
  ...{ binding: { how: 'seen', methodId: 'method-1', at: monday }, handedOverAt: monday },
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

    it(`say of a maker’s secret that no desk wrote or checked it, and who else may know it (${name})`, () => {
      const { statement: words } = language.strings;
      const factory = [{ box: 'Box 7', loaded: load.loaded!, handedOut, auditSeq: 4 }];
      const { sections } = statementText({ ...statementOf(null), burns: [], factory }, language);
      const told = sections.find(({ title }) => title.startsWith(words.factory));
      const said = Object.fromEntries(told?.rows.map((row) => [row.name, row.value]) ?? []);
      assert.deepEqual(
        [said[words.captured], said[words.checked], said[words.box], said[words.device]],
        [words.capturedByMaker, words.notChecked, 'Box 7', 'device-1'],
      );
      assert.ok(said[words.subject]?.includes(sven.name));
      assert.equal(said[words.burner], undefined);
      assert.deepEqual(sections[0]?.lines, [words.noBurns]);
    });

    it(`say what was out of the ordinary although it was written (${name})`, () => {
      for (const code of ['token-clock-unsure', 'token-clock-not-settable']) {
        const [said = '', ...more] = noteIn(code);
        assert.deepEqual(more, []);
        assert.match(said, name === 'German' ? /Uhr/ : /clock/);
      }
      assert.deepEqual(noteIn('of-a-newer-desk'), ['of-a-newer-desk']);
      assert.deepEqual(noteIn(null), []);
    });

    const loadIn = (change: Partial<StatementLoad>) => {
      const statement = { ...statementOf(null), burns: [], loads: [{ ...load, ...change }] };
      const { sections } = statementText(statement, language);
      const words = language.strings.statement;
      const section = sections.find(({ title }) => title.startsWith(words.load));
      const saidOf = (row: string) => section?.rows.find(({ name: one }) => one === row)?.value;
      return {
        count: sections[0]?.rows.find(({ name: one }) => one === words.burnsCount)?.value,
        saidOf,
        words,
      };
    };

    it(`say of a token that was loaded who did it, and that nobody has it (${name})`, () => {
      const { count, saidOf, words } = loadIn({});
      assert.equal(count, '1');
      assert.equal(saidOf(words.burnedBy), `${tina.name} (${tina.upn})`);
      assert.equal(saidOf(words.box), 'Box 7');
      assert.match(saidOf(words.loaded) ?? '', /Tina Technician/);
      assert.equal(saidOf(words.device), 'device-1');
      assert.equal(saidOf(words.handedOver), words.notHandedOut);
      const said = loadIn({ loaded: { ...load.loaded!, how: 'said', deviceId: null } });
      assert.notEqual(said.saidOf(words.loaded), saidOf(words.loaded));
      assert.equal(said.saidOf(words.device), undefined);
      const open = loadIn({ loaded: null, box: null, checkedAt: null });
      assert.deepEqual(
        [open.saidOf(words.loaded), open.saidOf(words.box), open.saidOf(words.checked)],
        [words.notLoaded, words.noBox, words.notChecked],
      );
    });

    it(`say of a loaded token that was handed out by whom, and to whom (${name})`, () => {
      const { saidOf, words } = loadIn({ handedOut });
      assert.equal(saidOf(words.subject), `${sven.name} (${sven.upn})`);
      assert.match(saidOf(words.takenBy) ?? '', /Mara Manager/);
      assert.equal(saidOf(words.method), 'method-1');
      assert.ok(saidOf(words.bound) !== words.notBound);
      const forgotten = loadIn({ handedOut: { ...handedOut, subject: null, requestedBy: null, by: null } });
      assert.deepEqual(
        [forgotten.saidOf(words.subject), forgotten.saidOf(words.requestedBy)],
        [words.forgotten, words.forgotten],
      );
    });
  }
});
