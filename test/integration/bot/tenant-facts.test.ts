import assert from 'node:assert/strict';
import type { TenantFacts } from '@token-desk/bot/domain/entra/facts';
import { type GraphClient, GraphRefusal, withId } from '@token-desk/bot/graph/access/client';
import { readTenantFacts } from '@token-desk/bot/graph/tenant-facts';
import { createPracticeEntra, type PracticeEntra } from '@token-desk/practice/entra/practice-entra';
import { groups } from '@token-desk/practice/entra/tenant/person-state';
import { cast, people } from '@token-desk/practice/people';
import { application, graphOf } from '../../support/entra/practice-graph.ts';

/** What shows each fact. */
const needed: Readonly<Record<keyof TenantFacts, readonly string[]>> = {
  methods: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'],
  hardwareOath: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'],
  migration: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'],
  campaign: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'],
  systemPreferred: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'],
  securityDefaults: ['Policy.Read.All'],
  conditionalAccess: ['Policy.Read.ConditionalAccess', 'Policy.Read.All'],
  hasPremium: ['LicenseAssignment.Read.All'],
  roles: ['RoleManagement.Read.Directory'],
  assignableMembers: ['GroupMember.Read.All'],
};
const all = [...new Set(Object.values(needed).flat())];

describe('what Graph tells of the tenant', () => {
  let entra: PracticeEntra;
  let graph: GraphClient;

  beforeEach(async () => {
    entra = createPracticeEntra({ clock: Date.now, ...application, permissions: all });
    await entra.start();
    graph = graphOf(entra);
  });
  afterEach(() => entra.close());

  const value = <T>(fact: { kind: string; value?: T }): T => {
    assert.equal(fact.kind, 'read');
    return fact.value as T;
  };

  it('is read as it is', async () => {
    const owner = people.find(({ upn }) => upn.startsWith('jonas.becker'));
    const admins = groups.find(({ isRoleAssignable }) => isRoleAssignable);
    entra.changePerson(owner?.id ?? '', { owns: [admins?.id ?? ''] });
    entra.change({
      hasPremiumLicence: true,
      migrationState: 'migrationInProgress',
      campaign: { isEnabled: true, excluded: ['g-1'] },
      conditionalAccess: [
        { name: 'MFA for all', asksForMfa: true, guardsRegistration: false, strength: null },
        {
          name: 'Phishing-resistant',
          asksForMfa: true,
          guardsRegistration: false,
          excludedGroups: ['g-5'],
          strength: ['fido2'],
        },
        { name: 'Register from the office', asksForMfa: false, guardsRegistration: true, strength: null },
      ],
      systemPreferred: { isEnabled: true, excluded: 'g-4' },
      policies: {
        ...entra.settings.policies,
        hardwareOath: { isEnabled: true, included: ['g-2'], excluded: ['g-3'] },
        voice: { isEnabled: false, included: ['all_users'], excluded: [] },
      },
    });
    const facts = await readTenantFacts(graph);
    assert.equal(value(facts.hasPremium), true);
    assert.equal(value(facts.migration), 'migrationInProgress');
    assert.deepEqual(value(facts.campaign), {
      isEnabled: true,
      included: { everybody: true, groups: [] },
      excluded: { everybody: false, groups: ['g-1'] },
    });
    assert.deepEqual(value(facts.hardwareOath), {
      isEnabled: true,
      included: { everybody: false, groups: ['g-2'] },
      excluded: { everybody: false, groups: ['g-3'] },
    });
    assert.equal(value(facts.methods).voice?.isEnabled, false);
    assert.deepEqual(value(facts.methods).softwareOath?.included, { everybody: true, groups: [] });
    assert.equal(value(facts.securityDefaults), false);
    assert.deepEqual(
      value(facts.conditionalAccess),
      entra.settings.conditionalAccess.map(({ excludedGroups, ...rest }) => ({
        ...rest,
        isForAll: rest.name === 'MFA for all',
      })),
    );
    assert.deepEqual(value(facts.systemPreferred), {
      isEnabled: true,
      excluded: { everybody: false, groups: ['g-4'] },
    });
    const director = people.find(({ upn }) => upn.startsWith('helene.duval'));
    assert.deepEqual(value(facts.assignableMembers), [director?.id, owner?.id], 'members and owners');
    const held = value(facts.roles).filter(({ personId }) => personId === cast.administrator.id);
    assert.deepEqual(new Set(held.map(({ scope }) => scope)), new Set(['/']));
  });

  it('tells a group’s role as its members’, and not as its owners’', async () => {
    const admins = groups.find(({ isRoleAssignable }) => isRoleAssignable)?.id ?? '';
    entra.changePerson(cast.secondTechnician.id, { groups: [admins] });
    entra.changePerson(cast.approver.id, { owns: [admins] });
    const held = { role: 'Authentication Policy Administrator', scope: '/' } as const;
    entra.change({ assignments: [{ personId: admins, ...held }] });
    const rolesOf = (facts: TenantFacts, id: string) =>
      value(facts.roles).filter(({ personId }) => personId === id).length;
    const facts = await readTenantFacts(graph);
    assert.deepEqual(
      [cast.secondTechnician.id, cast.approver.id, admins].map((id) => rolesOf(facts, id)),
      [1, 0, 0],
    );
    entra.setPermissions(all.filter((name) => name !== 'GroupMember.Read.All'));
    const without = await readTenantFacts(graphOf(entra));
    assert.deepEqual(
      [cast.secondTechnician.id, admins].map((id) => rolesOf(without, id)),
      [0, 1],
    );
  });

  for (const lost of all) {
    it(`says which fact is missing without ${lost}, and reads the others`, async () => {
      entra.setPermissions(all.filter((name) => name !== lost));
      const facts = await readTenantFacts(graph);
      for (const name of Object.keys(needed) as (keyof TenantFacts)[]) {
        const isShown = needed[name].some((permission) => permission !== lost);
        assert.equal(facts[name].kind, isShown ? 'read' : 'not-allowed', name);
        const fact = facts[name];
        if (fact.kind === 'not-allowed') assert.deepEqual(fact.permissions, needed[name]);
      }
    });
  }

  it('is no answer, and no “no”, while Graph is down', async () => {
    entra.change({ isDown: true });
    const facts = await readTenantFacts(graph);
    assert.deepEqual(new Set(Object.values(facts).map(({ kind }) => kind)), new Set(['no-answer']));
  });

  describe('many reads at once', () => {
    const paths = people.map(({ id }) => `/users/${id}?$select=id`);
    beforeEach(() => entra.setPermissions(['User.Read.All']));

    it('come back in their order, twenty a call, each refused by itself', async () => {
      const found = await graph.batch('v1.0', [...paths, '/users/nobody?$select=id', '/groups'], withId);
      assert.deepEqual(
        found.map((one) => (one instanceof GraphRefusal ? one.status : one.id)),
        [...people.map(({ id }) => id), 404, 403],
      );
    });

    it('ask again for the throttled alone, after the time Graph names', async () => {
      entra.throttleGraph(3, 0);
      const found = await graph.batch('v1.0', paths.slice(0, 2), withId);
      assert.ok(found.every((one) => !(one instanceof GraphRefusal)));
    });
  });
});
