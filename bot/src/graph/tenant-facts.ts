import { ProblemError } from '@token-desk/contract/problem';
import * as z from 'zod/mini';
import {
  type MethodKind,
  type MethodPolicy,
  mapFact,
  methodKinds,
  premiumPlans,
  type RoleHeld,
  type Targets,
  type TenantFacts,
} from '../domain/entra/facts.ts';
import { type GraphClient, given, pageOfIds, withId } from './access/client.ts';
import { factOf } from './fact.ts';

const target = z.object({ id: z.string(), targetType: z.optional(z.string()) });
const targets = z.optional(z.array(target));
const configuration = z.object({
  id: z.string(),
  state: z.nullable(z.string()),
  includeTargets: targets,
  excludeTargets: targets,
});
const policy = z.object({
  policyMigrationState: z.optional(z.nullable(z.string())),
  systemCredentialPreferences: z.optional(
    z.nullable(z.object({ state: z.optional(z.nullable(z.string())), excludeTargets: targets })),
  ),
  registrationEnforcement: z.optional(
    z.nullable(
      z.object({
        authenticationMethodsRegistrationCampaign: z.optional(
          z.nullable(
            z.object({
              state: z.nullable(z.string()),
              includeTargets: targets,
              excludeTargets: targets,
            }),
          ),
        ),
      }),
    ),
  ),
  authenticationMethodConfigurations: z.optional(z.array(configuration)),
});
const everybodyIds: readonly string[] = ['all_users', 'All'];

const targetsOf = (given: readonly z.infer<typeof target>[] | undefined): Targets => ({
  everybody: (given ?? []).some(({ id }) => everybodyIds.includes(id)),
  groups: (given ?? []).map(({ id }) => id).filter((id) => !everybodyIds.includes(id)),
});
const policyOf = (given: z.infer<typeof configuration>): MethodPolicy => ({
  isEnabled: given.state === 'enabled',
  included: targetsOf(given.includeTargets),
  excluded: targetsOf(given.excludeTargets),
});

const names = z.optional(z.nullable(z.array(z.string())));
const accessPolicy = z.object({
  displayName: z.string(),
  state: z.string(),
  conditions: z.object({
    applications: z.optional(
      z.nullable(
        z.object({ includeApplications: names, excludeApplications: names, includeUserActions: names }),
      ),
    ),
    users: z.optional(
      z.nullable(
        z.object({ includeUsers: names, excludeUsers: names, excludeGroups: names, excludeRoles: names }),
      ),
    ),
  }),
  grantControls: z.optional(
    z.nullable(
      z.object({
        builtInControls: z.optional(z.nullable(z.array(z.string()))),
        authenticationStrength: z.optional(
          z.nullable(z.object({ allowedCombinations: z.optional(z.array(z.string())) })),
        ),
      }),
    ),
  ),
});

const sku = z.object({
  capabilityStatus: z.optional(z.nullable(z.string())),
  servicePlans: z.array(z.object({ servicePlanId: z.string() })),
});
const roleAssignment = z.object({
  principalId: z.string(),
  roleDefinitionId: z.string(),
  directoryScopeId: z.nullable(z.string()),
});

const policyPermissions = ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'];
const policies = 'policies/authenticationMethodsPolicy';
/** What is one thing, and no list with pages. */
const singles = [`/${policies}`, '/policies/identitySecurityDefaultsEnforcementPolicy', '/subscribedSkus'];

/**
 * Reads the tenant's side of tokens with the server's own permissions, a few calls at once. Each fact stands for
 * itself: a permission that was not granted, or no answer, takes that one away and no other.
 */
export async function readTenantFacts(graph: GraphClient, signal?: AbortSignal): Promise<TenantFacts> {
  const together = graph.batch('v1.0', singles, z.unknown(), signal);
  const single = async <S extends z.ZodMiniType>(at: number, schema: S): Promise<z.infer<S>> => {
    const parsed = schema.safeParse(given((await together)[at]));
    if (!parsed.success) throw new ProblemError('directory-unavailable');
    return parsed.data;
  };
  const [whole, hardwareOath, securityDefaults, conditionalAccess, hasPremium, roles, assignable] =
    await Promise.all([
      factOf(single(0, policy), policyPermissions),
      factOf(
        graph
          .get(`/beta/${policies}/authenticationMethodConfigurations/hardwareOath`, configuration, signal)
          .then(policyOf),
        policyPermissions,
      ),
      factOf(
        single(1, z.object({ isEnabled: z.boolean() })).then(({ isEnabled }) => isEnabled),
        ['Policy.Read.All'],
      ),
      factOf(readConditionalAccess(graph, signal), ['Policy.Read.ConditionalAccess', 'Policy.Read.All']),
      factOf(single(2, z.object({ value: z.array(sku) })).then(isPremium), ['LicenseAssignment.Read.All']),
      factOf(readRoles(graph, signal), ['RoleManagement.Read.Directory']),
      factOf(readAssignableGroups(graph, signal), ['GroupMember.Read.All']),
    ]);
  return {
    methods: mapFact(whole, methodsIn),
    hardwareOath,
    migration: mapFact(whole, ({ policyMigrationState }) => policyMigrationState ?? null),
    campaign: mapFact(whole, ({ registrationEnforcement }) => {
      const campaign = registrationEnforcement?.authenticationMethodsRegistrationCampaign;
      return {
        // “default” is Microsoft-managed: on, where Microsoft says so.
        isEnabled: campaign?.state === 'enabled' || campaign?.state === 'default',
        // Where nobody is named, nobody is said to be left out.
        included: targetsOf(campaign?.includeTargets ?? [{ id: 'all_users' }]),
        excluded: targetsOf(campaign?.excludeTargets),
      };
    }),
    systemPreferred: mapFact(whole, ({ systemCredentialPreferences }) => ({
      // “default” is Microsoft-managed: on.
      isEnabled: systemCredentialPreferences?.state !== 'disabled',
      excluded: targetsOf(systemCredentialPreferences?.excludeTargets),
    })),
    securityDefaults,
    conditionalAccess,
    hasPremium,
    roles: assignable.kind === 'read' ? mapFact(roles, (all) => heldByPeople(all, assignable.value)) : roles,
    assignableMembers: mapFact(assignable, (groups) => [
      ...new Set(groups.flatMap(({ members, owners }) => [...members, ...owners])),
    ]),
  };
}

