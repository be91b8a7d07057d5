import { dayMs } from '../retention.ts';
import type { BetaArea } from './beta.ts';
import {
  type ApplicationFacts,
  type ConditionalAccess,
  type Credential,
  entraRoles,
  type Fact,
  type MethodPolicy,
  type RoleHeld,
  softwarePolicy,
  type TenantFacts,
} from './facts.ts';
import type { About, Finding, Fixer, Subject } from './finding.ts';
import { applicationPermissions, delegatedPermissions, type PermissionName } from './permissions.ts';
import { takes } from './readiness.ts';

export type Known = {
  readonly tenant: TenantFacts;
  readonly application: ApplicationFacts;
  readonly beta: Fact<readonly BetaArea[]>;
  /** Whose Entra roles are told too; null: nobody is signed in. */
  readonly personId: string | null;
  readonly now: number;
};

/** A secret is renewed before it has fewer days than this. */
export const credentialDays = 30;

/** Everything the set-up of tokens at Microsoft depends on, each by itself and in the order it is put right. */
export function findInTenant({ tenant, application, beta, personId, now }: Known): readonly Finding[] {
  const signIn = found('sign-in', application.signIn === 'works', 'operator', {
    kind: 'sign-in',
    state: application.signIn,
  });
  // Nothing else could be asked: a line of “not known” for each thing would hide the one that matters.
  if (!signIn.ok) return [signIn];
  return [
    signIn,
    ...known('consents', application.granted, consents),
    delegatedConsents(application.delegated),
    ...known('credentials', application.credentials, (all) => credentials(all, now)),
    ...policies(tenant),
    ...known('beta', beta, (changed) =>
      found('beta', changed.length === 0, 'operator', { kind: 'beta', changed }),
    ),
    ...roles(tenant, personId),
  ];
}

const found = (id: string, ok: boolean, who: Fixer, about: About): Finding => ({ id, ok, about, who });

/** What could not be read is a finding of its own, under the id of what it would have told. */
const known = <T>(
  what: Subject,
  fact: Fact<T>,
  judge: (value: T) => Finding | readonly Finding[],
): readonly Finding[] => {
  if (fact.kind === 'read') return [judge(fact.value)].flat();
  const permissions = fact.kind === 'not-allowed' ? fact.permissions : [];
  const who = fact.kind === 'not-allowed' ? 'privilegedRoleAdministrator' : 'operator';
  return [found(what, false, who, { kind: 'unread', what, permissions })];
};

function consents(granted: readonly string[]): readonly Finding[] {
  const who = 'privilegedRoleAdministrator';
  const missing = applicationPermissions.filter(
    ({ name, includedIn }) => ![name, ...includedIn].some((one) => granted.includes(one)),
  );
  const more = granted.filter((name) => !applicationPermissions.some((one) => one.name === name));
  return [
    ...missing.map(({ name }) =>
      found(`consent-${name}`, false, who, { kind: 'consent-missing', permission: name }),
    ),
    ...(missing.length === 0 ? [found('consents', true, who, { kind: 'consents' })] : []),
    ...(more.length > 0
      ? [found('consents-more', true, who, { kind: 'consents-more', permissions: more })]
      : []),
  ];
}

/** Not known is no fault of the set-up here: what it takes to see it is more than the product asks for, and the tab asks each person. */
function delegatedConsents(granted: ApplicationFacts['delegated']): Finding {
  const told = (state: 'given' | 'missing' | 'unknown', permissions: readonly PermissionName[]) =>
    found('consents-delegated', state !== 'missing', 'cloudApplicationAdministrator', {
      kind: 'consents-delegated',
      state,
      permissions,
    });
  const all = delegatedPermissions.map(({ name }) => name);
  if (granted.kind !== 'read') return told('unknown', all);
  // Whoever signs in may consent to this one for themselves.
  const missing = delegatedPermissions.filter(
    ({ name, includedIn }) =>
      name !== 'User.Read' && ![name, ...includedIn].some((one) => granted.value.includes(one)),
  );
  return missing.length === 0
    ? told('given', all)
    : told(
        'missing',
        missing.map(({ name }) => name),
      );
}

