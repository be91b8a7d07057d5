import { roles } from '@token-desk/contract/ids';
import * as z from 'zod/mini';
import { directoryRoleNames, firstAssignments } from './roles.ts';
import { stableGuid } from './stable-guid.ts';

const policy = z.object({
  isEnabled: z.boolean(),
  /** Ids of groups; `all_users` is everybody. */
  included: z.array(z.string()),
  excluded: z.array(z.string()),
});
export type MethodPolicy = z.infer<typeof policy>;

export const methodKinds = [
  'softwareOath',
  'hardwareOath',
  'sms',
  'voice',
  'temporaryAccessPass',
  'fido2',
  'microsoftAuthenticator',
] as const;
export type MethodKind = (typeof methodKinds)[number];

const credential = z.object({
  id: z.string(),
  kind: z.enum(['secret', 'certificate']),
  name: z.string(),
  daysLeft: z.number(),
});
export type Credential = z.infer<typeof credential>;

const assignment = z.object({
  personId: z.string(),
  role: z.enum(directoryRoleNames),
  scope: z.string(),
});

/** What an administrator of the tenant sets, and what the practice switches: kept over a restart. */
export const tenantSettings = z.object({
  isGraphReadable: z.boolean(),
  hasPremiumLicence: z.boolean(),
  policies: z.record(z.enum(methodKinds), policy),
  migrationState: z.nullable(z.enum(['preMigration', 'migrationInProgress', 'migrationComplete'])),
  hasSecurityDefaults: z.boolean(),
  campaign: z.object({ isEnabled: z.boolean(), excluded: z.array(z.string()) }),
  systemPreferred: z.object({ isEnabled: z.boolean(), excluded: z.nullable(z.string()) }),
  /** Display names of Conditional Access policies that are on, with what each asks about. */
  conditionalAccess: z.array(
    z.object({
      name: z.string(),
      asksForMfa: z.boolean(),
      /** “Register security information” is a user action that a policy can guard. */
      guardsRegistration: z.boolean(),
      /** Ids of groups it leaves out. */
      excludedGroups: z.optional(z.array(z.string())),
      /** Combinations of an authentication strength; null where there is none. */
      strength: z.nullable(z.array(z.string())),
    }),
  ),
  assignments: z.array(assignment),
  /** App roles of the application that a whole group was given. */
  groupRoles: z._default(z.array(z.object({ groupId: z.string(), role: z.enum(roles) })), []),
  /** Secrets and certificates of the application, and in how many days each ends. */
  credentials: z._default(z.array(credential), []),
  /** Until a write is seen by reads. */
  seenAfterMs: z.number(),
  /** Microsoft's own pages show a device's reply flat here and nested there; `other` is a beta that changed. */
  deviceShape: z.enum(['flat', 'nested', 'other']),
  /** Each call to Graph waits so long. */
  slowMs: z.number(),
  isDown: z.boolean(),
});
export type TenantSettings = z.infer<typeof tenantSettings>;

const forAll = (isEnabled = true): MethodPolicy => ({ isEnabled, included: ['all_users'], excluded: [] });

export const firstSettings = (): TenantSettings => ({
  isGraphReadable: true,
  hasPremiumLicence: false,
  policies: {
    softwareOath: forAll(),
    hardwareOath: forAll(),
    sms: forAll(),
    voice: forAll(false),
    temporaryAccessPass: forAll(),
    fido2: forAll(),
    microsoftAuthenticator: forAll(),
  },
  migrationState: 'migrationComplete',
  hasSecurityDefaults: false,
  // Who carries a token is not asked for an app at every sign-in.
  campaign: { isEnabled: false, excluded: [stableGuid('group/token-holders')] },
  systemPreferred: { isEnabled: true, excluded: null },
  conditionalAccess: [],
  assignments: firstAssignments.map((held) => ({ ...held })),
  groupRoles: [],
  credentials: [
    { id: stableGuid('credential/practice'), kind: 'secret', name: 'Practice secret', daysLeft: 180 },
  ],
  seenAfterMs: 0,
  deviceShape: 'flat',
  slowMs: 0,
  isDown: false,
});

/** Whether a method policy takes in a person of these groups; an exclusion wins. */
export const isTargeted = (
  { isEnabled, included, excluded }: MethodPolicy,
  groups: readonly string[],
): boolean => {
  const holds = (targets: readonly string[]) =>
    targets.includes('all_users') || targets.some((target) => groups.includes(target));
  return isEnabled && holds(included) && !holds(excluded);
};
