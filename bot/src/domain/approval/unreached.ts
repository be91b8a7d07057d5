import { type ApprovalPolicy, type ApprovalRule, askers } from '@token-desk/contract/approval';
import { requestTypes } from '@token-desk/contract/request';
import { type Asked, fits } from './approval-policy.ts';

type Budget = { left: number };

/** Which rules, by their place, fit nothing that a rule before them leaves; of a very long policy as far as that is found in good time. */
export function unreached({ costs = {}, rules }: ApprovalPolicy): readonly number[] {
  const budget: Budget = { left: mostCases };
  return rules.flatMap((rule, index) => {
    const before = rules.slice(0, index);
    const isLeft = (asked: Asked) => {
      const cost = costs[asked.type] ?? 0;
      return fits(rule, asked, cost) && !before.some((one) => fits(one, asked, cost));
    };
    return some(casesOf(rule, before), isLeft, budget) ? [] : [index];
  });
}

/**
 * One request of each kind that these rules can tell apart within what `rule` names: of what nobody names there is one
 * more, and of a count one below and one above each number.
 */
function* casesOf(rule: ApprovalRule, before: readonly ApprovalRule[]): Generator<Asked> {
  const all = [...before, rule];
  const named = <T>(of: (one: ApprovalRule) => readonly T[] | undefined, rest: T): readonly T[] =>
    of(rule) ?? [...new Set(all.flatMap((one) => of(one) ?? [])), rest];
  const facts = (key: 'secondToken' | 'privileged') =>
    all.some((one) => one[key] !== undefined) ? [false, true] : [false];
  const counts = [
    ...new Set([1, ...all.flatMap(({ moreThanPerQuarter: n }) => (n === undefined ? [] : [n, n + 1]))]),
  ];
  const isAskerNamed = all.some((one) => one.askedBy !== undefined);
  for (const asker of rule.askedBy ?? (isAskerNamed ? askers : ['other' as const]))
    for (const type of rule.types ?? requestTypes)
      for (const reason of named((one) => one.reasons, undefined as Asked['reason']))
        for (const site of named((one) => one.sites, ''))
          for (const inQuarter of counts.filter((n) => n > 0))
            for (const isSecondToken of facts('secondToken'))
              for (const isPrivileged of facts('privileged'))
                yield { type, reason, site, inQuarter, isSecondToken, isPrivileged, asker };
}

/** A policy with this many kinds of request is not tried to the end: whoever reads the answer must not wait for it, nor the whole server. */
const mostCases = 100_000;

function some<T>(cases: Iterable<T>, is: (one: T) => boolean, budget: Budget): boolean {
  for (const one of cases) {
    budget.left -= 1;
    if (budget.left < 0 || is(one)) return true;
  }
  return false;
}
