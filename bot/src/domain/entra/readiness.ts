import type {
  Readiness,
  ReadinessCheck,
  ReadinessFinding,
  ReadinessState,
  Route,
} from '@token-desk/contract/entra/readiness';
import {
  entraRoles,
  type Fact,
  holdsRole,
  type MethodPolicy,
  type PersonFacts,
  type RoleHeld,
  softwarePolicy,
  type TenantFacts,
} from './facts.ts';

/** Microsoft counts authenticator apps and hardware tokens of a person together. */
export const maxOathMethods = 5;
const phoneDefaults: readonly string[] = ['sms', 'voiceMobile', 'voiceAlternateMobile', 'voiceOffice'];
const strengthPart: Readonly<Record<Route, string>> = { A: 'softwareOath', B: 'hardwareOath' };

type Facts = {
  readonly tenant: TenantFacts;
  readonly person: PersonFacts;
  /** Who would do it; null: that is not known yet, so nobody's role is judged. */
  readonly technicianId: string | null;
  /** Microsoft's beta was seen to answer otherwise than documented. */
  readonly isBetaStopped: boolean;
};
type Finding = ReadinessFinding;

/** What is missing for a person's token by either way, and which way is the one to take. */
export function judgeReadiness(facts: Facts): Readiness {
  const [A, B] = [wayA(facts), wayB(facts)];
  const inTheWay = B.find(
    ({ check, state }) => state === 'missing' || (state === 'unknown' && mustBeKnown(check)),
  );
  const mayCreate = creating(facts);
  if (inTheWay === undefined) return { A, B, route: 'B', because: null, mayCreate };
  const isBarred = A.some(({ state }) => state === 'missing');
  return { A, B, route: isBarred ? null : 'A', because: inTheWay.check, mayCreate };
}

const creators: readonly string[] = [
  entraRoles.authenticationPolicyAdministrator,
  entraRoles.globalAdministrator,
];

function creating({ tenant, technicianId }: Facts): Readiness['mayCreate'] {
  const { roles, assignableMembers } = tenant;
  if (roles.kind !== 'read' || technicianId === null) return 'unknown';
  const isCreator = (held: RoleHeld) => held.personId === technicianId && creators.includes(held.role);
  if (roles.value.some(isCreator)) return 'ok';
  // A group may hold it of which the technician is a member.
  return assignableMembers.kind === 'read' ? 'missing' : 'unknown';
}

/** What way B cannot do without: where it is not known, the way that needs less is taken. */
const mustBeKnown = (check: ReadinessCheck): boolean =>
  check === 'licence' || check === 'method-allowed' || check === 'your-role';

const wayA = (facts: Facts): Finding[] => [
  ...ofThePerson(facts),
  known('password', facts.person.mustChangePassword, (must) =>
    must === null ? 'unknown' : must ? 'missing' : 'ok',
  ),
  firstSignIn(facts),
  allowed(facts, softwarePolicy(facts.tenant.methods)),
  room(facts),
  oldPolicy(facts),
  registration(facts),
  strength(facts, 'A'),
  ...ofTheirMethods(facts),
];

const wayB = (facts: Facts): Finding[] => [
  ...ofThePerson(facts),
  known('licence', facts.person.hasPremium, (has) => (has ? 'ok' : 'missing')),
  found('beta', facts.isBetaStopped ? 'missing' : 'ok'),
  allowed(facts, facts.tenant.hardwareOath),
  room(facts),
  privileged(facts),
  ...(facts.technicianId === null ? [] : [yourRole(facts)]),
  strength(facts, 'B'),
  known('password', facts.person.mustChangePassword, (must) =>
    must === null ? 'unknown' : must ? 'note' : 'ok',
  ),
  ...ofTheirMethods(facts),
];

const found = (check: ReadinessCheck, state: ReadinessState, more: Partial<Finding> = {}): Finding => ({
  check,
  state,
  permissions: [],
  names: [],
  ...more,
});

/** What could not be read is `unknown`, with the permissions that would show it. */
const known = <T>(
  check: ReadinessCheck,
  fact: Fact<T>,
  judge: (value: T) => ReadinessState | Finding,
): Finding => {
  if (fact.kind === 'not-allowed') return found(check, 'unknown', { permissions: [...fact.permissions] });
  if (fact.kind === 'no-answer') return found(check, 'unknown');
  const judged = judge(fact.value);
  return typeof judged === 'string' ? found(check, judged) : judged;
};

const ofThePerson = ({ person }: Facts): Finding[] => [
  found('account', person.isEnabled ? 'ok' : 'missing'),
  found('guest', person.isGuest ? 'missing' : 'ok'),
];

