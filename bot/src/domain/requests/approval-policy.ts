import type { Reason, RequestType } from '@token-desk/contract/request';

/** A rule that approves at submit. The first that fits decides; none: a person must approve. */
export type ApprovalRule = {
  /** Written into the audit row, so keep it stable. */
  readonly name: string;
  /** Absent: any. */
  readonly types?: readonly RequestType[];
  readonly reasons?: readonly Reason[];
  readonly sites?: readonly string[];
};

/** A loss waits for nobody. */
export const standardRules: readonly ApprovalRule[] = [
  { name: 'loss-needs-no-approval', types: ['replace-lost'] },
  { name: 'new-token-any-reason', types: ['new'] },
  { name: 'faulty-token-any-reason', types: ['replace-faulty'] },
];

export function approvingRule(
  rules: readonly ApprovalRule[],
  asked: { readonly type: RequestType; readonly reason?: Reason | undefined; readonly site: string },
): ApprovalRule | null {
  return (
    rules.find(
      (rule) =>
        (rule.types?.includes(asked.type) ?? true) &&
        (rule.reasons === undefined || (asked.reason !== undefined && rule.reasons.includes(asked.reason))) &&
        (rule.sites?.includes(asked.site) ?? true),
    ) ?? null
  );
}
