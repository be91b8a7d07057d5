import type { Approval, Asker, PolicyChange } from '@token-desk/contract/approval';
import type { PolicyFaultWords } from '@token-desk/contract/words/en/policy';
import { counted } from './numbers.ts';
import { policyEnglish } from './policy.ts';

/** Who has to approve a request, and how that is changed. */
export const approvalEnglish = {
  title: 'Approval',
  text: 'The first rule that fits decides who has to approve a request; its name stands in the audit log with the request. One administrator proposes other rules, another one confirms them.',
  noRole: 'Administrators set here who has to approve a request.',
  held: 'Rules that hold',
  shipped: 'Nobody has changed them yet: Token Desk begins with these.',
  since: (at: string, proposedBy: string, confirmedBy: string) =>
    `Since ${at}: proposed by ${proposedBy}, confirmed by ${confirmedBy}.`,
  save: 'Save as policy.json',
  everything: 'everything else',
  conditions: {
    askedBy: (askers: string) => `asked for by ${askers}`,
    reasons: (reasons: string) => `reason: ${reasons}`,
    sites: (sites: string) => `site: ${sites}`,
    moreThanPerQuarter: (n: number) =>
      counted(n, {
        one: 'more than # request for the same person in a quarter',
        other: 'more than # requests for the same person in a quarter',
      }),
    secondToken: { true: 'beside a token they already carry', false: 'no token yet that would stay theirs' },
    privileged: {
      true: 'people with a role at Microsoft, or of whom that is not known',
      false: 'people known to have no role at Microsoft',
    },
    costsMoreThan: (n: string) => `costs more than ${n}`,
  },
  askers: {
    manager: 'the person’s manager or deputy',
    named: 'somebody named below',
    technician: 'somebody who records requests at the counter',
    other: 'anybody else',
  } satisfies Record<Asker, string> as Record<Asker, string>,
  requester: (upn: string, sites: string, until: string) =>
    sites === ''
      ? `${upn} may ask for others, until ${until}`
      : `${upn} may ask for others at ${sites}, until ${until}`,
  deputy: (by: string, of: string, from: string, until: string) =>
    `${by} asks and decides for ${of}, from ${from} until ${until}`,
  approve: {
    none: 'nobody has to approve',
    manager:
      'the person’s manager or their deputy, and nobody where they ask themselves; an approver where Microsoft names none who has a chat with Token Desk',
    approver: 'an approver',
  } satisfies Record<Approval, string> as Record<Approval, string>,
  costs: (costs: string) => `Costs: ${costs}`,
  proposal: 'Proposed rules',
  proposedBy: (name: string, at: string) => `Proposed by ${name}, ${at}. They do not hold yet.`,
  own: 'You proposed them. Another administrator has to confirm them.',
  confirm: 'Confirm',
  drop: 'Drop them',
  meaning: 'What it changes',
  same: 'Nothing: these are the rules that hold.',
  changes: {
    added: (rule: string) => `Rule “${rule}” is new.`,
    removed: (rule: string) => `Rule “${rule}” goes.`,
    changed: (rule: string) => `Rule “${rule}” says something else.`,
    moved: (rule: string) => `Rule “${rule}” comes at another place.`,
    costs: () => 'Other costs.',
    requesters: () => 'Other people may ask for others.',
    deputies: () => 'Other deputies.',
  } satisfies Record<PolicyChange['what'], (rule: string) => string> as Record<
    PolicyChange['what'],
    (rule: string) => string
  >,
  effects: 'Whose approval an ordinary request needs from then on:',
  effect: (what: string, from: string, to: string) => `${what}: ${to} (before: ${from})`,
  unused: {
    costs: 'Costs are named, and no rule looks at them.',
    requesters: 'People are named who may ask for others, and no rule looks at them.',
    deputies: 'Deputies are named, and no rule asks a manager.',
  },
  change: 'Other rules',
  changeText: 'Change the text, or open a file. “Check” says line by line what is not right.',
  file: 'Open a file…',
  field: 'Text of policy.json',
  check: 'Check',
  propose: 'Propose',
  proposed: 'Proposed. Another administrator has to confirm it.',
  fine: 'Nothing is wrong in it.',
  faults: (n: number) => counted(n, { one: '# mistake', other: '# mistakes' }),
  fault: policyEnglish as PolicyFaultWords,
  link: 'Who has to approve a request',
  linkText: 'Rules by type, reason, site, number, role and cost stand on a page of their own.',
};

export type ApprovalStrings = typeof approvalEnglish;
