import assert from 'node:assert/strict';
import {
  entraRoles,
  type MethodCounts,
  type PersonFacts,
  read,
  type TenantFacts,
} from '@token-desk/bot/domain/entra/facts';
import { judgeReadiness } from '@token-desk/bot/domain/entra/readiness';
import type { ReadinessCheck, Route } from '@token-desk/contract/entra/readiness';
import { readyPerson, readyTenant } from '../../support/entra/facts.ts';

const notAllowed = { kind: 'not-allowed', permissions: ['Some.Read.All'] } as const;
const noAnswer = { kind: 'no-answer' } as const;

type Change = {
  readonly tenant?: Partial<TenantFacts>;
  readonly person?: Partial<PersonFacts>;
  readonly isBetaStopped?: boolean;
  readonly technicianId?: string | null;
};
const judge = ({
  tenant = {},
  person = {},
  isBetaStopped = false,
  technicianId = 'technician',
}: Change = {}) =>
  judgeReadiness({
    tenant: readyTenant(tenant),
    person: readyPerson(person),
    technicianId,
    isBetaStopped,
  });
const stateOf = (route: Route, check: ReadinessCheck, change: Change = {}) =>
  judge(change)[route].find((one) => one.check === check)?.state;
const has = (more: Partial<MethodCounts>) => ({
  methods: read({ softwareOath: 0, hardwareOath: 0, authenticatorApps: 0, phones: 0, others: 0, ...more }),
});
const role = (name: keyof typeof entraRoles, scope = '/', personId = 'technician') => ({
  personId,
  role: entraRoles[name],
  scope,
});
const access = (more: object) => ({
  conditionalAccess: read([
    { name: 'P', asksForMfa: true, isForAll: true, guardsRegistration: false, strength: null, ...more },
  ]),
});
const forGroups = (included: readonly string[] | null, excluded: readonly string[] = [], isEnabled = true) =>
  read({
    isEnabled,
    included: { everybody: included === null, groups: included ?? [] },
    excluded: { everybody: false, groups: excluded },
  });

