import type { Role } from './ids.ts';
import type { TokenCommand } from './token/record.ts';

/** What a person is to what they act on, whatever their roles: a manager has no role here, and asks for their people. */
export type Relation = 'anybody' | 'requester' | 'holder' | 'manager' | 'asked';

type Rule = { readonly roles: readonly Role[]; readonly relations?: readonly Relation[] };

/** Both may the same today; the second is told apart for what touches privileged people. */
const technicians = ['Technician', 'PrivilegedTechnician'] as const;

/**
 * Who may do what: the one table. A route, a command and a button name a right; whoever has neither one of its roles nor
 * one of its relations is refused. Four eyes, claims and states come on top of it and never loosen it.
 */
export const rights = {
  /** Ask for a token in chat, and see what became of it. */
  ask: { roles: [], relations: ['anybody'] },
  /** Requests, tokens, desks, reports, without reasons. */
  read: { roles: [...technicians, 'Approver', 'StockKeeper', 'Auditor', 'Planner', 'Administrator'] },
  'read-reasons': { roles: ['Approver', 'Auditor'], relations: ['requester'] },
  /** Record a request for somebody who phones or stands at the desk. */
  record: { roles: [...technicians, 'Administrator'] },
  /** Give any command on a request; which one is asked again below. */
  command: { roles: [...technicians, 'Approver', 'Administrator'] },
  /** From claiming a request to handing its token over, with every order to a desk. */
  burn: { roles: technicians },
  /** Burn blank tokens ahead of requests and have them created at Microsoft. Handing them out is `burn`. */
  load: { roles: [...technicians, 'StockKeeper'] },
  hold: { roles: [...technicians, 'Approver', 'Administrator'] },
  /** `asked`: the manager of the person, where a rule leaves it to them. */
  approve: { roles: ['Approver'], relations: ['asked'] },
  withdraw: { roles: [], relations: ['requester'] },
  close: { roles: ['Administrator'], relations: ['requester'] },
  /** Tokens into stock and out of it: list, adopt, set aside, back into stock, retire. */
  'keep-stock': { roles: [...technicians, 'StockKeeper', 'Administrator'] },
  /** What takes a token from whoever carries it, or gives it back: returned, lost, found, reported losses. */
  'keep-books': { roles: [...technicians, 'Administrator'] },
  /** Say that a token is lost, and be believed. */
  'write-off': { roles: [...technicians, 'Administrator'], relations: ['holder', 'manager', 'requester'] },
  /** Confirm, rename, revoke, report stolen; look into what a desk said. */
  'keep-desks': { roles: [...technicians, 'Administrator'] },
  pair: { roles: ['Administrator'] },
  /** Say that somebody was told whom no message reached. */
  'tell-unheard': { roles: [...technicians, 'Approver', 'Administrator'] },
  'bind-channel': { roles: [...technicians, 'Administrator'] },
  /** The log, its verification, statements, and how long everything is kept. */
  audit: { roles: ['Auditor', 'Administrator'] },
  /** See where Microsoft and our books differ, and say what is right as it is. */
  'compare-books': { roles: [...technicians, 'Administrator'] },
  /** See for whom MFA is still off, switch it on, or say that nobody has to. */
  enforce: { roles: ['Administrator'] },
  /** Sites, how long what is kept, and the other rules of the organisation. */
  'keep-organisation': { roles: ['Administrator'] },
  /** What the set-up at Microsoft lacks. */
  'check-tenant': { roles: ['Administrator'] },
  /** Who is left without a way in when Microsoft's text messages end, by name. */
  'see-needs': { roles: ['Planner', 'Administrator'] },
} as const satisfies Readonly<Record<string, Rule>>;
export type Right = keyof typeof rights;

/** Each order about a token by the right it takes. */
export const tokenRights = {
  adopt: 'keep-stock',
  'set-aside': 'keep-stock',
  'to-stock': 'keep-stock',
  retire: 'keep-stock',
  'take-back': 'keep-books',
  'report-lost': 'keep-books',
  'report-found': 'keep-books',
  /** Only what Microsoft says is gone goes off the list: who may load deletes devices there. */
  'look-for-methods': 'keep-stock',
} as const satisfies Readonly<Record<TokenCommand['kind'], Right>>;

const ruleOf = (right: Right): Rule => rights[right];

/** `relations`: what the person is to the very thing it is about; `anybody` who is signed in need not be named. */
export function may(right: Right, roles: readonly Role[], relations: readonly Relation[] = []): boolean {
  const rule = ruleOf(right);
  return (
    rule.roles.some((role) => roles.includes(role)) ||
    (rule.relations ?? []).some((relation) => relation === 'anybody' || relations.includes(relation))
  );
}

/** For a refusal: the roles one of which would do; empty where only a relation does. */
export function rolesFor(right: Right): readonly Role[] {
  return ruleOf(right).roles;
}