function credentials(all: readonly Credential[], now: number): readonly Finding[] {
  const who = 'cloudApplicationAdministrator';
  if (all.length === 0) return [found('credentials', true, who, { kind: 'no-credentials' })];
  return all.map(({ id, kind, of, name, endsAt }) => {
    const ends =
      endsAt === null
        ? null
        : {
            on: new Date(endsAt).toISOString().slice(0, 10),
            inDays: Math.floor((endsAt - now) / dayMs),
          };
    // One that is over is no longer in use where another is in force.
    const isReplaced = all.some((other) => other.of === of && (other.endsAt === null || other.endsAt > now));
    const ok = ends === null || ends.inDays >= credentialDays || (ends.inDays < 0 && isReplaced);
    return found(`credential-${id}`, ok, who, { kind: 'credential', credential: { kind, of, name }, ends });
  });
}

function policies(tenant: TenantFacts): readonly Finding[] {
  const who = 'authenticationPolicyAdministrator';
  const { methods, hardwareOath, campaign } = tenant;
  const isMainlyB = hasPremium(tenant);
  const isBOpen = isMainlyB && hardwareOath.kind === 'read' && reachOf(hardwareOath.value) !== 'nobody';
  return [
    ...known('licence', tenant.hasPremium, (has) =>
      found('licence', true, 'billingAdministrator', { kind: 'licence', hasPremium: has }),
    ),
    ...methodPolicy('hardwareOath', hardwareOath, isMainlyB),
    ...methodPolicy('softwareOath', softwarePolicy(methods), !isBOpen),
    ...known('migration', tenant.migration, (state) =>
      found('migration', true, who, {
        kind: 'migration',
        isComplete: state === null || state === 'migrationComplete',
      }),
    ),
    ...known('security-defaults', tenant.securityDefaults, (isOn) =>
      found('security-defaults', true, 'conditionalAccessAdministrator', { kind: 'security-defaults', isOn }),
    ),
    ...known('registration-guard', tenant.conditionalAccess, registrationGuard),
    ...known('strengths', tenant.conditionalAccess, strengths),
    ...known('campaign', campaign, ({ isEnabled, excluded }) =>
      found('campaign', !isEnabled || excluded.everybody || excluded.groups.length > 0, who, {
        kind: 'campaign',
        isOn: isEnabled && !excluded.everybody,
        excludedGroups: excluded.groups.length,
      }),
    ),
    ...known('system-preferred', tenant.systemPreferred, ({ isEnabled, excluded }) =>
      found('system-preferred', true, who, {
        kind: 'system-preferred',
        isOn: isEnabled && !excluded.everybody,
      }),
    ),
  ];
}

const hasPremium = ({ hasPremium }: TenantFacts): boolean => hasPremium.kind === 'read' && hasPremium.value;

const reachOf = ({ isEnabled, included, excluded }: MethodPolicy): 'nobody' | 'groups' | 'everybody' => {
  if (!isEnabled || excluded.everybody) return 'nobody';
  if (included.everybody) return 'everybody';
  return included.groups.length > 0 ? 'groups' : 'nobody';
};

const methodPolicy = (
  method: 'softwareOath' | 'hardwareOath',
  policy: Fact<MethodPolicy>,
  isWanted: boolean,
): readonly Finding[] =>
  known(`method-${method}`, policy, (value) => {
    const reach = reachOf(value);
    return found(`method-${method}`, reach !== 'nobody' || !isWanted, 'authenticationPolicyAdministrator', {
      kind: 'method-policy',
      method,
      reach,
      excludedGroups: value.excluded.groups.length,
      isWanted,
    });
  });

const registrationGuard = (all: readonly ConditionalAccess[]): Finding =>
  found('registration-guard', true, 'conditionalAccessAdministrator', {
    kind: 'registration-guard',
    policies: all.filter((one) => one.guardsRegistration).map(({ name }) => name),
  });

