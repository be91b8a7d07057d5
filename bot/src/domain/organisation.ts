import type { ApprovalRule } from '@token-desk/contract/approval';
import type { Organisation, OrganisationReason, Site } from '@token-desk/contract/organisation';
import { fail, type Result } from '@token-desk/contract/problem';
import type { KeptForm } from '@token-desk/contract/request';
import type { Place, Policy } from './policy.ts';

const minuteMs = 60_000;

export function policyOf(organisation: Organisation): Policy {
  const { sites, secondMethods, claimIdleMinutes, ...rest } = organisation;
  return {
    ...rest,
    claimIdleMs: claimIdleMinutes * minuteMs,
    sites: sites.filter(({ isOpen }) => isOpen).map(({ name }) => name),
    places: new Map(sites.map((site) => [site.name, placeOf(site)])),
    secondMethods: {
      all: secondMethods,
      at: new Map(
        sites.flatMap(({ name, secondMethods: own }) => (own === null ? [] : [[name, own] as const])),
      ),
    },
  };
}

const placeOf = ({ name: _name, isOpen: _isOpen, secondMethods: _seconds, ...place }: Site): Place => place;

/** Nothing is said of a site but its name. */
export const nowhere: Place = {
  pickUp: null,
  phone: null,
  cabinet: null,
  approver: null,
  hours: null,
  timeZone: null,
  holidays: [],
  onCall: [],
};

/** As it is kept once an administrator has saved it. */
export function organisationOf(policy: Policy): Organisation {
  const {
    timeZone,
    sites,
    places,
    secondMethods,
    reasons,
    claimIdleMs,
    pasteNeedsHealthyDesk,
    approvalHours,
    secondTechnician,
    quietHours,
    keptDays,
  } = policy;
  return {
    timeZone,
    sites: sites.map((name) => {
      const { holidays, onCall, ...place } = places.get(name) ?? nowhere;
      const own = secondMethods.at.get(name);
      const shown = { name, isOpen: true, ...place, holidays: [...holidays], onCall: [...onCall] };
      return { ...shown, secondMethods: own === undefined ? null : [...own] };
    }),
    secondMethods: [...secondMethods.all],
    reasons: [...reasons],
    claimIdleMinutes: Math.max(1, Math.round(claimIdleMs / minuteMs)),
    pasteNeedsHealthyDesk,
    approvalHours,
    secondTechnician,
    quietHours,
    keptDays,
  };
}

/** IANA zone in which a day begins and ends at a site. */
export const timeZoneAt = ({ places, timeZone }: Pick<Policy, 'places' | 'timeZone'>, site: string): string =>
  places.get(site)?.timeZone ?? timeZone;

export const holidaysAt = ({ places }: Pick<Policy, 'places'>, site: string): readonly string[] =>
  places.get(site)?.holidays ?? [];

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // a zone that Node does not know
  }
}

/** What is recorded of one change; `site` null: a rule of the whole organisation. */
export type RuleChange =
  | { readonly event: 'site_changed'; readonly data: { readonly site: string; readonly change: SiteChange } }
  | {
      readonly event: 'reason_changed';
      readonly data: { readonly reason: string; readonly change: ReasonChange };
    }
  | {
      readonly event: 'rule_changed';
      readonly data: { readonly setting: string; readonly from: string; readonly to: string };
    };
export type ReasonChange = 'added' | 'changed' | 'offered' | 'not-offered' | 'moved' | 'removed';
export type SiteChange = 'added' | 'closed' | 'opened' | 'changed' | 'removed';

type Asked = {
  readonly before: Organisation;
  readonly after: Organisation;
  /** Of the sites that would go: those which a request or a token names. */
  readonly named: ReadonlySet<string>;
  /** Rules of approval, those that wait for a second administrator too. */
  readonly rules?: readonly Pick<ApprovalRule, 'name' | 'reasons'>[];
};

/** What follows from new rules: one record for each that is another one, or why they cannot be. */
export function decideOrganisation(asked: Asked): Result<{ readonly changes: readonly RuleChange[] }> {
  const refused = whyNot(asked);
  if (refused !== null) return refused;
  return { ok: true, changes: [...siteChanges(asked), ...reasonChanges(asked), ...ruleChanges(asked)] };
}

function whyNot({ before, after, named, rules = [] }: Asked): ReturnType<typeof fail> | null {
  const seen = new Set<string>();
  for (const { name, timeZone, hours } of after.sites) {
    if (seen.has(name.toLowerCase())) return fail('site-twice', { site: name });
    seen.add(name.toLowerCase());
    if (timeZone !== null && !isTimeZone(timeZone))
      return fail('zone-unknown', { zone: timeZone, site: name });
    if (hours !== null && hours.from >= hours.to) return fail('hours-backwards', { site: name });
  }
  const { remind, passOn, lapse } = after.approvalHours;
  if (remind >= passOn || passOn >= lapse) return fail('approval-hours-order');
  if (!isTimeZone(after.timeZone)) return fail('zone-unknown', { zone: after.timeZone });
  const gone = removedSites({ before, after }).find((name) => named.has(name));
  if (gone !== undefined) return fail('site-in-use', { site: gone });
  const isAnyOpen = after.sites.some(({ isOpen }) => isOpen);
  // with a list nobody may ask for a place that is not on it, without one everybody may ask for any
  if (before.sites.length > 0 && !isAnyOpen) return fail('no-open-site');
  return whyNotReasons({ after, rules });
}

