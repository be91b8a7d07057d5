import type { ApprovalPolicy, ApprovalRule } from '@token-desk/contract/approval';
import type { ApprovalView } from '@token-desk/contract/routes/approval';
import type { AllStrings } from '../../words/all.ts';
import { reasonNamed } from '../../words/reasons.ts';

type List = (names: readonly string[], kind?: 'or' | 'none') => string;

/** What a rule is for, in words. */
export function conditionsOf(
  rule: ApprovalRule,
  strings: AllStrings,
  { list, reasons: known }: { readonly list: List; readonly reasons: ApprovalView['reasons'] },
): string {
  const { conditions: words, everything, askers } = strings.approval;
  const number = new Intl.NumberFormat(strings.locale);
  const { askedBy, types, reasons, sites, moreThanPerQuarter, secondToken, privileged, costsMoreThan } = rule;
  const all = [
    askedBy === undefined
      ? null
      : words.askedBy(
          list(
            askedBy.map((one) => askers[one]),
            'or',
          ),
        ),
    types === undefined
      ? null
      : list(
          types.map((type) => strings.types[type]),
          'or',
        ),
    reasons === undefined
      ? null
      : words.reasons(
          list(
            reasons.map((one) => reasonNamed(one, known, strings.locale)),
            'or',
          ),
        ),
    sites === undefined ? null : words.sites(list(sites, 'or')),
    moreThanPerQuarter === undefined ? null : words.moreThanPerQuarter(moreThanPerQuarter),
    secondToken === undefined ? null : words.secondToken[secondToken ? 'true' : 'false'],
    privileged === undefined ? null : words.privileged[privileged ? 'true' : 'false'],
    costsMoreThan === undefined ? null : words.costsMoreThan(number.format(costsMoreThan)),
  ].filter((text) => text !== null);
  return all.length === 0 ? everything : all.join(' · ');
}

/** What each type costs; null where nobody has said it. */
export function costsOf({ costs = {} }: ApprovalPolicy, strings: AllStrings): string | null {
  const number = new Intl.NumberFormat(strings.locale);
  const named = (Object.keys(strings.types) as (keyof typeof costs)[]).flatMap((type) => {
    const cost = costs[type];
    return cost === undefined ? [] : [`${strings.types[type]} ${number.format(cost)}`];
  });
  return named.length === 0 ? null : strings.approval.costs(named.join(' · '));
}

/** Who may ask for others, and who stands in for whom. */
export function peopleIn(
  { requesters = [], deputies = [] }: ApprovalPolicy,
  strings: AllStrings,
  list: List,
) {
  const { approval: words, locale } = strings;
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const dayOf = (day: string) => days.format(Date.parse(day));
  return [
    ...requesters.map(({ upn, sites = [], until }) => words.requester(upn, list(sites, 'or'), dayOf(until))),
    ...deputies.map(({ by, of, from, until }) => words.deputy(by, of, dayOf(from), dayOf(until))),
  ];
}

/** As a file, and as it is edited. */
export const textOf = (policy: ApprovalPolicy): string => `${JSON.stringify(policy, null, 2)}\n`;
