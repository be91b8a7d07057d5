import assert from 'node:assert/strict';
import { claimedByOther, holdsClaim, mayReadReasons, permit } from '@token-desk/bot/domain/permissions';
import { dayIn, identityCounts, isOwnVoucher } from '@token-desk/bot/domain/requests/identity';
import { firstEyesOf, isSecondPerson } from '@token-desk/contract/four-eyes';
import type { Role } from '@token-desk/contract/ids';
import { roles } from '@token-desk/contract/ids';
import type { RequestCommand } from '@token-desk/contract/request';
import {
  acting,
  ada,
  anna,
  asBurner,
  asClock,
  mara,
  monday,
  olga,
  requestIn,
  sven,
  tina,
  tom,
} from '../../support/bot/requests.ts';

const technicians: readonly Role[] = ['Technician', 'PrivilegedTechnician'];
/** Who may give each command besides nobody: roles, and whether whoever asked may. */
const allowed: Record<RequestCommand['kind'], readonly [readonly Role[], boolean]> = {
  claim: [technicians, false],
  'take-over': [technicians, false],
  release: [technicians, false],
  'check-identity': [technicians, false],
  'choose-route': [technicians, false],
  'take-loaded': [technicians, false],
  'give-back-loaded': [technicians, false],
  'confirm-hand-out': [technicians, false],
  'leave-to-holder': [technicians, false],
  'look-for-method': [technicians, false],
  'say-bound': [technicians, false],
  'hand-over': [technicians, false],
  'give-up': [technicians, false],
  requeue: [technicians, false],
  hold: [[...technicians, 'Approver', 'Administrator'], false],
  resume: [[...technicians, 'Approver', 'Administrator'], false],
  approve: [['Approver'], false],
  reject: [['Approver'], false],
  'confirm-loss': [[...technicians, 'Administrator'], false],
  'reject-loss': [[...technicians, 'Administrator'], false],
  withdraw: [[], true],
  edit: [[], true],
  nudge: [[], true],
  close: [['Administrator'], true],
  'look-for-enforcement': [['Administrator'], false],
  'waive-enforcement': [['Administrator'], false],
  'look-for-second': [technicians, false],
  'ask-spare': [technicians, false],
  'waive-second': [technicians, false],
  'say-signed-in': [technicians, false],
  'say-not-signed-in': [technicians, false],
};
const request = requestIn('queued');

describe('who may give an order', () => {
  for (const [name, [may, asked]] of Object.entries(allowed)) {
    const kind = name as RequestCommand['kind'];
    it(`${kind}: ${[...may, ...(asked ? ['whoever asked'] : [])].join(', ')}`, () => {
      for (const role of roles)
        assert.equal(permit(request, kind, acting(tom, role)).ok, may.includes(role), role);
      const stranger = permit(request, kind, acting(tom));
      assert.ok(!stranger.ok);
      assert.deepEqual(stranger.problem, {
        code: 'role-missing',
        detail: { roles: may.length === 0 ? 'the person who asked' : may.join(', ') },
      });
      const requester = permit(request, kind, acting(mara));
      assert.equal(requester.ok, asked);
      if (requester.ok) assert.equal(requester.person, mara);
    });
  }

  it('is a person: no clock and no desk', () => {
    for (const nobody of [asClock, asBurner]) {
      const refused = permit(request, 'claim', { ...nobody, roles: ['Technician'] });
      assert.ok(!refused.ok);
      assert.deepEqual(refused.problem.detail, { roles: 'a person' });
    }
  });
});

