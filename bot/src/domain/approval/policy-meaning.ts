import {
  type ApprovalPolicy,
  type Asker,
  askers,
  type PolicyChange,
  type PolicyEffect,
  type PolicyMeaning,
  policyLists,
} from '@token-desk/contract/approval';
import type { OrganisationReason } from '@token-desk/contract/organisation';
import { handledTypes } from '@token-desk/contract/request';
import { canonicalJson } from '../audit-chain.ts';
import { offeredReasons } from '../organisation.ts';
import { ruleFor } from './approval-policy.ts';

/** What another policy changes: rule by rule, and for whom somebody else decides from then on. */
export function meaningOf(
  before: ApprovalPolicy,
  after: ApprovalPolicy,
  reasons: readonly OrganisationReason[],
): PolicyMeaning {
  return {
    changes: changesOf(before, after),
    effects: effectsOf(before, after, offeredReasons(reasons)),
    unused: unusedIn(after),
  };
}

/** In whichever order keys were written. */
const isSame = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);

const isEmpty = (one: object | undefined) => one === undefined || Object.keys(one).length === 0;

/** Lists that no rule looks at. */
export function unusedIn(policy: ApprovalPolicy): PolicyMeaning['unused'] {
  const { rules } = policy;
  const asksManager = rules.some(
    ({ approve, askedBy }) => approve === 'manager' || askedBy?.includes('manager') === true,
  );
  const isUsed = {
    costs: rules.some(({ costsMoreThan }) => costsMoreThan !== undefined),
    requesters: rules.some(({ askedBy }) => askedBy?.includes('named') === true),
    deputies: asksManager,
  };
  return policyLists.filter((one) => !isEmpty(policy[one]) && !isUsed[one]);
}

/** One that is empty is none. */
const isSameList = (one: object | undefined, other: object | undefined) =>
  isEmpty(one) ? isEmpty(other) : isSame(one, other);

function changesOf(before: ApprovalPolicy, after: ApprovalPolicy): PolicyChange[] {
  const was = new Map(before.rules.map((rule) => [rule.name, rule]));
  const is = new Map(after.rules.map((rule) => [rule.name, rule]));
  const told = (what: PolicyChange['what'], rule: string): PolicyChange => ({ what, rule });
  const kept = (order: ApprovalPolicy, other: ReadonlyMap<string, unknown>) =>
    order.rules.map(({ name }) => name).filter((name) => other.has(name));
  const orderBefore = kept(before, is);
  const moved = kept(after, was).filter((name, index) => orderBefore[index] !== name);
  return [
    ...before.rules.filter(({ name }) => !is.has(name)).map(({ name }) => told('removed', name)),
    ...after.rules.flatMap((rule) => {
      const old = was.get(rule.name);
      if (old === undefined) return [told('added', rule.name)];
      return isSame(old, rule) ? [] : [told('changed', rule.name)];
    }),
    ...moved.map((name) => told('moved', name)),
    ...policyLists.filter((one) => !isSameList(before[one], after[one])).map((one) => told(one, '')),
  ];
}

/** For the plainest case of each: the first token of somebody without a role, at a site that no rule names. */
function effectsOf(
  before: ApprovalPolicy,
  after: ApprovalPolicy,
  reasons: readonly string[],
): PolicyEffect[] {
  return handledTypes.flatMap((type) => {
    const ofReasons = (type === 'new' ? reasons : [undefined]).map((reason) =>
      ofAskers((asker) => {
        const asked = { type, reason, asker, ...plainest };
        const [from, to] = [ruleFor(before, asked).approve, ruleFor(after, asked).approve];
        return { type, reason: reason ?? null, asker, from, to };
      }),
    );
    const alike = ofReasons.map((effects) => canonicalJson(effects.map((one) => ({ ...one, reason: null }))));
    const isOne = alike.every((one) => one === alike[0]);
    const told = isOne ? (ofReasons[0] ?? []).map((one) => ({ ...one, reason: null })) : ofReasons.flat();
    return told.filter(({ from, to }) => from !== to);
  });
}

const plainest = { site: '', inQuarter: 1, isSecondToken: false, isPrivileged: false } as const;

/** One for each who may ask; where all read the same, one for all. */
function ofAskers(of: (asker: Asker) => PolicyEffect): PolicyEffect[] {
  const all = askers.map(of);
  const [first] = all;
  const isOne = first !== undefined && all.every(({ from, to }) => from === first.from && to === first.to);
  return isOne ? [{ ...first, asker: null }] : all;
}