/** A strength of which no combination has a code of a token in it lets nobody in with one. */
function strengths(all: readonly ConditionalAccess[]): Finding {
  const without = all.filter(
    ({ strength }) =>
      strength !== null && !takes(strength, 'softwareOath') && !takes(strength, 'hardwareOath'),
  );
  const forAll = without.filter((one) => one.isForAll).map(({ name }) => name);
  return found('strengths', forAll.length === 0, 'conditionalAccessAdministrator', {
    kind: 'strengths',
    policies: without.map(({ name }) => name),
    forAll,
  });
}

/** Holders at this moment: who is only eligible is not among them; a group whose members are not read counts as one. */
const holdersOf = (
  all: readonly RoleHeld[],
  role: string,
  isThere: (scope: string) => boolean = () => true,
): readonly string[] => [
  ...new Set(all.filter((held) => held.role === role && isThere(held.scope)).map((held) => held.personId)),
];
const inTenant = (scope: string): boolean => scope === '/';
const inUnit = (scope: string): boolean => scope !== '/';

function roles(tenant: TenantFacts, personId: string | null): readonly Finding[] {
  const isWanted = hasPremium(tenant);
  const who = 'privilegedRoleAdministrator';
  return [
    ...known('roles', tenant.roles, (all) => {
      const assigning = entraRoles.authenticationAdministrator;
      const privileged = holdersOf(all, entraRoles.privilegedAuthenticationAdministrator);
      const assigners = [...holdersOf(all, assigning), ...privileged];
      const keepers = holdersOf(all, entraRoles.authenticationPolicyAdministrator);
      return [
        found('role-assigning', assigners.length > 0 || !isWanted, who, {
          kind: 'assigning-role',
          inUnits: holdersOf(all, assigning, inUnit).length,
          inTenant: holdersOf(all, assigning, inTenant).length,
          privileged: privileged.length,
          isWanted,
        }),
        found('role-policy', keepers.length > 0 || !isWanted, who, {
          kind: 'policy-role',
          holders: keepers.length,
          isWanted,
        }),
        found('roles-apart', true, who, {
          kind: 'roles-apart',
          withBoth: keepers.filter((id) => assigners.includes(id)).length,
        }),
        // A role may be held by a group, so nothing is said of one's own while groups are not read.
        ...(personId === null || tenant.assignableMembers.kind !== 'read' ? [] : [yourRoles(all, personId)]),
      ];
    }),
    ...known('assignable-groups', tenant.assignableMembers, (members) =>
      found('assignable-groups', true, who, { kind: 'assignable-groups', members: members.length }),
    ),
  ];
}

/** What somebody may do at Microsoft themselves; not known where roles, or the groups that may hold them, are not read. */
export function findOwnRoles(tenant: TenantFacts, personId: string): readonly Finding[] {
  return known('roles', tenant.roles, (all) =>
    known('assignable-groups', tenant.assignableMembers, () => yourRoles(all, personId)),
  );
}

function yourRoles(all: readonly RoleHeld[], personId: string): Finding {
  const own = all.filter((held) => held.personId === personId);
  const holds = (role: string, isThere?: (scope: string) => boolean) =>
    holdersOf(own, role, isThere).length > 0;
  const { authenticationAdministrator: usual, globalAdministrator } = entraRoles;
  const isAbove =
    holds(entraRoles.privilegedAuthenticationAdministrator, inTenant) || holds(globalAdministrator);
  const assignsTo = isAbove
    ? 'everybody'
    : holds(usual, inTenant)
      ? 'non-administrators'
      : holds(usual)
        ? 'units'
        : 'nobody';
  return found('your-roles', true, 'privilegedRoleAdministrator', {
    kind: 'your-roles',
    mayCreate: holds(entraRoles.authenticationPolicyAdministrator) || holds(globalAdministrator),
    assignsTo,
  });
}
