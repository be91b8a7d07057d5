import {
  dayFilters,
  type NeedAnswer,
  type NeedDay,
  type NeedFilter,
  type NeedGapFound,
  type NeedGroup,
  type NeedMark,
  type NeedMethod,
  type NeedRow,
  type NeedTotals,
  needFilters,
  type PhoneScope,
  phoneScopes,
} from '@token-desk/contract/entra/needs';
import type { PerUserMfa } from '@token-desk/contract/request';
import type { Fact, MethodPolicy, Targets, TenantFacts } from './facts.ts';

/** What Microsoft tells of one person's ways in. */
export type NeedPerson = {
  readonly id: string;
  readonly name: string;
  readonly upn: string;
  readonly isGuest: boolean;
  readonly isAdmin: Fact<boolean>;
  readonly methods: Fact<readonly NeedMethod[]>;
  /** Whether what they chose to be asked for first is a phone; null: they chose nothing. */
  readonly isPhoneDefault: Fact<boolean | null>;
  /** Microsoft asks them for the strongest they have, whatever they chose. */
  readonly isSystemPreferred: Fact<boolean>;
};

/** Who is in each group that a policy names; a group that is not here was not read. */
export type Members = ReadonlyMap<string, Fact<ReadonlySet<string>>>;
export type ScopePolicies = Pick<TenantFacts, 'methods' | 'campaign'>;

/** Ways that stay: Microsoft asks for one of these when there are no text messages any more. */
export const lasting: readonly NeedMethod[] = ['token', 'code', 'app', 'passkey', 'hello'];
const codes: readonly NeedMethod[] = ['token', 'code'];
/** A kind that nobody here knows, or a token of which it is not told whether it works: perhaps one of them, perhaps not. */
const doubtful: readonly NeedMethod[] = ['unsure', 'other'];

/** What was read of everybody, and what of it was not. */
export type NeedFacts = {
  readonly readAt: number;
  /** `lists`: what each person has registered, where the report cannot be had. */
  readonly source: 'report' | 'lists';
  readonly people: readonly NeedPerson[];
  readonly policies: ScopePolicies;
  readonly members: Members;
  /** Of each, where something else asks everybody for MFA; null: nothing is known to. */
  readonly perUserMfa: ReadonlyMap<string, PerUserMfa | null> | null;
  readonly gaps: readonly NeedGapFound[];
};

export function judgeNeed(
  person: NeedPerson,
  at: Pick<NeedFacts, 'policies' | 'members' | 'perUserMfa'>,
): NeedRow {
  const { id, name, upn, isAdmin, methods } = person;
  const scopes = phoneScopes.map((scope) => ({ scope, is: isMeant(person, scope, at) }));
  return {
    id,
    name,
    upn,
    group: person.isGuest ? 'guest' : groupOf(person),
    isAdmin: isAdmin.kind === 'read' ? isAdmin.value : null,
    methods: methods.kind === 'read' ? [...methods.value] : null,
    asks: answerFor(person),
    token: tokenMark(methods),
    number: numberMark(person),
    scope: scopes.some(({ is }) => is === true)
      ? 'open'
      : scopes.some(({ is }) => is === null)
        ? 'unknown'
        : 'done',
    inScopeOf: scopes.filter(({ is }) => is === true).map(({ scope }) => scope),
    mfaTwice: isAskedTwice(id, at),
  };
}

function isAskedTwice(id: string, { perUserMfa }: Pick<NeedFacts, 'perUserMfa'>): boolean | null {
  if (perUserMfa === null) return false;
  const mfa = perUserMfa.get(id) ?? null;
  return mfa === null ? null : mfa !== 'disabled';
}

/** Whether something asks everybody for MFA, so that per-user MFA has to be off; what is not known asks nobody. */
export const asksEverybody = ({
  securityDefaults,
  conditionalAccess,
}: Pick<TenantFacts, 'securityDefaults' | 'conditionalAccess'>): boolean =>
  (securityDefaults.kind === 'read' && securityDefaults.value) ||
  (conditionalAccess.kind === 'read' &&
    conditionalAccess.value.some(({ asksForMfa, isForAll }) => asksForMfa && isForAll));

/** Without a way that stays, and with something that may be one. */
const isDoubtful = (methods: readonly NeedMethod[]): boolean =>
  !methods.some((one) => lasting.includes(one)) && methods.some((one) => doubtful.includes(one));

function groupOf({ methods, ...person }: NeedPerson): NeedGroup {
  if (methods.kind !== 'read' || isDoubtful(methods.value)) return 'unknown';
  const hasPhone = methods.value.includes('phone');
  const ways = methods.value.filter((one) => lasting.includes(one));
  if (ways.length === 0) return hasPhone ? 'phone-only' : 'no-method';
  if (!hasPhone) return ways.length === 1 && ways.every((one) => codes.includes(one)) ? 'token-only' : 'fine';
  const isRefused = asksPhoneFirst(person);
  return isRefused === null ? 'unknown' : isRefused ? 'phone-default' : 'fine';
}

