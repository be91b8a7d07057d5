import * as z from 'zod/mini';
import { instant, person } from './ids.ts';
import { longest } from './lengths.ts';
import { day, type Reason, type RequestType, reason, requestType } from './request.ts';

/** Who says yes to a request: nobody has to, the manager of the person, or an approver. */
export const approvals = ['none', 'manager', 'approver'] as const;
export type Approval = (typeof approvals)[number];

/** Who asks, of all that fit the first: the person's manager or their deputy, somebody named in the policy, a technician who records it, anybody else. */
export const askers = ['manager', 'named', 'technician', 'other'] as const;
export type Asker = (typeof askers)[number];

export const mostRules = 50;
export const mostNamed = 200;
export const mostPerQuarter = 100;
export const mostCost = 1_000_000;
/** Of the text of `policy.json`, in characters. */
export const longestPolicy = 64_000;

const whole = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));

/** Every condition a rule names must be so; the first rule that fits decides. */
export const approvalRule = z.strictObject({
  /** Stands in the audit of each request it decided. */
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(longest.ruleName)),
  askedBy: z.optional(z.array(z.enum(askers)).check(z.minLength(1))),
  types: z.optional(z.array(requestType).check(z.minLength(1))),
  reasons: z.optional(z.array(reason).check(z.minLength(1))),
  sites: z.optional(z.array(z.string().check(z.maxLength(longest.site))).check(z.minLength(1))),
  /** More requests than so many for the same person in this quarter of the year, this one among them. */
  moreThanPerQuarter: z.optional(whole(0, mostPerQuarter)),
  /** The person carries a token that this request does not replace. */
  secondToken: z.optional(z.boolean()),
  /** The person holds a role of Microsoft's directory, or can be given one by a group. */
  privileged: z.optional(z.boolean()),
  /** What the type of request costs (`costs`) is more than that. */
  costsMoreThan: z.optional(whole(0, mostCost)),
  approve: z.enum(approvals),
});
export type ApprovalRule = z.infer<typeof approvalRule>;

const upn = z.string().check(z.minLength(1), z.maxLength(320));

/** Who may ask for others than their own people, until the end of a day. */
export const namedRequester = z.strictObject({
  upn,
  /** Absent: at every site. */
  sites: z.optional(z.array(z.string().check(z.maxLength(longest.site))).check(z.minLength(1))),
  until: day,
});
export type NamedRequester = z.infer<typeof namedRequester>;

/** Who asks and decides for a manager, both days included. */
export const deputy = z.strictObject({ of: upn, by: upn, from: day, until: day });
export type Deputy = z.infer<typeof deputy>;

/** What `policy.json` holds. */
export const approvalPolicy = z.strictObject({
  /** In whatever money the organisation counts; a type that is not named costs nothing. */
  costs: z.optional(z.partialRecord(requestType, whole(0, mostCost))),
  requesters: z.optional(z.array(namedRequester).check(z.maxLength(mostNamed))),
  deputies: z.optional(z.array(deputy).check(z.maxLength(mostNamed))),
  rules: z.array(approvalRule).check(z.minLength(1), z.maxLength(mostRules)),
});
export type ApprovalPolicy = z.infer<typeof approvalPolicy>;

export const policyFaultKinds = [
  'json',
  'too-long',
  'key-twice',
  'key-unknown',
  'key-missing',
  'wrong-kind',
  'not-one-of',
  'out-of-range',
  'not-a-day',
  'not-a-upn',
  'ends-before',
  'own-deputy',
  'empty',
  'name-twice',
  'never-reached',
  'last-not-for-all',
] as const;
export type PolicyFaultKind = (typeof policyFaultKinds)[number];

/** What JSON calls it. */
export const jsonKinds = ['object', 'list', 'text', 'whole number', 'true or false'] as const;
export type JsonKind = (typeof jsonKinds)[number];

/** One mistake in a `policy.json`: where it is, what stands there, and what was wanted. */
export const policyFault = z.object({
  kind: z.enum(policyFaultKinds),
  line: z.int(),
  /** The rule it is in, by name where it has one, else its number; null: outside of every rule. */
  rule: z.nullable(z.string()),
  /** The key it is about, or what was found. */
  found: z.string(),
  /** What could stand there. */
  wanted: z.array(z.string()),
});
export type PolicyFault = z.infer<typeof policyFault>;

/** What a new policy does to the rules there were. */
export const policyChange = z.object({
  what: z.enum(['added', 'removed', 'changed', 'moved', 'costs', 'requesters', 'deputies']),
  /** Empty for what is no rule's. */
  rule: z.string(),
});
export type PolicyChange = z.infer<typeof policyChange>;

/** Who decides from now on, of a first token or its replacement for somebody without a role. */
export const policyEffect = z.object({
  type: requestType,
  /** Null: whatever the reason. */
  reason: z.nullable(reason),
  /** Null: whoever asks. */
  asker: z.nullable(z.enum(askers)),
  from: z.enum(approvals),
  to: z.enum(approvals),
});
export type PolicyEffect = {
  readonly type: RequestType;
  readonly reason: Reason | null;
  readonly asker: Asker | null;
  readonly from: Approval;
  readonly to: Approval;
};

/** What stands beside the rules, and is of no use where no rule looks at it. */
export const policyLists = ['costs', 'requesters', 'deputies'] as const;

export const policyMeaning = z.object({
  changes: z.array(policyChange),
  effects: z.array(policyEffect),
  /** Lists that no rule uses: no mistake, but perhaps not what was meant. */
  unused: z.array(z.enum(policyLists)),
});
export type PolicyMeaning = z.infer<typeof policyMeaning>;

/** What one administrator proposed and another one has to confirm. */
export const policyProposal = z.object({ policy: approvalPolicy, by: person, at: instant });
export type PolicyProposal = z.infer<typeof policyProposal>;