const ofTheirMethods = ({ person }: Facts): Finding[] => [
  known('only-phone', person.methods, ({ phones, softwareOath, hardwareOath, authenticatorApps, others }) =>
    phones > 0 && softwareOath + hardwareOath + authenticatorApps + others === 0 ? 'note' : 'ok',
  ),
  known('default-method', person.defaultMethod, (method) =>
    method !== null && phoneDefaults.includes(method) ? 'note' : 'ok',
  ),
  known('reset', person.mayAskForReset, (may) => (may ? 'note' : 'ok')),
];

const room = ({ person }: Facts): Finding =>
  known('room', person.methods, ({ softwareOath, hardwareOath, authenticatorApps }) =>
    softwareOath + hardwareOath + authenticatorApps < maxOathMethods ? 'ok' : 'missing',
  );

/** A policy that names groups can be judged only with the person's groups; an exclusion wins. */
const allowed = ({ person }: Facts, policy: Fact<MethodPolicy>): Finding =>
  known('method-allowed', policy, ({ isEnabled, included, excluded }) => {
    if (!isEnabled || excluded.everybody) return 'missing';
    if (included.everybody && excluded.groups.length === 0) return 'ok';
    return known('method-allowed', person.groups, (groups) => {
      const isIn = (targets: readonly string[]) => targets.some((group) => groups.includes(group));
      const isMeant = (included.everybody || isIn(included.groups)) && !isIn(excluded.groups);
      return isMeant ? 'ok' : 'missing';
    });
  });

const privileged = ({ tenant, person }: Facts): Finding =>
  known('privileged', tenant.roles, (roles) =>
    known('privileged', tenant.assignableMembers, (members) =>
      holdsRole(person.id, roles, members) ? 'note' : 'ok',
    ),
  );

/** For people with a role, or who could be given one, Microsoft wants a role above the usual one. */
const yourRole = ({ tenant, person, technicianId }: Facts): Finding =>
  known('your-role', tenant.roles, (roles) =>
    known('your-role', tenant.assignableMembers, (members) => {
      const own = roles.filter((held) => held.personId === technicianId);
      const above: readonly string[] = [
        entraRoles.privilegedAuthenticationAdministrator,
        entraRoles.globalAdministrator,
      ];
      if (own.some(({ role, scope }) => above.includes(role) && scope === '/')) return 'ok';
      if (holdsRole(person.id, roles, members)) return 'missing';
      const usual = own.filter(({ role }) => role === entraRoles.authenticationAdministrator);
      if (usual.length === 0) return 'missing';
      if (usual.some(({ scope }) => scope === '/')) return 'ok';
      return known('your-role', person.groups, (groups) =>
        usual.some(({ scope }) => groups.includes(scope.split('/').at(-1) ?? '')) ? 'ok' : 'missing',
      );
    }),
  );

/** A policy that asks for a strength which no combination with the token satisfies lets nobody in with it. */
const strength = ({ tenant }: Facts, route: Route): Finding =>
  known('strength', tenant.conditionalAccess, (policies) => {
    const names = policies
      .filter(({ strength }) => strength !== null && !takes(strength, strengthPart[route]))
      .map(({ name }) => name);
    return found('strength', names.length === 0 ? 'ok' : 'note', { names });
  });
/** Whether one of a strength's combinations has this method in it. */
export const takes = (combinations: readonly string[], part: string): boolean =>
  combinations.some((one) => one.split(',').some((name) => name.trim() === part));

const guards = (tenant: TenantFacts): string[] =>
  tenant.conditionalAccess.kind === 'read'
    ? tenant.conditionalAccess.value.filter((one) => one.guardsRegistration).map(({ name }) => name)
    : [];

const registration = ({ tenant }: Facts): Finding =>
  known('registration', tenant.conditionalAccess, () => {
    const names = guards(tenant);
    return found('registration', names.length === 0 ? 'ok' : 'note', { names });
  });

/** Never signed in, and the page where one would begin is guarded: there is no way in by way A. */
const firstSignIn = ({ tenant, person }: Facts): Finding =>
  known('first-sign-in', person.hasSignedIn, (has) =>
    has
      ? 'ok'
      : found('first-sign-in', guards(tenant).length > 0 ? 'missing' : 'note', { names: guards(tenant) }),
  );

const oldPolicy = ({ tenant }: Facts): Finding =>
  known('old-policy', tenant.migration, (state) =>
    state === null || state === 'migrationComplete' ? 'ok' : 'note',
  );
