import type { BetaArea } from './beta.ts';
import type { ApplicationFacts, Credential } from './facts.ts';
import type { PermissionName } from './permissions.ts';

/** Who can put it right: the least of Entra's roles that may, or whoever runs the server. */
export type Fixer =
  | 'privilegedRoleAdministrator'
  | 'cloudApplicationAdministrator'
  | 'authenticationPolicyAdministrator'
  | 'conditionalAccessAdministrator'
  | 'billingAdministrator'
  | 'operator';

/** What is read for itself, and so can be missing for itself. */
export type Subject =
  | 'consents'
  | 'credentials'
  | 'licence'
  | 'beta'
  | 'method-hardwareOath'
  | 'method-softwareOath'
  | 'migration'
  | 'security-defaults'
  | 'registration-guard'
  | 'strengths'
  | 'campaign'
  | 'system-preferred'
  | 'roles'
  | 'assignable-groups';

/** What a finding is about, with all that its sentence says of it. */
export type About =
  | { readonly kind: 'sign-in'; readonly state: ApplicationFacts['signIn'] }
  /** Not read; the permissions of which any one would show it, or none: Microsoft did not answer. */
  | { readonly kind: 'unread'; readonly what: Subject; readonly permissions: readonly string[] }
  | { readonly kind: 'consents' }
  | { readonly kind: 'consent-missing'; readonly permission: PermissionName }
  | { readonly kind: 'consents-more'; readonly permissions: readonly string[] }
  /** `missing`: an administrator consented to none of these. `unknown`: the server may not see it. */
  | {
      readonly kind: 'consents-delegated';
      readonly state: 'given' | 'missing' | 'unknown';
      readonly permissions: readonly PermissionName[];
    }
  | {
      readonly kind: 'method-policy';
      readonly method: 'softwareOath' | 'hardwareOath';
      readonly reach: 'nobody' | 'groups' | 'everybody';
      readonly excludedGroups: number;
      /** The way that this tenant's licence makes the main one, or the only one. */
      readonly isWanted: boolean;
    }
  | { readonly kind: 'migration'; readonly isComplete: boolean }
  | { readonly kind: 'security-defaults'; readonly isOn: boolean }
  | { readonly kind: 'registration-guard'; readonly policies: readonly string[] }
  /** `forAll`: those among them that leave nobody and nothing out. */
  | { readonly kind: 'strengths'; readonly policies: readonly string[]; readonly forAll: readonly string[] }
  | { readonly kind: 'campaign'; readonly isOn: boolean; readonly excludedGroups: number }
  | { readonly kind: 'system-preferred'; readonly isOn: boolean }
  | { readonly kind: 'licence'; readonly hasPremium: boolean }
  /** What answers otherwise than documented. */
  | { readonly kind: 'beta'; readonly changed: readonly BetaArea[] }
  | {
      readonly kind: 'assigning-role';
      readonly inUnits: number;
      readonly inTenant: number;
      readonly privileged: number;
      readonly isWanted: boolean;
    }
  | { readonly kind: 'policy-role'; readonly holders: number; readonly isWanted: boolean }
  | { readonly kind: 'roles-apart'; readonly withBoth: number }
  | { readonly kind: 'assignable-groups'; readonly members: number }
  | {
      readonly kind: 'your-roles';
      readonly mayCreate: boolean;
      readonly assignsTo: 'nobody' | 'units' | 'non-administrators' | 'everybody';
    }
  | { readonly kind: 'no-credentials' }
  | {
      readonly kind: 'credential';
      readonly credential: Pick<Credential, 'kind' | 'of' | 'name'>;
      /** The day, and whole days until then, below zero once it is over; null: no end is named. */
      readonly ends: { readonly on: string; readonly inDays: number } | null;
    };
export type AboutKind = About['kind'];

/** `ok` is false only where something must be done; who reads on may still be told what to mind. */
export type Finding = {
  readonly id: string;
  readonly ok: boolean;
  readonly about: About;
  readonly who: Fixer;
};
