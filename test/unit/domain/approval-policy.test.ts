import assert from 'node:assert/strict';
import {
  type Asked,
  decideApproval,
  looksAt,
  standardPolicy,
} from '@token-desk/bot/domain/approval/approval-policy';
import { askerOf, deputiesOf } from '@token-desk/bot/domain/approval/askers';
import { isInQuarter } from '@token-desk/bot/domain/approval/quarter';
import type { ApprovalPolicy } from '@token-desk/contract/approval';
import type { Person } from '@token-desk/contract/ids';
import { mara } from '../../support/bot/requests.ts';

/** One rule for everything a rule can look at, in an order in which each can win. */
const policy: ApprovalPolicy = {
  costs: { 'replace-lost': 25 },
  rules: [
    { name: 'privileged', privileged: true, approve: 'approver' },
    { name: 'not-theirs', askedBy: ['technician'], types: ['return'], approve: 'manager' },
    { name: 'third-in-quarter', moreThanPerQuarter: 2, approve: 'approver' },
    { name: 'second-token', secondToken: true, approve: 'approver' },
    { name: 'dear', costsMoreThan: 24, approve: 'manager' },
    { name: 'vienna-travel', types: ['new'], reasons: ['travel'], sites: ['Vienna'], approve: 'none' },
    { name: 'travel', reasons: ['travel', 'second-factor'], approve: 'approver' },
    { name: 'new', types: ['new', 'replace-faulty'], approve: 'manager' },
    { name: 'rest', approve: 'approver' },
  ],
};

type Case = Asked & { readonly manager: Person | null };
const plain: Case = {
  type: 'new',
  reason: 'no-smartphone',
  site: 'Lyon',
  inQuarter: 1,
  isSecondToken: false,
  isPrivileged: false,
  asker: 'other',
  manager: mara,
};

const cases: [string, Partial<Case>, string, string][] = [
  ['a first token that anybody asks for', {}, 'new', 'manager'],
  ['the same, where no manager can be asked', { manager: null }, 'new', 'approver'],
  ['the same by the manager', { asker: 'manager' }, 'new', 'none'],
  ['of somebody with a role', { isPrivileged: true }, 'privileged', 'approver'],
  ['of somebody of whom that is not known', { isPrivileged: null }, 'privileged', 'approver'],
  [
    'of somebody with a role, by the manager',
    { isPrivileged: true, asker: 'manager' },
    'privileged',
    'approver',
  ],
  ['the second in a quarter', { inQuarter: 2 }, 'new', 'manager'],
  ['the third in a quarter', { inQuarter: 3 }, 'third-in-quarter', 'approver'],
  ['beside another token', { isSecondToken: true }, 'second-token', 'approver'],
  ['what costs more', { type: 'replace-lost' }, 'dear', 'manager'],
  ['what costs more, by the manager', { type: 'replace-lost', asker: 'manager' }, 'dear', 'none'],
  ['for that reason, at that site', { reason: 'travel', site: 'Vienna' }, 'vienna-travel', 'none'],
  ['for that reason, elsewhere', { reason: 'travel' }, 'travel', 'approver'],
  ['of that type, for no reason', { type: 'replace-faulty', reason: undefined }, 'new', 'manager'],
  [
    'what a technician records',
    { asker: 'technician', type: 'return', reason: undefined },
    'not-theirs',
    'manager',
  ],
  ['the same by somebody named', { asker: 'named', type: 'return', reason: undefined }, 'rest', 'approver'],
  ['what no other rule fits', { type: 'leaver', reason: undefined, asker: 'manager' }, 'rest', 'approver'],
];