function whyNotReasons({ after, rules }: Required<Pick<Asked, 'after' | 'rules'>>) {
  const { reasons } = after;
  const seen = new Set<string>();
  for (const { id, en, de } of reasons)
    for (const [language, text] of Object.entries({ id, en, de })) {
      const key = `${language} ${text.toLowerCase()}`;
      if (seen.has(key)) return fail('reason-twice', { named: text });
      seen.add(key);
    }
  if (!reasons.some(({ isOffered }) => isOffered)) return fail('no-reason-offered');
  for (const { name, reasons: named = [] } of rules) {
    const gone = named.find((reason) => !reasons.some(({ id }) => id === reason));
    if (gone !== undefined) return fail('reason-in-rule', { rule: name, named: gone });
  }
  return null;
}

export function removedSites({ before, after }: Pick<Asked, 'before' | 'after'>): readonly string[] {
  const kept = new Set(after.sites.map(({ name }) => name));
  return before.sites.map(({ name }) => name).filter((name) => !kept.has(name));
}

function siteChanges({ before, after }: Asked): readonly RuleChange[] {
  const known = new Map(before.sites.map((site) => [site.name, site]));
  const told = (site: string, change: SiteChange): RuleChange => ({
    event: 'site_changed',
    data: { site, change },
  });
  const removed = removedSites({ before, after }).map((name) => told(name, 'removed'));
  const rest = after.sites.flatMap((site) => {
    const was = known.get(site.name);
    if (was === undefined) return [told(site.name, 'added')];
    const turned: SiteChange[] = was.isOpen === site.isOpen ? [] : [site.isOpen ? 'opened' : 'closed'];
    const isOther = !isSame({ ...was, isOpen: site.isOpen }, site);
    return [...turned, ...(isOther ? (['changed'] as const) : [])].map((change) => told(site.name, change));
  });
  return [...removed, ...rest];
}

/** Of those in both lists, one that stands elsewhere among them has moved. */
function reasonChanges({ before, after }: Asked): readonly RuleChange[] {
  const was = new Map(before.reasons.map((one) => [one.id, one]));
  const is = new Set(after.reasons.map(({ id }) => id));
  const order = before.reasons.map(({ id }) => id).filter((id) => is.has(id));
  const told = (reason: string, change: ReasonChange): RuleChange => ({
    event: 'reason_changed',
    data: { reason, change },
  });
  const moved = after.reasons
    .map(({ id }) => id)
    .filter((id) => was.has(id))
    .filter((id, index) => order[index] !== id);
  return [
    ...before.reasons.filter(({ id }) => !is.has(id)).map(({ id }) => told(id, 'removed')),
    ...after.reasons.flatMap((one) => {
      const old = was.get(one.id);
      if (old === undefined) return [told(one.id, 'added')];
      const isOther = old.en !== one.en || old.de !== one.de || old.isPrivate !== one.isPrivate;
      return [
        ...(isOther ? [told(one.id, 'changed')] : []),
        ...(old.isOffered === one.isOffered ? [] : [told(one.id, one.isOffered ? 'offered' : 'not-offered')]),
      ];
    }),
    ...moved.map((id) => told(id, 'moved')),
  ];
}

function ruleChanges({ before, after }: Asked): readonly RuleChange[] {
  const [was, is] = [rulesIn(before), rulesIn(after)];
  return Object.keys(is).flatMap((setting): RuleChange[] => {
    const [from = '', to = ''] = [was[setting], is[setting]];
    return from === to ? [] : [{ event: 'rule_changed', data: { setting, from, to } }];
  });
}

/** Each rule of the whole organisation as it stands in the audit. */
function rulesIn(organisation: Organisation): Readonly<Record<string, string>> {
  const { quietHours, secondTechnician } = organisation;
  const { timeZone, secondMethods, claimIdleMinutes, pasteNeedsHealthyDesk, approvalHours, keptDays } =
    organisation;
  const days = Object.entries(keptDays).map(([name, kept]) => [name, String(kept ?? 'forever')]);
  return {
    timeZone,
    secondMethods: secondMethods.join(' '),
    claimIdleMinutes: String(claimIdleMinutes),
    pasteNeedsHealthyDesk: String(pasteNeedsHealthyDesk),
    ...Object.fromEntries(
      Object.entries(approvalHours).map(([name, count]) => [`${name}Hours`, String(count)]),
    ),
    secondTechnician,
    quietHours: quietHours === null ? 'none' : `${quietHours.from}–${quietHours.to}`,
    ...Object.fromEntries(days),
  };
}

/** Both come out of one schema, whose order of names they have. */
const isSame = (one: Site, other: Site) => JSON.stringify(one) === JSON.stringify(other);

/** What a token may be asked for with. */
export const offeredOf = (reasons: readonly OrganisationReason[]): OrganisationReason[] =>
  reasons.filter(({ isOffered }) => isOffered);

/** Their ids. */
export const offeredReasons = (reasons: readonly OrganisationReason[]): readonly string[] =>
  offeredOf(reasons).map(({ id }) => id);

/** A form with its reason in the words of the list, as they are now; whatever words came with it are not believed. */
export function worded(
  { reasonWords: _given, ...form }: KeptForm,
  reasons: readonly OrganisationReason[],
): KeptForm {
  const found = reasons.find(({ id }) => id === form.reason);
  if (found === undefined) return form;
  const { en, de, isPrivate } = found;
  return { ...form, reasonWords: { en, de, ...(isPrivate ? { isPrivate } : {}) } };
}