describe('readiness for a token', () => {
  it('takes way B where nothing is in its way', () => {
    const { A, B, route, because } = judge();
    assert.deepEqual([route, because], ['B', null]);
    assert.deepEqual(
      [...A, ...B].filter(({ state }) => state !== 'ok'),
      [],
    );
  });

  for (const [what, change, because] of [
    ['no licence', { person: { hasPremium: read(false) } }, 'licence'],
    ['a beta that answers in a new way', { isBetaStopped: true }, 'beta'],
    ['hardware tokens off', { tenant: { hardwareOath: forGroups(null, [], false) } }, 'method-allowed'],
    ['no role', { tenant: { roles: read([]) } }, 'your-role'],
    ['roles that cannot be read', { tenant: { roles: notAllowed } }, 'your-role'],
    ['a policy that cannot be read', { tenant: { hardwareOath: noAnswer } }, 'method-allowed'],
  ] as const) {
    it(`takes way A with ${what}, and says why`, () => {
      const judged = judge(change);
      assert.deepEqual([judged.route, judged.because], ['A', because]);
    });
  }

  it('judges nobody’s role where it is not known who will do it', () => {
    const { B, route, mayCreate } = judge({ technicianId: null, tenant: { roles: read([]) } });
    assert.deepEqual([route, mayCreate], ['B', 'unknown']);
    assert.ok(!B.some(({ check }) => check === 'your-role'));
  });

  it('takes neither where both are barred', () => {
    for (const person of [{ isEnabled: false }, { isGuest: true }, has({ authenticatorApps: 5 })]) {
      assert.equal(judge({ person }).route, null);
    }
    assert.equal(judge({ person: { hasPremium: read(false), mustChangePassword: read(true) } }).route, null);
  });

  it('counts apps and tokens together, five at most', () => {
    assert.equal(stateOf('A', 'room', { person: has({ softwareOath: 2, hardwareOath: 2 }) }), 'ok');
    const five = has({ softwareOath: 2, hardwareOath: 2, authenticatorApps: 1 });
    assert.equal(stateOf('A', 'room', { person: five }), 'missing');
    assert.equal(stateOf('B', 'room', { person: five }), 'missing');
    assert.equal(stateOf('B', 'room', { person: has({ phones: 3, others: 4 }) }), 'ok');
  });

  describe('a policy with groups', () => {
    const withPolicy = (
      policy: TenantFacts['hardwareOath'],
      groups: PersonFacts['groups'] = read(['g-staff']),
    ) => stateOf('B', 'method-allowed', { tenant: { hardwareOath: policy }, person: { groups } });
    it('means who is in one of them, and nobody whom it leaves out', () => {
      assert.equal(withPolicy(forGroups(['g-staff', 'g-other'])), 'ok');
      assert.equal(withPolicy(forGroups(['g-other'])), 'missing');
      assert.equal(withPolicy(forGroups(null, ['g-staff'])), 'missing');
      assert.equal(withPolicy(forGroups(['g-staff'], ['g-staff'])), 'missing');
      assert.equal(withPolicy(forGroups(null, ['g-other'])), 'ok');
    });
    it('is unknown where the groups are, and only then', () => {
      assert.equal(withPolicy(forGroups(['g-staff']), notAllowed), 'unknown');
      assert.equal(withPolicy(forGroups(null), notAllowed), 'ok');
      assert.equal(withPolicy(forGroups(null, [], false), notAllowed), 'missing');
    });
    it('is for each way its own', () => {
      const nobody = { everybody: false, groups: [] };
      const off = { isEnabled: false, included: { everybody: true, groups: [] }, excluded: nobody };
      const methods = read({ softwareOath: off });
      assert.equal(stateOf('A', 'method-allowed', { tenant: { methods } }), 'missing');
      assert.equal(stateOf('B', 'method-allowed', { tenant: { methods } }), 'ok');
      assert.equal(stateOf('A', 'method-allowed', { tenant: { methods: read({}) } }), 'unknown');
    });
  });

  describe('the technician’s role', () => {
    const withRoles = (
      roles: ReturnType<typeof role>[],
      change: { members?: string[]; groups?: string[] } = {},
    ) =>
      stateOf('B', 'your-role', {
        tenant: { roles: read(roles), assignableMembers: read(change.members ?? []) },
        person: { groups: read(change.groups ?? []) },
      });
    it('holds in the whole tenant, or in the unit the person is in', () => {
      assert.equal(withRoles([role('authenticationAdministrator')]), 'ok');
      const inUnit = role('authenticationAdministrator', '/administrativeUnits/unit-lyon');
      assert.equal(withRoles([inUnit], { groups: ['unit-lyon'] }), 'ok');
      assert.equal(withRoles([inUnit], { groups: ['unit-stuttgart'] }), 'missing');
    });
    it('is not that of the policy administrator, nor somebody else’s', () => {
      assert.equal(withRoles([role('authenticationPolicyAdministrator')]), 'missing');
      assert.equal(withRoles([role('authenticationAdministrator', '/', 'colleague')]), 'missing');
    });
    it('is a higher one for who has a role, or is in a group that can be given one', () => {
      const theirs = role('authenticationPolicyAdministrator', '/', 'subject');
      assert.equal(withRoles([role('authenticationAdministrator'), theirs]), 'missing');
      assert.equal(withRoles([role('authenticationAdministrator')], { members: ['subject'] }), 'missing');
      assert.equal(withRoles([role('privilegedAuthenticationAdministrator'), theirs]), 'ok');
      assert.equal(withRoles([role('globalAdministrator'), theirs]), 'ok');
    });
  });

  it('does not say that the role to create is missing where a group may hold it', () => {
    const tenant = { roles: read([role('authenticationAdministrator')]) };
    assert.equal(judge({ tenant }).mayCreate, 'missing');
    assert.equal(judge({ tenant: { ...tenant, assignableMembers: notAllowed } }).mayCreate, 'unknown');
  });

  it('notes a privileged person', () => {
    const tenant = { assignableMembers: read(['subject']) };
    assert.equal(stateOf('B', 'privileged', { tenant }), 'note');
    assert.equal(stateOf('B', 'privileged'), 'ok');
  });

  describe('a password that is to be changed', () => {
    it('bars way A and not way B', () => {
      const person = { mustChangePassword: read(true) };
      assert.equal(stateOf('A', 'password', { person }), 'missing');
      assert.equal(stateOf('B', 'password', { person }), 'note');
    });
    it('is unknown of a synced account, never “ok”', () => {
      const person = { mustChangePassword: read(null) };
      assert.equal(stateOf('A', 'password', { person }), 'unknown');
      assert.equal(stateOf('B', 'password', { person }), 'unknown');
      assert.equal(judge({ person }).route, 'B');
    });
  });

  it('knows the trap of a first sign-in from where registration is guarded', () => {
    const person = { hasSignedIn: read(false) };
    assert.equal(stateOf('A', 'first-sign-in', { person }), 'note');
    const trapped = judge({ person, tenant: access({ guardsRegistration: true }) });
    assert.deepEqual(
      trapped.A.filter(({ state }) => state === 'missing').map(({ check, names }) => [check, names]),
      [['first-sign-in', ['P']]],
    );
    assert.equal(trapped.route, 'B');
    assert.equal(stateOf('A', 'registration', { tenant: access({ guardsRegistration: true }) }), 'note');
  });

  it('names policies whose strength no token satisfies, by way', () => {
    const tenant = access({ strength: ['password,hardwareOath', 'fido2'] });
    assert.equal(stateOf('B', 'strength', { tenant }), 'ok');
    const inA = judge({ tenant }).A.find(({ check }) => check === 'strength');
    assert.deepEqual([inA?.state, inA?.names], ['note', ['P']]);
  });

  it('notes who has a phone alone, a phone as default, and old policies', () => {
    assert.equal(stateOf('B', 'only-phone', { person: has({ phones: 1 }) }), 'note');
    assert.equal(stateOf('B', 'only-phone', { person: has({ phones: 1, others: 1 }) }), 'ok');
    for (const method of ['sms', 'voiceMobile', 'voiceAlternateMobile', 'voiceOffice'])
      assert.equal(stateOf('A', 'default-method', { person: { defaultMethod: read(method) } }), 'note');
    assert.equal(stateOf('A', 'default-method', { person: { defaultMethod: read('oath') } }), 'ok');
    for (const route of ['A', 'B'] as const)
      for (const [fact, state] of [
        [read(true), 'note'],
        [read(false), 'ok'],
        [{ kind: 'no-answer' }, 'unknown'],
      ] as const)
        assert.equal(stateOf(route, 'reset', { person: { mayAskForReset: fact } }), state);
    assert.equal(stateOf('A', 'old-policy', { tenant: { migration: read('preMigration') } }), 'note');
    assert.equal(stateOf('A', 'old-policy', { tenant: { migration: read(null) } }), 'ok');
  });

  it('says what could not be read, and which permission would show it', () => {
    const finding = judge({ person: { hasSignedIn: notAllowed } }).A.find(
      ({ check }) => check === 'first-sign-in',
    );
    assert.deepEqual([finding?.state, finding?.permissions], ['unknown', ['Some.Read.All']]);
    const silent = judge({ person: { methods: noAnswer } }).B.find(({ check }) => check === 'room');
    assert.deepEqual([silent?.state, silent?.permissions], ['unknown', []]);
  });

  it('says whether the technician may create hardware tokens', () => {
    const creator = role('authenticationPolicyAdministrator');
    const may = (roles: TenantFacts['roles']) => judge({ tenant: { roles } }).mayCreate;
    assert.equal(may(read([creator])), 'ok');
    assert.equal(may(read([role('globalAdministrator')])), 'ok');
    assert.equal(may(read([role('privilegedAuthenticationAdministrator')])), 'missing');
    assert.equal(may(read([{ ...creator, personId: 'other' }])), 'missing');
    assert.equal(may(notAllowed), 'unknown');
  });
});
