import assert from 'node:assert/strict';
import {
  type ApplicationFacts,
  type ConditionalAccess,
  type Credential,
  entraRoles,
  type Fact,
  read,
  type TenantFacts,
} from '@token-desk/bot/domain/entra/facts';
import type { AboutKind, Finding } from '@token-desk/bot/domain/entra/finding';
import { applicationPermissions, delegatedPermissions } from '@token-desk/bot/domain/entra/permissions';
import { findInTenant, findOwnRoles, type Known } from '@token-desk/bot/domain/entra/tenant-findings';
import { tenantReportOf } from '@token-desk/bot/words/tenant';
import { knownApplication, readyTenant } from '../../support/entra/facts.ts';

const now = Date.UTC(2026, 10, 20, 9, 0, 0);
const dayMs = 86_400_000;
const nobody = { everybody: false, groups: [] };
const everybody = { everybody: true, groups: [] };
const some = { everybody: false, groups: ['g-1'] };
const policy = (change: object = {}) => ({
  isEnabled: true,
  included: everybody,
  excluded: nobody,
  ...change,
});
const notAllowed = { kind: 'not-allowed', permissions: ['Some.Read.All', 'Other.Read.All'] } as const;
const noAnswer = { kind: 'no-answer' } as const;
const names = applicationPermissions.map(({ name }) => name);

const secret = (change: Partial<Credential> & { days?: number } = {}): Credential => ({
  id: 'k-1',
  kind: 'secret',
  of: 'application',
  name: 'A',
  endsAt: now + (change.days ?? 200) * dayMs,
  ...change,
});
const held = (personId: string, role: string, scope = '/') => ({ personId, role, scope });
const { authenticationAdministrator: assigns, authenticationPolicyAdministrator: creates } = entraRoles;
const unit = '/administrativeUnits/u-1';
const apart = read([held('t-1', assigns, unit), held('k-1', creates), held('k-2', creates)]);

type Change = {
  readonly tenant?: Partial<TenantFacts>;
  readonly application?: Partial<ApplicationFacts>;
  readonly beta?: Known['beta'];
  readonly personId?: string;
};
const knownOf = ({ tenant = {}, application = {}, beta = read([]), personId }: Change = {}): Known => ({
  tenant: readyTenant({ roles: apart, ...tenant }),
  application: knownApplication(application, now),
  beta,
  personId: personId ?? null,
  now,
});
const findings = (change?: Change): readonly Finding[] => findInTenant(knownOf(change));
const one = (id: string, change?: Change): Finding => {
  const found = findings(change).filter((finding) => finding.id === id);
  assert.equal(found.length, 1, `${id} among ${findings(change).map((finding) => finding.id)}`);
  return found[0] as Finding;
};
const said = (id: string, change?: Change) => {
  const [sentence] = tenantReportOf([one(id, change)], 'en').findings;
  assert.ok(sentence);
  return sentence;
};

const access = (change: Partial<ConditionalAccess>): Partial<TenantFacts> => ({
  conditionalAccess: read([
    { name: 'P', asksForMfa: true, isForAll: true, guardsRegistration: false, strength: null, ...change },
  ]),
});
const withRoles = (...all: ReturnType<typeof held>[]): Change => ({ tenant: { roles: read(all) } });
const secrets = (...all: Credential[]): Change => ({ application: { credentials: read(all) } });

