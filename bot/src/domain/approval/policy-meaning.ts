import type {
  ApprovalPolicy,
  PolicyChange,
  PolicyEffect,
  PolicyMeaning,
} from '@token-desk/contract/approval';
import { askedReasons, handledTypes, type Reason, type RequestType } from '@token-desk/contract/request';
import { canonicalJson } from '../audit-chain.ts';
import { ruleFor } from './approval-policy.ts';

/** What another policy changes: rule by rule, and for whom somebody else decides from then on. */
export function meaningOf(before: ApprovalPolicy, after: ApprovalPolicy): PolicyMeaning {
  return { changes: changesOf(before, after), effects: effectsOf(before, after) };
}

/** In whichever order keys were written. */
const isSame = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);

const lists = ['costs', 'requesters', 'deputies'] as const;

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
    ...lists.filter((one) => !isSame(before[one] ?? [], after[one] ?? [])).map((one) => told(one, '')),
  ];
}

/** For the plainest case of each: the first token of somebody without a role, at a site that no rule names, asked for by anybody. */
function effectsOf(before: ApprovalPolicy, after: ApprovalPolicy): PolicyEffect[] {
  const by = (policy: ApprovalPolicy, type: RequestType, reason: Reason | undefined) =>
    ruleFor(policy, {
      type,
      reason,
      site: '',
      inQuarter: 1,
      isSecondToken: false,
      isPrivileged: false,
      asker: 'other',
    }).approve;
  return handledTypes.flatMap((type) => {
    const asked = type === 'new' ? askedReasons : [undefined];
    const all = asked.map((reason) => ({
      type,
      reason: reason ?? null,
      from: by(before, type, reason),
      to: by(after, type, reason),
    }));
    const [first] = all;
    if (first !== undefined && all.every((one) => one.from === first.from && one.to === first.to))
      return first.from === first.to ? [] : [{ ...first, reason: null }];
    return all.filter(({ from, to }) => from !== to);
  });
}