const methodsIn = ({ authenticationMethodConfigurations }: z.infer<typeof policy>) => {
  const found: Partial<Record<MethodKind, MethodPolicy>> = {};
  for (const given of authenticationMethodConfigurations ?? []) {
    const kind = methodKinds.find((known) => known.toLowerCase() === given.id.toLowerCase());
    if (kind !== undefined) found[kind] = policyOf(given);
  }
  return found;
};

async function readConditionalAccess(graph: GraphClient, signal: AbortSignal | undefined) {
  const found = await graph.list('/v1.0/identity/conditionalAccess/policies', accessPolicy, signal);
  return found
    .filter(({ state }) => state === 'enabled')
    .map(({ displayName, conditions, grantControls }) => ({
      name: displayName,
      asksForMfa:
        (grantControls?.builtInControls ?? []).includes('mfa') ||
        (grantControls?.authenticationStrength ?? null) !== null,
      isForAll: isForAll(conditions),
      guardsRegistration: (conditions.applications?.includeUserActions ?? []).includes(
        'urn:user:registersecurityinfo',
      ),
      strength: grantControls?.authenticationStrength?.allowedCombinations ?? null,
    }));
}

function isForAll({ users, applications }: z.infer<typeof accessPolicy>['conditions']): boolean {
  const left = [
    users?.excludeUsers,
    users?.excludeGroups,
    users?.excludeRoles,
    applications?.excludeApplications,
  ];
  return (
    (users?.includeUsers ?? []).includes('All') &&
    (applications?.includeApplications ?? []).includes('All') &&
    left.every((ids) => (ids ?? []).length === 0)
  );
}

const isPremium = ({ value: skus }: { readonly value: readonly z.infer<typeof sku>[] }): boolean =>
  skus.some(
    ({ capabilityStatus, servicePlans }) =>
      (capabilityStatus ?? 'Enabled') === 'Enabled' &&
      servicePlans.some(({ servicePlanId }) => premiumPlans.includes(servicePlanId)),
  );

async function readRoles(graph: GraphClient, signal: AbortSignal | undefined): Promise<readonly RoleHeld[]> {
  const found = await graph.list(
    '/v1.0/roleManagement/directory/roleAssignments?$top=999',
    roleAssignment,
    signal,
  );
  return found.map(({ principalId, roleDefinitionId, directoryScopeId }) => ({
    personId: principalId,
    role: roleDefinitionId,
    scope: directoryScopeId ?? '/',
  }));
}

type AssignableGroup = {
  readonly id: string;
  readonly members: readonly string[];
  readonly owners: readonly string[];
};

/** A group's role is held by its members; an owner who is no member holds none. */
const heldByPeople = (roles: readonly RoleHeld[], groups: readonly AssignableGroup[]): readonly RoleHeld[] =>
  roles.flatMap((held) => {
    const group = groups.find(({ id }) => id === held.personId);
    return group === undefined ? [held] : group.members.map((personId) => ({ ...held, personId }));
  });

/** Members and owners of every group that can hold a role: an owner can put themself in. */
async function readAssignableGroups(
  graph: GraphClient,
  signal: AbortSignal | undefined,
): Promise<readonly AssignableGroup[]> {
  const groups = await graph.list(
    `/v1.0/groups?$filter=${encodeURIComponent('isAssignableToRole eq true')}&$select=id`,
    withId,
    signal,
  );
  const lists = groups.flatMap(({ id }) => [
    `/groups/${id}/transitiveMembers?$select=id&$top=999`,
    `/groups/${id}/owners`,
  ]);
  const ids = await idsOf(graph, lists, signal);
  return groups.map(({ id }, at) => ({ id, members: ids[2 * at] ?? [], owners: ids[2 * at + 1] ?? [] }));
}

/** Twenty lists a call; one that is longer than a page is read by itself. */
async function idsOf(
  graph: GraphClient,
  lists: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly (readonly string[])[]> {
  const pages = await graph.batch('v1.0', lists, pageOfIds, signal);
  return Promise.all(
    pages.map(async (answer, at) => {
      const page = given(answer);
      const isWhole = page['@odata.nextLink'] === undefined;
      const rows = isWhole ? page.value : await graph.list(`/v1.0${lists[at]}`, withId, signal);
      return rows.map(({ id }) => id);
    }),
  );
}
