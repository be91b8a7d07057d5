import type { ApprovalPolicy, Asker } from '@token-desk/contract/approval';
import type { Person } from '@token-desk/contract/ids';
import { personFacts } from '@token-desk/contract/named';
import type { Request, RequestForm } from '@token-desk/contract/request';
import { may } from '@token-desk/contract/rights';
import { type Decision, decideApproval, looksAt } from '../../domain/approval/approval-policy.ts';
import { askerOf, deputiesOf } from '../../domain/approval/askers.ts';
import { type Decider, decidersOf } from '../../domain/approval/deciders.ts';
import { isInQuarter, longestQuarterMs } from '../../domain/approval/quarter.ts';
import { isPrivileged } from '../../domain/entra/facts.ts';
import { timeZoneAt } from '../../domain/organisation.ts';
import type { Policy } from '../../domain/policy.ts';
import { barOf } from '../../domain/requests/form-rules.ts';
import { dayIn } from '../../domain/requests/identity.ts';
import type { DirectoryPerson } from '../../ports.ts';
import type { Db } from '../../store/database.ts';
import { hasChat } from '../../store/tables/conversations.ts';
import { askedTimesOf } from '../../store/tables/requests.ts';
import { tokensOf } from '../../store/tables/tokens.ts';
import { directoryTimeoutMs, nullUnanswered } from '../people/directory.ts';
import { approvalNow } from '../write/approval-now.ts';
import type { Caller, Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';

/** What Microsoft says of the person, as far as a rule looks at it. */
export type OfSubject = {
  /** Null: nobody, not asked for, or not told. */
  readonly manager: Person | null;
  /** Who stands in for the manager today. */
  readonly deputies: readonly Person[];
  /** Whom the site names by their UPN, if they hold the role. */
  readonly siteApprover: Person | null;
  /** Null: not asked for, or not told. */
  readonly isPrivileged: boolean | null;
};

/** Read before the transaction; a policy that is confirmed meanwhile finds less told, and asks a person rather than nobody. */
export async function readOfSubject(
  deps: Deps,
  subject: Pick<Person, 'id'>,
  { site }: Pick<RequestForm, 'site'>,
): Promise<OfSubject> {
  const { policy } = await approvalNow(deps, deps.store.db);
  const rules = await policyNow(deps);
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  const [manager, tenant, siteApprover] = await Promise.all([
    // whatever the rules look at: who may ask is told what the person has
    nullUnanswered(findManager(deps, subject.id, signal)),
    looksAt(policy, 'privileged') ? nullUnanswered(deps.directory.tenantFacts(signal)) : null,
    policy.rules.some(({ approve }) => approve !== 'none')
      ? findSiteApprover(deps, rules.places.get(site), signal)
      : null,
  ]);
  const upns = manager === null ? [] : deputiesOf(policy, manager.upn, daysAt(rules, site)(deps.clock.now()));
  const found = await Promise.all(upns.map((upn) => nullUnanswered(findActive(deps, upn, signal))));
  const deputies = found.filter((one) => one !== null);
  const privileged = tenant === null ? null : isPrivileged(tenant, subject.id);
  return { manager, deputies, siteApprover, isPrivileged: privileged };
}

async function findManager(deps: Deps, personId: string, signal: AbortSignal): Promise<Person | null> {
  const manager = (await deps.directory.withManager(personId, signal))?.manager ?? null;
  return manager === null ? null : activeOnly(manager);
}

/** A site only names them: what lets them decide is their role. Null too where neither can be read. */
async function findSiteApprover(
  deps: Deps,
  place: { readonly approver?: string | null } | undefined,
  signal: AbortSignal,
): Promise<Person | null> {
  const named = place?.approver ?? null;
  if (named === null || !named.includes('@')) return null;
  const found = await nullUnanswered(findActive(deps, named.trim(), signal));
  if (found === null) return null;
  const roles = (await nullUnanswered(deps.directory.rolesOf(found.id))) ?? [];
  return may('approve', roles) ? found : null;
}

/** Who has left, or is a guest, decides nothing. */
async function findActive(deps: Deps, idOrUpn: string, signal: AbortSignal): Promise<Person | null> {
  const found = await deps.directory.person(idOrUpn, signal);
  return found === null ? null : activeOnly(found);
}

const activeOnly = (found: DirectoryPerson): Person | null =>
  barOf(found) === null ? personFacts(found) : null;

/** The day that any moment is at a site. */
function daysAt(rules: Policy, site: string): (at: number) => string {
  const timeZone = timeZoneAt(rules, site);
  return (at) => dayIn(at, timeZone);
}

/** Nobody is asked who would not hear of it, and nobody for themselves: a deputy before the manager they stand in for. */
async function decider(
  tx: Db,
  people: readonly (Person | null)[],
  others: readonly Pick<Person, 'id'>[],
): Promise<Person | null> {
  for (const person of people)
    if (person !== null && !others.some(({ id }) => id === person.id) && (await hasChat(tx, person.id)))
      return person;
  return null;
}

/** Who is asked too when a request has waited too long: of those who stand in for its manager the next one, else the approver of its site. Null: nobody is left. */
export async function findNextDecider(deps: Deps, request: Request): Promise<Decider | null> {
  const { subject, form, requestedBy, approval } = request;
  const { deputies, manager, siteApprover } = await readOfSubject(deps, subject, form);
  const { db } = deps.store;
  const others = [requestedBy, subject, ...decidersOf(request).map(({ person }) => person)];
  const next = approval?.of === 'manager' ? await decider(db, [...deputies, manager], others) : null;
  if (next !== null) return { person: next, byRole: false };
  const approver = await decider(db, [siteApprover], others);
  return approver === null ? null : { person: approver, byRole: true };
}

type AskedFor = {
  readonly by: Caller;
  readonly subject: Pick<Person, 'id'>;
  readonly form: Pick<RequestForm, 'site'>;
  readonly says: OfSubject;
};

/** What somebody who asks is to the person. */
export async function askerFor(deps: Deps, db: Db, asked: AskedFor): Promise<Asker> {
  const { policy } = await approvalNow(deps, db);
  const dayOf = daysAt(await policyNow(deps, db), asked.form.site);
  return askerUnder(policy, asked, dayOf(deps.clock.now()));
}

const askerUnder = (policy: ApprovalPolicy, { by, subject, form, says }: AskedFor, today: string): Asker =>
  askerOf(policy, {
    by: by.person,
    isSelf: by.person.id === subject.id,
    isManager: [says.manager, ...says.deputies].some((one) => one?.id === by.person.id),
    isTechnician: may('record', by.roles),
    site: form.site,
    today,
  });

/**
 * By which rule a request is decided, and who says yes to it. `mayAsk`: who asks is told what else the person has. A rule that
 * takes anybody's word of a loss or a fault makes nobody one of those who may ask for them.
 */
export async function decideApprovalIn(
  deps: Deps,
  tx: Db,
  asked: {
    readonly by: Caller;
    readonly subject: Pick<Person, 'id'>;
    readonly form: RequestForm;
    readonly says: OfSubject;
    readonly rules: Policy;
  },
): Promise<{ readonly decision: Decision; readonly mayAsk: boolean }> {
  const { by, subject, form, says, rules } = asked;
  const { policy } = await approvalNow(deps, tx);
  const dayOf = daysAt(rules, form.site);
  const now = deps.clock.now();
  const asker = askerUnder(policy, asked, dayOf(now));
  const decision = decideApproval(policy, {
    type: form.type,
    reason: form.reason,
    site: form.site,
    inQuarter: looksAt(policy, 'moreThanPerQuarter') ? await countInQuarter(tx, subject, { now, dayOf }) : 1,
    isSecondToken:
      looksAt(policy, 'secondToken') &&
      form.type === 'new' &&
      (await tokensOf(tx, subject.id, 'active')).length > 0,
    isPrivileged: says.isPrivileged,
    asker,
    manager: await decider(tx, [...says.deputies, says.manager], [by.person, subject]),
    siteApprover: await decider(tx, [says.siteApprover], [by.person, subject]),
  });
  const mayAsk = asker !== 'other' || (decision.approve === 'none' && form.type === 'new');
  return { decision: says.isPrivileged === true ? { ...decision, isPrivileged: true } : decision, mayAsk };
}

async function countInQuarter(
  tx: Db,
  subject: Pick<Person, 'id'>,
  { now, dayOf }: { readonly now: number; dayOf(at: number): string },
): Promise<number> {
  const times = await askedTimesOf(tx, subject.id, now - longestQuarterMs);
  return times.filter((at) => isInQuarter(dayOf(at), dayOf(now))).length + 1;
}
