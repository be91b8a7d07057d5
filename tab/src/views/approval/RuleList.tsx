import type { ApprovalPolicy } from '@token-desk/contract/approval';
import type { ApprovalView } from '@token-desk/contract/routes/approval';
import { useAllStrings, useLanguage } from '../../words/words.tsx';
import { conditionsOf, costsOf, peopleIn } from './rule-words.ts';

/** Rules in their order: what each is for, who approves, and its name. */
export function RuleList({
  policy,
  reasons,
}: {
  readonly policy: ApprovalPolicy;
  readonly reasons: ApprovalView['reasons'];
}) {
  const strings = useAllStrings();
  const { list } = useLanguage();
  const costs = costsOf(policy, strings);
  return (
    <>
      <ol className="rules">
        {policy.rules.map((rule) => (
          <li key={rule.name}>
            <strong>{conditionsOf(rule, strings, { list, reasons })}</strong>:{' '}
            {strings.approval.approve[rule.approve]}
            <br />
            <span className="quiet">{rule.name}</span>
          </li>
        ))}
      </ol>
      <ul className="plain-list">
        {peopleIn(policy, strings, list).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {costs !== null && <p className="quiet">{costs}</p>}
    </>
  );
}
