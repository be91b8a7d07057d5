import assert from 'node:assert/strict';
import { approvedListOf } from '@token-desk/bot/domain/requests/approved-list';
import type { Command } from '@token-desk/bot/domain/requests/request-commands';
import { decide, evolveAll } from '@token-desk/bot/domain/requests/request-machine';
import { secondAsked } from '@token-desk/bot/domain/requests/second-technician';
import type { Request } from '@token-desk/contract/request';
import { acting, form, loadedTokenOf, monday, serial } from '../../support/bot/requests.ts';

const roles = ['proposer', 'approver', 'technician', 'holder'] as const;
type Who = Readonly<Record<(typeof roles)[number], number>>;

/** Every way in which four of them can be one, two, three or four people. */
function everyCombination(): Who[] {
  const found: Who[] = [];
  for (const approver of [0, 1])
    for (let technician = 0; technician <= approver + 1; technician += 1)
      for (let holder = 0; holder <= Math.max(approver, technician) + 1; holder += 1)
        found.push({ proposer: 0, approver, technician, holder });
  return found;
}

const personOf = (n: number) => ({ id: `p${n}`, name: `P ${n}`, upn: `p${n}@contoso.example` });
const as = (n: number) => acting(personOf(n), 'Technician', 'Approver');

/** What becomes of it, step by step, as the server decides it; the first refusal ends it. */
function walk(who: Who, rule: 'never' | 'privileged' | 'everybody', isPrivileged: boolean | null) {
  let state: Request | null = null;
  const step = (command: Command, n: number): string | null => {
    const decided = decide(state, command, as(n), monday);
    if (!decided.ok) return `${command.kind}: ${decided.problem.code}`;
    state = evolveAll(state, decided.events);
    return null;
  };
  const submit: Command = {
    ...{ kind: 'submit', id: 'r', subject: personOf(who.holder), form, source: 'chat', cohort: 'list-1' },
    decision: { rule: 'lists', approve: 'approver' },
  };
  const take = (): Command => ({
    ...{ kind: 'take-loaded', serial, token: loadedTokenOf(), timeZone: 'UTC' },
    device: { id: 'device-1', serial, assignedTo: null },
    second: secondAsked(rule, isPrivileged, state === null ? null : approvedListOf(state)),
  });
  const refused =
    step(submit, who.proposer) ??
    step({ kind: 'approve' }, who.approver) ??
    step({ kind: 'claim' }, who.technician) ??
    step({ kind: 'check-identity', identity: 'picture-id', methods: [] }, who.technician) ??
    step(take(), who.technician);
  const after = state as Request | null;
  return refused ?? (after?.secondTechnician === undefined ? 'alone' : 'with a second technician');
}

describe('a list at night', () => {
  it('walks every way in which proposer, approver, technician and holder are the same person', () => {
    assert.equal(everyCombination().length, 15);
    const allowed = everyCombination().filter((who) => walk(who, 'everybody', false) === 'alone');
    assert.deepEqual(allowed, [{ proposer: 0, approver: 1, technician: 2, holder: 3 }]);
    const said = everyCombination().map((who) => [
      Object.values(who).join(''),
      walk(who, 'everybody', false),
    ]);
    assert.deepEqual(Object.fromEntries(said), {
      '0000': 'submit: request-for-self',
      '0001': 'approve: four-eyes',
      '0010': 'submit: request-for-self',
      '0011': 'approve: four-eyes',
      '0012': 'approve: four-eyes',
      '0100': 'submit: request-for-self',
      '0101': 'approve: four-eyes',
      '0102': 'claim: four-eyes',
      '0110': 'submit: request-for-self',
      '0111': 'approve: four-eyes',
      '0112': 'claim: four-eyes',
      '0120': 'submit: request-for-self',
      '0121': 'approve: four-eyes',
      '0122': 'claim: four-eyes',
      '0123': 'alone',
    });
  });

  const four: Who = { proposer: 0, approver: 1, technician: 2, holder: 3 };
  for (const [rule, isPrivileged, wanted] of [
    ['never', null, 'alone'],
    ['privileged', false, 'alone'],
    ['privileged', true, 'with a second technician'],
    ['privileged', null, 'with a second technician'],
    ['everybody', false, 'alone'],
    ['everybody', true, 'with a second technician'],
    ['everybody', null, 'with a second technician'],
  ] as const)
    it(`spares the second technician only whom Microsoft says to have no role: ${rule}, ${isPrivileged}`, () =>
      assert.equal(walk(four, rule, isPrivileged), wanted));

  it('is none where a rule approved it, or where it was asked for alone', () => {
    const request = {
      cohort: 'list-1',
      approvedBy: personOf(1),
      requestedBy: personOf(0),
      subject: personOf(3),
    };
    assert.deepEqual(approvedListOf(request), { cohort: 'list-1', approvedBy: personOf(1) });
    for (const change of [
      { cohort: undefined },
      { approvedBy: 'policy' as const },
      { approvedBy: null },
      { approvedBy: personOf(0) },
      { approvedBy: personOf(3) },
    ])
      assert.equal(approvedListOf({ ...request, ...change } as Request), null, JSON.stringify(change));
    assert.equal(secondAsked('everybody', false, null), 'everybody');
  });
});