describe('findings in a tenant', () => {
  it('are all ok, with nothing to do, where everything is set up', () => {
    for (const finding of tenantReportOf(findings(), 'en').findings) {
      assert.ok(finding.ok, finding.what);
      assert.equal(finding.todo, null, finding.what);
    }
  });

  it('have ids of their own, the same in every state of a thing', () => {
    const ids = findings().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const without = findings({ tenant: { hardwareOath: notAllowed } }).map(({ id }) => id);
    assert.deepEqual(without, ids);
  });

  /** What is to be done, and whether it must be: id, state, ok, has something to do or to mind, a word of it. */
  const cases: readonly (readonly [string, string, Change, boolean, RegExp])[] = [
    ['licence', 'none', { tenant: { hasPremium: read(false) } }, true, /no Entra ID P1.*way A/],
    [
      'method-hardwareOath',
      'off',
      { tenant: { hardwareOath: read(policy({ isEnabled: false })) } },
      false,
      /way B/,
    ],
    [
      'method-hardwareOath',
      'off, without the licence for it',
      { tenant: { hardwareOath: read(policy({ isEnabled: false })), hasPremium: read(false) } },
      true,
      /nobody/,
    ],
    [
      'method-hardwareOath',
      'for groups',
      { tenant: { hardwareOath: read(policy({ included: some })) } },
      true,
      /groups only/,
    ],
    [
      'method-hardwareOath',
      'for no group',
      { tenant: { hardwareOath: read(policy({ included: nobody })) } },
      false,
      /nobody/,
    ],
    [
      'method-hardwareOath',
      'with 1 group left out',
      { tenant: { hardwareOath: read(policy({ excluded: some })) } },
      true,
      /1 group left out/,
    ],
    [
      'method-hardwareOath',
      'with everybody left out',
      { tenant: { hardwareOath: read(policy({ excluded: everybody })) } },
      false,
      /nobody/,
    ],
    [
      'method-softwareOath',
      'off while way B is open',
      { tenant: { methods: read({ softwareOath: policy({ isEnabled: false }) }) } },
      true,
      /way A/,
    ],
    [
      'method-softwareOath',
      'off without the licence for way B',
      { tenant: { methods: read({ softwareOath: policy({ isEnabled: false }) }), hasPremium: read(false) } },
      false,
      /way A/,
    ],
    [
      'method-softwareOath',
      'off together with hardware tokens',
      {
        tenant: {
          methods: read({ softwareOath: policy({ isEnabled: false }) }),
          hardwareOath: read(policy({ isEnabled: false })),
        },
      },
      false,
      /way A/,
    ],
    ['migration', 'under way', { tenant: { migration: read('migrationInProgress') } }, true, /not migrated/],
    ['security-defaults', 'on', { tenant: { securityDefaults: read(true) } }, true, /are on/],
    ['registration-guard', 'there', { tenant: access({ guardsRegistration: true }) }, true, /guarded by “P”/],
    [
      'strengths',
      'asked of everybody',
      { tenant: access({ strength: ['fido2', 'password,microsoftAuthenticatorPush'] }) },
      false,
      /everybody by “P”/,
    ],
    [
      'strengths',
      'asked of some',
      { tenant: access({ strength: ['fido2'], isForAll: false }) },
      true,
      /“P”, for some/,
    ],
    [
      'campaign',
      'on, with nobody left out',
      { tenant: { campaign: read({ isEnabled: true, included: everybody, excluded: nobody }) } },
      false,
      /leaves nobody out/,
    ],
    [
      'role-assigning',
      'held by nobody',
      withRoles(held('k-1', creates)),
      false,
      /Nobody holds Authentication Administrator/,
    ],
    [
      'role-assigning',
      'held over the tenant',
      withRoles(held('t-1', assigns), held('k-1', creates)),
      true,
      /1 holder over the whole tenant/,
    ],
    [
      'role-policy',
      'held by nobody',
      withRoles(held('t-1', assigns, unit)),
      false,
      /Nobody holds Authentication Policy/,
    ],
    [
      'role-policy',
      'held by one',
      withRoles(held('t-1', assigns, unit), held('k-1', creates)),
      true,
      /: 1 holder\.$/,
    ],
    [
      'roles-apart',
      'both held by one',
      withRoles(held('t-1', assigns, unit), held('t-1', creates)),
      true,
      /1 person holds both/,
    ],
    ['credential-k-1', 'ending in 29 days', secrets(secret({ days: 29 })), false, /2026-12-19, in 29 days/],
    [
      'credential-k-1',
      'ending tomorrow',
      secrets(secret({ days: 1, kind: 'certificate', name: null })),
      false,
      /certificate of the application.*in 1 day/,
    ],
    ['credential-k-1', 'over', secrets(secret({ days: -1 })), false, /ended on 2026-11-19/],
    [
      'credential-k-1',
      'over, and replaced',
      secrets(secret({ days: -1 }), secret({ id: 'k-2' })),
      true,
      /ended/,
    ],
    [
      'credential-k-1',
      'over, and the bot’s not',
      secrets(secret({ days: -1 }), secret({ id: 'k-2', of: 'bot' })),
      false,
      /ended/,
    ],
    ['sign-in', 'refused', { application: { signIn: 'refused' } }, false, /refuses the server/],
    ['sign-in', 'without an answer', { application: { signIn: 'no-answer' } }, false, /does not answer/],
    [
      'consents-more',
      'there',
      { application: { granted: read([...names, 'Directory.Read.All']) } },
      true,
      /not need: Directory\.Read\.All\./,
    ],
  ];
  for (const [id, state, change, ok, what] of cases)
    it(`tell of ${id} ${state}: ${ok ? 'a note' : 'to be done'}`, () => {
      const finding = said(id, change);
      assert.equal(finding.ok, ok);
      assert.match(finding.what, what);
      const isClosedRoad = ok && /nobody: way/.test(finding.what);
      assert.equal(finding.todo === null, isClosedRoad);
      assert.equal(finding.who === null, finding.todo === null);
    });

  const wells: readonly (readonly [string, string, Change])[] = [
    ['migration', 'of a new tenant', { tenant: { migration: read(null) } }],
    [
      'strengths',
      'that take a software token',
      { tenant: access({ strength: ['fido2', 'password,softwareOath'] }) },
    ],
    ['strengths', 'that take a hardware token', { tenant: access({ strength: ['password,hardwareOath'] }) }],
    [
      'campaign',
      'with a group left out',
      { tenant: { campaign: read({ isEnabled: true, included: everybody, excluded: some }) } },
    ],
    ['credential-k-1', 'ending in 30 days', secrets(secret({ days: 30 }))],
    ['credential-k-1', 'without an end', secrets(secret({ endsAt: null }))],
    ['credentials', 'that are none', secrets()],
    [
      'system-preferred',
      'off',
      { tenant: { systemPreferred: read({ isEnabled: false, excluded: nobody }) } },
    ],
    [
      'role-assigning',
      'of the privileged alone',
      withRoles(held('t-1', entraRoles.privilegedAuthenticationAdministrator), held('k-1', creates)),
    ],
  ];
  it('say what of Microsoft’s beta answers in a new way, and what that stops', () => {
    const ofTokens = said('beta', { beta: read(['devices', 'methods']) });
    assert.equal(ofTokens.ok, false);
    assert.match(ofTokens.what, /the list of hardware tokens and the hardware tokens of a person\.$/);
    assert.match(ofTokens.todo ?? '', /Nothing is loaded or handed out by way B .* way A goes on/);
    const ofMfa = said('beta', { beta: read(['per-user-mfa']) });
    assert.equal(ofMfa.ok, false);
    assert.doesNotMatch(ofMfa.todo ?? '', /way B/);
  });

  for (const [id, state, change] of wells)
    it(`find nothing to do about ${id} ${state}`, () => {
      const { ok, todo } = said(id, change);
      assert.deepEqual([ok, todo], [true, null]);
    });

  it('do not call a campaign on that leaves everybody out', () => {
    const campaign = read({ isEnabled: true, included: everybody, excluded: everybody });
    const { ok, what } = said('campaign', { tenant: { campaign } });
    assert.deepEqual([ok, what], [true, 'The registration campaign is off, or leaves everybody out.']);
  });

  it('name who can put each thing right', () => {
    const who: Readonly<Record<string, readonly string[]>> = {
      operator: ['sign-in', 'beta'],
      cloudApplicationAdministrator: ['consents-delegated', 'credential-k-1'],
      billingAdministrator: ['licence'],
      authenticationPolicyAdministrator: [
        'method-hardwareOath',
        'method-softwareOath',
        'migration',
        'campaign',
        'system-preferred',
      ],
      conditionalAccessAdministrator: ['security-defaults', 'registration-guard', 'strengths'],
      privilegedRoleAdministrator: [
        'consents',
        'role-assigning',
        'role-policy',
        'roles-apart',
        'your-roles',
        'assignable-groups',
      ],
    };
    const found = findings({ personId: 'me' }).map((one) => [one.id, one.who]);
    const wanted = Object.entries(who).flatMap(([fixer, ids]) => ids.map((id) => [id, fixer]));
    assert.deepEqual(new Map(found as [string, string][]), new Map(wanted as [string, string][]));
    const unread = (fact: Fact<never>) => one('licence', { tenant: { hasPremium: fact } }).who;
    assert.deepEqual([unread(notAllowed), unread(noAnswer)], ['privilegedRoleAdministrator', 'operator']);
  });

  it('tell nobody’s own roles where nobody is signed in', () => {
    assert.ok(!findings().some(({ id }) => id === 'your-roles'));
  });

  it('tell nobody’s own roles where groups that may hold them are not read', () => {
    const ids = (assignableMembers: TenantFacts['assignableMembers']) =>
      findings({ personId: 't-1', tenant: { assignableMembers } }).map(({ id }) => id);
    assert.ok(ids(read([])).includes('your-roles'));
    assert.ok(!ids(notAllowed).includes('your-roles'));
  });

  it('name what the server cannot see', () => {
    assert.match(
      said('consents-delegated', { application: { delegated: notAllowed } }).what,
      /User\.Read, UserAuthMethod-SoftwareOATH\.ReadWrite\.All, .* and Policy\.ReadWrite\.AuthenticationMethod were/,
    );
  });

  it('say which delegated permissions lack a consent where the server may see it, and are then not well', () => {
    const names = delegatedPermissions.map(({ name }) => name);
    const of = (given: readonly string[]) =>
      one('consents-delegated', { application: { delegated: read(given) } });
    assert.deepEqual([of(names).ok, of(names.filter((name) => name !== 'User.Read')).ok], [true, true]);
    const lost = of(names.filter((name) => name !== 'Policy.ReadWrite.AuthenticationMethod'));
    assert.equal(lost.ok, false);
    assert.deepEqual(lost.about, {
      ...{ kind: 'consents-delegated', state: 'missing' },
      permissions: ['Policy.ReadWrite.AuthenticationMethod'],
    });
    const wider = [
      'UserAuthenticationMethod.ReadWrite.All',
      'User.ReadWrite.All',
      'Policy.ReadWrite.AuthenticationMethod',
    ];
    assert.equal(of(wider).ok, true, 'a wider one holds them');
    const { ok, todo } = said('consents-delegated', { application: { delegated: notAllowed } });
    assert.deepEqual([ok, todo !== null], [true, true], 'not known is said, and is no fault');
  });

  it('tell somebody what they may do themselves, or that it is not known', () => {
    const roles = [{ personId: 't-1', role: entraRoles.authenticationAdministrator, scope: '/' }];
    const own = (tenant: Partial<TenantFacts>) =>
      findOwnRoles(readyTenant({ roles: read(roles), ...tenant }), 't-1');
    assert.deepEqual(own({})[0]?.about, {
      kind: 'your-roles',
      mayCreate: false,
      assignsTo: 'non-administrators',
    });
    for (const [change, what] of [
      [{ roles: notAllowed }, 'roles'],
      [{ assignableMembers: noAnswer }, 'assignable-groups'],
    ] as const)
      assert.deepEqual(
        own(change).map(({ id, ok }) => [id, ok]),
        [[what, false]],
      );
  });

  it('name the policies that guard registration, and no others', () => {
    const both = [
      { name: 'P', asksForMfa: true, isForAll: true, guardsRegistration: true, strength: null },
      { name: 'Q', asksForMfa: true, isForAll: true, guardsRegistration: false, strength: null },
    ];
    assert.match(said('registration-guard', { tenant: { conditionalAccess: read(both) } }).what, /“P”\.$/);
  });

  for (const [isOn, fact] of [
    [true, { isEnabled: true, excluded: nobody }],
    [true, { isEnabled: true, excluded: some }],
    [false, { isEnabled: true, excluded: everybody }],
    [false, { isEnabled: false, excluded: nobody }],
  ] as const)
    it(`say whether Microsoft chooses what it asks for: ${JSON.stringify(fact)}`, () => {
      const { about } = one('system-preferred', { tenant: { systemPreferred: read(fact) } });
      assert.deepEqual(about, { kind: 'system-preferred', isOn });
    });

  it('do not take a policy that names no authenticator apps for one that forbids them', () => {
    const { about } = one('method-softwareOath', { tenant: { methods: read({}) } });
    assert.deepEqual(about, { kind: 'unread', what: 'method-softwareOath', permissions: [] });
  });

  it('count each holder once, over units and over the tenant', () => {
    const all = [
      held('t-1', assigns, unit),
      held('t-1', assigns, '/administrativeUnits/u-2'),
      held('t-2', assigns),
      held('k-1', creates),
    ];
    const { about } = one('role-assigning', withRoles(...all));
    assert.deepEqual(about, {
      kind: 'assigning-role',
      inUnits: 1,
      inTenant: 1,
      privileged: 0,
      isWanted: true,
    });
  });

  it('demand nothing of way B where the licence is not known', () => {
    const tenant = {
      hasPremium: noAnswer,
      roles: read([]),
      hardwareOath: read(policy({ isEnabled: false })),
    };
    for (const id of ['role-assigning', 'role-policy', 'method-hardwareOath'])
      assert.equal(one(id, { tenant }).ok, true);
  });

  it('demand no role where way B is not open anyhow', () => {
    const change = { tenant: { roles: read([]), hasPremium: read(false) } };
    for (const id of ['role-assigning', 'role-policy']) assert.equal(one(id, change).ok, true);
  });

  for (const { name, includedIn } of applicationPermissions) {
    it(`name ${name} where it was not consented to, and what stops`, () => {
      const without = [name, ...includedIn];
      const granted = read(names.filter((given) => !without.includes(given)));
      const finding = said(`consent-${name}`, { application: { granted } });
      assert.equal(finding.ok, false);
      assert.ok(finding.what.startsWith(`${name} was not consented to. `));
      assert.equal(finding.who, 'Privileged Role Administrator');
      assert.ok(!findings({ application: { granted } }).some(({ id }) => id === 'consents'));
    });
    if (includedIn.length > 0)
      it(`miss nothing where ${includedIn[0]} was given instead of ${name}`, () => {
        const granted = read([...names.filter((given) => given !== name), includedIn[0] ?? '']);
        assert.ok(!findings({ application: { granted } }).some(({ id }) => id === `consent-${name}`));
      });
  }

  const unread: readonly (readonly [string, (fact: Fact<never>) => Change])[] = [
    ['consents', (granted) => ({ application: { granted } })],
    ['credentials', (credentials) => ({ application: { credentials } })],
    ['beta', (beta) => ({ beta })],
    ['licence', (hasPremium) => ({ tenant: { hasPremium } })],
    ['method-hardwareOath', (hardwareOath) => ({ tenant: { hardwareOath } })],
    ['method-softwareOath', (methods) => ({ tenant: { methods } })],
    ['migration', (migration) => ({ tenant: { migration } })],
    ['security-defaults', (securityDefaults) => ({ tenant: { securityDefaults } })],
    ['registration-guard', (conditionalAccess) => ({ tenant: { conditionalAccess } })],
    ['strengths', (conditionalAccess) => ({ tenant: { conditionalAccess } })],
    ['campaign', (campaign) => ({ tenant: { campaign } })],
    ['system-preferred', (systemPreferred) => ({ tenant: { systemPreferred } })],
    ['roles', (roles) => ({ tenant: { roles } })],
    ['assignable-groups', (assignableMembers) => ({ tenant: { assignableMembers } })],
  ];
  for (const [id, change] of unread)
    it(`say that ${id} is not known, and why, and are not ok`, () => {
      const refused = said(id, change(notAllowed));
      assert.equal(refused.ok, false);
      assert.match(refused.todo ?? '', /Some\.Read\.All or Other\.Read\.All/);
      const silent = said(id, change(noAnswer));
      assert.equal(silent.ok, false);
      assert.match(silent.what, /^Not known: .*did not tell/);
      assert.equal(silent.who, 'whoever runs the server');
    });

  it('are the sign-in alone where nothing else could be asked', () => {
    assert.deepEqual(
      findings({ application: { signIn: 'refused' } }).map(({ id }) => id),
      ['sign-in'],
    );
  });

  const yours: readonly (readonly [string, ReturnType<typeof held>[], RegExp])[] = [
    ['nothing', [], /create no token and assign no token/],
    ['a unit', [held('me', assigns, unit)], /create no token and assign tokens to people of your/],
    ['the tenant', [held('me', assigns)], /who is no administrator/],
    ['stock', [held('me', creates)], /may create tokens and assign no/],
    [
      'privileges',
      [held('me', entraRoles.privilegedAuthenticationAdministrator)],
      /create no token and assign tokens to everybody\./,
    ],
    [
      'everything',
      [held('me', entraRoles.globalAdministrator)],
      /create tokens and assign tokens to everybody\./,
    ],
    ['somebody else’s', [held('other', creates)], /create no token/],
  ];
  for (const [what, roles, expected] of yours)
    it(`tell a signed-in person with ${what} what they may do at Microsoft`, () => {
      const mine = { tenant: { roles: read(roles) }, personId: 'me' };
      assert.match(said('your-roles', mine).what, expected);
    });

  it('are worded in both languages, with the same things to do', () => {
    const all = [
      ...cases.map(([id, , change]) => one(id, change)),
      ...wells.map(([id, , change]) => one(id, change)),
      ...unread.flatMap(([id, change]) => [one(id, change(notAllowed)), one(id, change(noAnswer))]),
      ...yours.map(([, roles]) => one('your-roles', { tenant: { roles: read(roles) }, personId: 'me' })),
      one('consent-User.Read.All', { application: { granted: read([]) } }),
      ...findings(),
    ];
    const kinds: Readonly<Record<AboutKind, true>> = {
      'sign-in': true,
      unread: true,
      consents: true,
      'consent-missing': true,
      'consents-more': true,
      'consents-delegated': true,
      'method-policy': true,
      migration: true,
      'security-defaults': true,
      'registration-guard': true,
      strengths: true,
      campaign: true,
      'system-preferred': true,
      licence: true,
      beta: true,
      'assigning-role': true,
      'policy-role': true,
      'roles-apart': true,
      'assignable-groups': true,
      'your-roles': true,
      'no-credentials': true,
      credential: true,
    };
    assert.deepEqual(new Set(all.map(({ about }) => about.kind)), new Set(Object.keys(kinds)));
    const [english, german] = [tenantReportOf(all, 'en').findings, tenantReportOf(all, 'de').findings];
    for (const [index, finding] of english.entries()) {
      const other = german[index];
      assert.notEqual(finding.what, other?.what);
      assert.equal(finding.todo === null, other?.todo === null, finding.what);
      if (finding.todo !== null) assert.notEqual(finding.todo, other?.todo);
      if (!finding.ok) assert.notEqual(finding.todo, null, finding.what);
      assert.doesNotMatch(`${other?.what} ${other?.todo}`, /\b(the|and|is|are|of|to)\b/);
      assert.doesNotMatch(`${finding.what} ${finding.todo}`, /\b(der|und|ist|die|das)\b/);
    }
  });
});
