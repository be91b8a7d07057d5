/** What was read at Microsoft, or why it was not: without the permission, or without an answer. */
export type Fact<T> =
  | { readonly kind: 'read'; readonly value: T }
  /** Any one of these permissions would show it. */
  | { readonly kind: 'not-allowed'; readonly permissions: readonly string[] }
  | { readonly kind: 'no-answer' };

export const read = <T>(value: T): Fact<T> => ({ kind: 'read', value });

/** A fact that follows from another; what is not known stays not known. */
export const mapFact = <A, B>(fact: Fact<A>, change: (value: A) => B): Fact<B> =>
  fact.kind === 'read' ? read(change(fact.value)) : fact;

/** Whom a policy means: ids of groups, or everybody. */
export type Targets = { readonly everybody: boolean; readonly groups: readonly string[] };

/** A policy of one authentication method. */
export type MethodPolicy = {
  readonly isEnabled: boolean;
  readonly included: Targets;
  readonly excluded: Targets;
};

export const methodKinds = ['softwareOath', 'hardwareOath', 'sms', 'voice', 'temporaryAccessPass'] as const;
export type MethodKind = (typeof methodKinds)[number];

export type ConditionalAccess = {
  readonly name: string;
  readonly asksForMfa: boolean;
  /** Everybody, everywhere: no user, group or application is left out or singled out. */
  readonly isForAll: boolean;
  /** It guards the page where people register how they sign in. */
  readonly guardsRegistration: boolean;
  /** Combinations an authentication strength takes; null: it asks for none. */
  readonly strength: readonly string[] | null;
};

/**
 * One directory role of one person, their own or by a group; of the group itself only where groups are not read. `scope`
 * is `/`, or an administrative unit's address.
 */
export type RoleHeld = { readonly personId: string; readonly role: string; readonly scope: string };

/** The tenant, as far as tokens are concerned. */
export type TenantFacts = {
  readonly methods: Fact<Readonly<Partial<Record<MethodKind, MethodPolicy>>>>;
  /** Beta alone knows of hardware tokens, so it is read by itself. */
  readonly hardwareOath: Fact<MethodPolicy>;
  /** null: a new tenant that never had the old policies. */
  readonly migration: Fact<string | null>;
  readonly campaign: Fact<MethodPolicy>;
  /** On: Microsoft asks for the strongest method a person has, whatever they chose. */
  readonly systemPreferred: Fact<{ readonly isEnabled: boolean; readonly excluded: Targets }>;
  readonly securityDefaults: Fact<boolean>;
  readonly conditionalAccess: Fact<readonly ConditionalAccess[]>;
  readonly hasPremium: Fact<boolean>;
  readonly roles: Fact<readonly RoleHeld[]>;
  /** Members and owners of groups that can be given roles: privileged as role holders are. */
  readonly assignableMembers: Fact<readonly string[]>;
};

/** Whether a person holds a role, or can be given one by a group; null: nobody can tell. */
export function isPrivileged(
  { roles, assignableMembers }: Pick<TenantFacts, 'roles' | 'assignableMembers'>,
  personId: string,
): boolean | null {
  if (roles.kind !== 'read' || assignableMembers.kind !== 'read') return null;
  return holdsRole(personId, roles.value, assignableMembers.value);
}

export const holdsRole = (
  personId: string,
  roles: readonly RoleHeld[],
  members: readonly string[],
): boolean => members.includes(personId) || roles.some((held) => held.personId === personId);

/** A secret or a certificate by which the product signs in at Microsoft. */
export type Credential = {
  readonly id: string;
  readonly kind: 'secret' | 'certificate';
  /** Of the application that asks Graph, or of the bot's own. */
  readonly of: 'application' | 'bot';
  readonly name: string | null;
  /** Null: Microsoft names no end. */
  readonly endsAt: number | null;
};

/** What Microsoft tells of the product's own registration. */
export type ApplicationFacts = {
  /** `refused`: the secret is wrong or has ended, so that nothing else can be asked. */
  readonly signIn: 'works' | 'refused' | 'no-answer';
  /** Names of Graph's application permissions that were consented to. */
  readonly granted: Fact<readonly string[]>;
  /** Names of Graph's delegated permissions that an administrator consented to for everybody. */
  readonly delegated: Fact<readonly string[]>;
  readonly credentials: Fact<readonly Credential[]>;
};

/** The policy of authenticator apps; a tenant that names none has not answered. */
export const softwarePolicy = (methods: TenantFacts['methods']): Fact<MethodPolicy> => {
  if (methods.kind !== 'read') return methods;
  const { softwareOath } = methods.value;
  return softwareOath === undefined ? { kind: 'no-answer' } : read(softwareOath);
};

/** How many of each a person can sign in with. */
export type MethodCounts = {
  readonly softwareOath: number;
  readonly hardwareOath: number;
  readonly authenticatorApps: number;
  readonly phones: number;
  /** Passkeys, security keys, Windows Hello, access passes, certificates. */
  readonly others: number;
};

/** One person. */
export type PersonFacts = {
  readonly id: string;
  readonly isEnabled: boolean;
  readonly isGuest: boolean;
  /** null: the account is synced, and Graph does not tell. */
  readonly mustChangePassword: Fact<boolean | null>;
  readonly hasSignedIn: Fact<boolean>;
  readonly hasPremium: Fact<boolean>;
  readonly groups: Fact<readonly string[]>;
  readonly methods: Fact<MethodCounts>;
  readonly defaultMethod: Fact<string | null>;
  /** Resetting their password is up to them, and what that takes is not registered: whether a sign-in asks for it, Microsoft does not tell. */
  readonly mayAskForReset: Fact<boolean>;
};

/** Entra's roles by template id, the same in every tenant. */
export const entraRoles = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedAuthenticationAdministrator: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  authenticationAdministrator: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  authenticationPolicyAdministrator: '0526716b-113d-4c15-b2c8-68e3c22b9f80',
} as const;

/** Service plans that bring Entra ID P1: AAD_PREMIUM, AAD_PREMIUM_P2. */
export const premiumPlans: readonly string[] = [
  '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  'eec0eb4f-6444-4f95-aba0-50c24d67f998',
];