/** Of somebody who has a phone and another way; null: not known. */
function asksPhoneFirst({
  isSystemPreferred,
  isPhoneDefault,
}: Pick<NeedPerson, 'isSystemPreferred' | 'isPhoneDefault'>): boolean | null {
  if (isSystemPreferred.kind === 'read' && isSystemPreferred.value) return false;
  if (isPhoneDefault.kind !== 'read' || isPhoneDefault.value === null) return null;
  // Whoever chose another way is asked for that or for the strongest, which no phone is.
  if (!isPhoneDefault.value) return false;
  return isSystemPreferred.kind === 'read' ? true : null;
}

function answerFor(person: NeedPerson): NeedAnswer {
  const { methods } = person;
  if (methods.kind !== 'read') return 'unknown';
  const ways = methods.value.filter((one) => lasting.includes(one));
  switch (groupOf(person)) {
    case 'phone-only':
      return 'passkey';
    case 'no-method':
      return 'register';
    case 'phone-default':
      return 'refused';
    case 'unknown':
      return 'unknown';
    default:
      return ways.every((one) => codes.includes(one)) ? 'code' : 'other-way';
  }
}

function tokenMark(methods: NeedPerson['methods']): NeedMark {
  if (methods.kind !== 'read') return 'unknown';
  if (methods.value.some((one) => codes.includes(one))) return 'done';
  return methods.value.some((one) => doubtful.includes(one)) ? 'unknown' : 'open';
}

/** A number that is the default cannot be deleted: where none is left, none is asked first. */
function numberMark({ methods, isPhoneDefault }: NeedPerson): NeedMark {
  if (methods.kind !== 'read') return 'unknown';
  if (methods.value.includes('phone')) return 'open';
  return isPhoneDefault.kind === 'read' && isPhoneDefault.value === true ? 'open' : 'done';
}

/** null: not known. */
function isMeant(
  { id }: NeedPerson,
  scope: PhoneScope,
  { policies, members }: { readonly policies: ScopePolicies; readonly members: Members },
): boolean | null {
  const policy = policyOf(scope, policies);
  if (policy === null) return null;
  if (!policy.isEnabled || policy.excluded.everybody) return false;
  const isIncluded = policy.included.everybody ? true : isIn(id, policy.included, members);
  if (isIncluded === false) return false;
  const isExcluded = isIn(id, policy.excluded, members);
  if (isExcluded === true) return false;
  return isIncluded === null || isExcluded === null ? null : true;
}

function policyOf(scope: PhoneScope, { methods, campaign }: ScopePolicies): MethodPolicy | null {
  if (scope !== 'campaign') return methods.kind === 'read' ? (methods.value[scope] ?? null) : null;
  if (campaign.kind !== 'read') return null;
  return campaign.value;
}

/** A target is a group, or the person themselves. null: a group that could not be read may have them. */
function isIn(id: string, { groups }: Targets, members: Members): boolean | null {
  if (groups.includes(id)) return true;
  const found = groups.map((group) => members.get(group));
  if (found.some((fact) => fact?.kind === 'read' && fact.value.has(id))) return true;
  return found.every((fact) => fact?.kind === 'read') ? false : null;
}

/** Ids of the groups that have to be read before anybody can be judged. */
export function groupsNamed(policies: ScopePolicies): readonly string[] {
  const named = phoneScopes
    .map((scope) => policyOf(scope, policies))
    .filter((policy) => policy?.isEnabled === true)
    .flatMap((policy) => [...(policy?.included.groups ?? []), ...(policy?.excluded.groups ?? [])]);
  return [...new Set(named)];
}

/** Whoever carries a token and is not off text messages yet. */
export const isUnfinished = ({ group, token, number, scope }: NeedRow): boolean =>
  group !== 'guest' && token === 'done' && (number !== 'done' || scope !== 'done');

export function passes(row: NeedRow, filter: NeedFilter | undefined): boolean {
  if (filter === undefined) return true;
  if (filter === 'unfinished') return isUnfinished(row);
  return filter === 'mfa-twice' ? row.mfaTwice === true : row.group === filter;
}

const counted = <F extends NeedFilter>(filters: readonly F[], rows: readonly NeedRow[]): Record<F, number> =>
  Object.fromEntries(
    filters.map((filter) => [filter, rows.filter((row) => passes(row, filter)).length]),
  ) as Record<F, number>;

export const needTotals = (rows: readonly NeedRow[]): NeedTotals => counted(needFilters, rows);
export const dayTotals = (rows: readonly NeedRow[]): NeedDay['totals'] => counted(dayFilters, rows);
