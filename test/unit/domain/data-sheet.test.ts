import assert from 'node:assert/strict';
import {
  classesOfTable,
  ends,
  type KeptClass,
  readBy,
  readersOf,
  tablesOf,
} from '@token-desk/bot/domain/retention';
import { api } from '@token-desk/contract/api';
import { rolesFor } from '@token-desk/contract/rights';
import { privacyGerman } from '@token-desk/tab/words/de/privacy';
import { privacyEnglish } from '@token-desk/tab/words/en/privacy';

const classes = Object.keys(ends) as KeptClass[];

describe('the data sheet', () => {
  for (const name of classes)
    it(`says of ${name} where it stands, who reads it and why it is kept`, () => {
      const tables = tablesOf(name);
      assert.ok(tables.length > 0, 'in no table');
      for (const table of tables) assert.ok(classesOfTable[table]?.includes(name));
      const right = readBy[name];
      assert.deepEqual(readersOf(name), right === null ? [] : [...rolesFor(right)]);
      for (const words of [privacyEnglish, privacyGerman]) {
        assert.ok(words.classes[name].length > 0 && words.why[name].length > 0);
        for (const role of readersOf(name)) assert.ok(words.roles[role].length > 0, role);
      }
    });

  it('names as a reader only who has a route that tells', () => {
    const told = new Set(
      Object.values(api).flatMap((route) => (route.method === 'GET' ? [route.right] : [])),
    );
    // reasons come with the request, to whoever may read them
    told.add('read-reasons' as never);
    for (const name of classes) {
      const right = readBy[name];
      assert.ok(right === null || told.has(right as never), `${name}: ${right}`);
    }
  });

  it('leaves reasons that touch health to approvers and auditors', () => {
    assert.deepEqual(readersOf('health-reason'), ['Approver', 'Auditor']);
  });

  it('shows no page what is sealed, counted, or only there to write in chat', () => {
    for (const name of ['sealed-secrets', 'counts', 'chats', 'chat-references', 'pairing-codes'] as const)
      assert.deepEqual(readersOf(name), [], name);
  });
});
