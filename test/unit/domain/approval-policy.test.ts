import assert from 'node:assert/strict';
import {
  type ApprovalRule,
  approvingRule,
  standardRules,
} from '@token-desk/bot/domain/requests/approval-policy';
import type { RequestForm } from '@token-desk/contract/request';
import { form } from '../../support/bot/requests.ts';

const rules: readonly ApprovalRule[] = [
  { name: 'vienna-travel', types: ['new'], reasons: ['travel'], sites: ['Vienna'] },
  { name: 'no-phone', types: ['new'], reasons: ['no-smartphone', 'no-phones-on-site'] },
];

const cases: [string, readonly ApprovalRule[], Partial<RequestForm>, string | null][] = [
  ['a rule that fits names itself', rules, { reason: 'no-smartphone' }, 'no-phone'],
  ['the first that fits decides', rules, { reason: 'travel', site: 'Vienna' }, 'vienna-travel'],
  ['another site does not fit', rules, { reason: 'travel', site: 'Graz' }, null],
  ['another reason does not fit', rules, { reason: 'accessibility' }, null],
  ['another type does not fit', rules, { type: 'temporary', reason: 'no-smartphone' }, null],
  ['no rules: a person must approve', [], {}, null],
  ['the standard rule approves a new token', standardRules, { reason: 'other' }, 'new-token-any-reason'],
  ['a loss waits for nobody', standardRules, { type: 'replace-lost' }, 'loss-needs-no-approval'],
  ['a faulty token is as a new one', standardRules, { type: 'replace-faulty' }, 'faulty-token-any-reason'],
  ['the standard rule approves nothing else', standardRules, { type: 'leaver' }, null],
];

describe('approval policy', () => {
  for (const [what, given, change, expected] of cases) {
    it(what, () => assert.equal(approvingRule(given, { ...form, ...change })?.name ?? null, expected));
  }
});