describe('who asks', () => {
  const people: ApprovalPolicy = {
    requesters: [
      { upn: 'Paul@x.example', sites: ['Graz'], until: '2026-12-01' },
      { upn: 'eve@x.example', until: '2026-12-31' },
    ],
    deputies: [
      { of: 'mara@x.example', by: 'olga@x.example', from: '2026-11-30', until: '2026-12-02' },
      { of: 'mara@x.example', by: 'tom@x.example', from: '2026-12-02', until: '2026-12-09' },
    ],
    rules: [],
  };
  const nobody = {
    upn: 'x@x.example',
    isSelf: false,
    isManager: false,
    isTechnician: false,
    site: 'Graz',
    today: '2026-12-01',
  };
  const rows: [string, Partial<typeof nobody>, string][] = [
    ['anybody', {}, 'other'],
    ['a technician', { isTechnician: true }, 'technician'],
    ['somebody named, however it is written', { upn: 'paul@X.example', isTechnician: true }, 'named'],
    ['the same at another site', { upn: 'paul@x.example', site: 'Wien' }, 'other'],
    ['the same a day later', { upn: 'paul@x.example', today: '2026-12-02' }, 'other'],
    ['somebody named for every site', { upn: 'eve@x.example', site: 'Wien' }, 'named'],
    ['a technician for themselves', { isTechnician: true, isSelf: true }, 'other'],
    ['somebody named for themselves', { upn: 'eve@x.example', isSelf: true }, 'other'],
    ['the manager, named too', { upn: 'eve@x.example', isManager: true }, 'manager'],
  ];
  for (const [what, change, expected] of rows)
    it(`${what}: ${expected}`, () => {
      const { upn, ...asking } = { ...nobody, ...change };
      assert.equal(askerOf(people, { ...asking, by: { upn } }), expected);
    });

  it('has deputies on their days, in the order of the policy', () => {
    const on = (day: string) => deputiesOf(people, 'MARA@x.example', day).map((upn) => upn.split('@')[0]);
    assert.deepEqual(['2026-11-29', '2026-11-30', '2026-12-02', '2026-12-09', '2026-12-10'].map(on), [
      [],
      ['olga'],
      ['olga', 'tom'],
      ['tom'],
      [],
    ]);
    assert.deepEqual(deputiesOf(people, 'olga@x.example', '2026-12-01'), []);
  });
});

describe('approval policy', () => {
  for (const [what, change, rule, approve] of cases) {
    it(`${what}: ${rule}, ${approve}`, () => {
      const { managerAsked, asked, ...decided } = decideApproval(policy, { ...plain, ...change });
      assert.deepEqual(decided, { rule, approve });
      assert.equal(asked, approve === 'manager' ? mara : undefined);
      const wants = policy.rules.find(({ name }) => name === rule)?.approve;
      assert.equal(managerAsked, wants === 'manager' && change.asker === 'manager' ? true : undefined);
    });
  }

  describe('as it is shipped', () => {
    const by = (change: Partial<Case>) => {
      const { rule, approve, asked } = decideApproval(standardPolicy, { ...plain, ...change });
      return [rule, approve, asked?.name ?? null];
    };
    for (const type of ['new', 'replace-faulty'] as const) {
      it(`lets everybody ask for their own people, and those who may for others (${type})`, () => {
        for (const asker of ['manager', 'named', 'technician'] as const)
          assert.deepEqual(by({ type, asker }), ['own-people', 'none', null], asker);
      });
      it(`asks the person’s manager where somebody else asks, then an approver (${type})`, () => {
        assert.deepEqual(by({ type }), ['manager-decides', 'manager', mara.name]);
        assert.deepEqual(by({ type, manager: null }), ['manager-decides', 'approver', null]);
      });
    }
    it('waits for nobody with a loss, and for an approver with what no rule names', () => {
      assert.deepEqual(by({ type: 'replace-lost' }), ['loss-needs-no-approval', 'none', null]);
      assert.deepEqual(by({ type: 'leaver', asker: 'manager' }), ['everything-else', 'approver', null]);
    });
  });

  it('asks an approver where a policy has no rule for it', () => {
    assert.deepEqual(decideApproval({ rules: [] }, plain), { rule: 'no-rule', approve: 'approver' });
  });

  it('knows what its rules look at, so that nothing else is asked of Microsoft', () => {
    assert.deepEqual([looksAt(policy, 'privileged'), looksAt(standardPolicy, 'privileged')], [true, false]);
  });

  it('counts by the quarters of a year', () => {
    assert.equal(isInQuarter('2026-10-01', '2026-12-31'), true);
    assert.equal(isInQuarter('2026-09-30', '2026-10-01'), false);
    assert.equal(isInQuarter('2025-11-30', '2026-11-30'), false);
  });
});