describe('a second person', () => {
  it('is not who asked and not the subject', () => {
    for (const what of ['approve', 'burn'] as const) {
      assert.equal(firstEyesOf(request, mara, what), 'requester');
      assert.equal(firstEyesOf(request, sven, what), 'subject');
      assert.equal(firstEyesOf(request, tom, what), null);
      assert.equal(isSecondPerson(request, tom, what), true);
      assert.equal(isSecondPerson(request, mara, what), false);
    }
  });

  it('burns what somebody else approved; a rule is nobody', () => {
    const byAnna = requestIn('queued', { approvedBy: anna });
    assert.equal(firstEyesOf(byAnna, anna, 'burn'), 'approver');
    assert.equal(firstEyesOf(byAnna, anna, 'approve'), null);
    assert.equal(firstEyesOf(byAnna, tina, 'burn'), null);
    for (const approvedBy of [null, 'policy'] as const)
      assert.equal(firstEyesOf(requestIn('queued', { approvedBy }), anna, 'burn'), null);
  });
});

describe('who reads reasons', () => {
  it('is who asked, approvers and auditors', () => {
    assert.equal(mayReadReasons(request, { person: mara, roles: [] }), true);
    const readers = roles.filter((role) => mayReadReasons(request, { person: tom, roles: [role] }));
    assert.deepEqual([...readers].sort(), ['Approver', 'Auditor']);
    assert.equal(mayReadReasons(request, { person: sven, roles: ['Technician', 'Administrator'] }), false);
    assert.equal(mayReadReasons(request, { person: olga, roles: [] }), false);
  });
});

describe('a claim', () => {
  const held = requestIn('in_progress');

  it('is held by one person', () => {
    assert.deepEqual(holdsClaim(held, tina), { ok: true });
    const other = holdsClaim(held, ada);
    assert.ok(!other.ok);
    assert.equal(other.problem.code, 'request-claimed');
    const none = holdsClaim(request, tina);
    assert.ok(!none.ok);
    assert.equal(none.problem.code, 'request-not-claimed');
  });

  it('of somebody else says whose it is, since when and how far', () => {
    const { problem } = claimedByOther({ ...held, updatedAt: monday + 60_000 });
    assert.deepEqual(problem.detail, {
      holder: 'Tina Technician',
      since: '2026-11-02 08:00 UTC',
      sinceMs: monday,
      step: problem.detail?.step,
    });
    assert.ok(typeof problem.detail?.step === 'string' && problem.detail.step !== '');
    const free = claimedByOther({ ...request, updatedAt: monday + 60_000 }).problem.detail;
    assert.deepEqual(
      [free?.holder, free?.since, free?.sinceMs],
      ['–', '2026-11-02 08:01 UTC', monday + 60_000],
    );
  });
});

describe('a check of the person', () => {
  const late = Date.UTC(2026, 10, 2, 23, 30);
  const checked = requestIn('in_progress', { identityCheck: { kind: 'badge-photo', at: late, by: tina } });

  it('counts for who made it, that day, where the deployment is', () => {
    assert.equal(identityCounts(checked, tina, { now: late + 20 * 60_000, timeZone: 'UTC' }), true);
    assert.equal(identityCounts(checked, tina, { now: late + 40 * 60_000, timeZone: 'UTC' }), false);
    assert.equal(identityCounts(checked, tina, { now: late + 40 * 60_000, timeZone: 'Europe/Vienna' }), true);
    assert.equal(identityCounts(checked, tom, { now: late, timeZone: 'UTC' }), false);
    assert.equal(
      identityCounts(requestIn('in_progress', { identityCheck: null }), tina, { now: late, timeZone: 'UTC' }),
      false,
    );
  });

  it('is of a day that reads the same everywhere', () => {
    assert.equal(dayIn(late, 'UTC'), '2026-11-02');
    assert.equal(dayIn(late, 'Europe/Vienna'), '2026-11-03');
  });

  it('is not vouched for by the person themself, however the name is typed', () => {
    for (const own of ['Sven Subject', ' sven subject ', 'SVEN@CONTOSO.EXAMPLE'])
      assert.equal(isOwnVoucher(own, sven), true, own);
    for (const other of ['Sven', 'Mara Manager', '']) assert.equal(isOwnVoucher(other, sven), false, other);
  });
});
