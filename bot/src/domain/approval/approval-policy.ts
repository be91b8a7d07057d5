import type { Approval, ApprovalPolicy, ApprovalRule, Asker } from '@token-desk/contract/approval';
import type { Person } from '@token-desk/contract/ids';
import type { Reason, RequestType } from '@token-desk/contract/request';
import type { Decider } from './deciders.ts';

/**
 * Until an administrator proposes another one and a second one confirms it. Who asks for their own people has decided by
 * asking; everybody else's goes to the person's manager, and to an approver where none can be asked. A loss waits for nobody.
 */
export const standardPolicy: ApprovalPolicy = {
  rules: [
    { name: 'loss-needs-no-approval', types: ['replace-lost'], approve: 'none' },
    {
      name: 'own-people',
      askedBy: ['manager', 'named', 'technician'],
      types: ['new', 'replace-faulty'],
      approve: 'none',
    },
    { name: 'manager-decides', types: ['new', 'replace-faulty'], approve: 'manager' },
    { name: 'everything-else', approve: 'approver' },
  ],
};

/** What a rule looks at. */
export type Asked = {
  readonly type: RequestType;
  readonly reason?: Reason | undefined;
  readonly site: string;
  /** Requests for this person in this quarter of the year, this one among them. */
  readonly inQuarter: number;
  /** The person carries a token that this request does not replace. */
  readonly isSecondToken: boolean;
  /** Null: nobody can tell, which is as if they were. */
  readonly isPrivileged: boolean | null;
  readonly asker: Asker;
};

/** The first rule that fits. A policy's last one is for everything, so that there always is one. */
export function ruleFor({ costs = {}, rules }: ApprovalPolicy, asked: Asked): ApprovalRule {
  const found = rules.find((rule) => fits(rule, asked, costs[asked.type] ?? 0));
  return found ?? { name: 'no-rule', approve: 'approver' };
}

export function fits(rule: ApprovalRule, asked: Asked, cost: number): boolean {
  const { askedBy, types, reasons, sites, moreThanPerQuarter, secondToken, privileged, costsMoreThan } = rule;
  return (
    (askedBy?.includes(asked.asker) ?? true) &&
    (types?.includes(asked.type) ?? true) &&
    (reasons === undefined || (asked.reason !== undefined && reasons.includes(asked.reason))) &&
    (sites?.includes(asked.site) ?? true) &&
    (moreThanPerQuarter === undefined || asked.inQuarter > moreThanPerQuarter) &&
    (secondToken === undefined || secondToken === asked.isSecondToken) &&
    (privileged === undefined || privileged === (asked.isPrivileged ?? true)) &&
    (costsMoreThan === undefined || cost > costsMoreThan)
  );
}

/** By which rule, and who is to say yes. */
export type Decision = {
  readonly rule: string;
  readonly approve: Approval;
  /** The rule wants the manager's yes, and the manager asks. */
  readonly managerAsked?: true;
  /** Whose yes it is, where that is the manager's. */
  readonly asked?: Person;
  /** Who has its card besides. */
  readonly also?: readonly Decider[];
  /** Microsoft says that the person has a role. */
  readonly isPrivileged?: true;
};

/** The manager of the person has said yes by asking; one who cannot be asked leaves it to an approver. */
export function decideApproval(
  policy: ApprovalPolicy,
  asked: Asked & {
    /** Or their deputy. Null: nobody, not known, or not to be reached. */
    readonly manager: Person | null;
    /** Of the site, where they hold the role and can be reached. */
    readonly siteApprover?: Person | null;
  },
): Decision {
  const { name: rule, approve } = ruleFor(policy, asked);
  const { siteApprover = null } = asked;
  const also = siteApprover === null ? {} : { also: [{ person: siteApprover, byRole: true }] };
  if (approve === 'none') return { rule, approve };
  if (approve === 'approver') return { rule, approve, ...also };
  if (asked.asker === 'manager') return { rule, approve: 'none', managerAsked: true };
  return asked.manager === null
    ? { rule, approve: 'approver', ...also }
    : { rule, approve, asked: asked.manager };
}

/** Whether any rule looks at that, so that it has to be asked of Microsoft. */
export const looksAt = ({ rules }: ApprovalPolicy, what: keyof ApprovalRule): boolean =>
  rules.some((rule) => rule[what] !== undefined);
