import type { Person } from '@token-desk/contract/ids';
import { personFacts } from '@token-desk/contract/named';
import type { RequestForm } from '@token-desk/contract/request';
import { type Decision, decideApproval, looksAt } from '../../domain/approval/approval-policy.ts';
import { isInQuarter, longestQuarterMs } from '../../domain/approval/quarter.ts';
import { isPrivileged } from '../../domain/entra/facts.ts';
import { timeZoneAt } from '../../domain/organisation.ts';
import { barOf } from '../../domain/requests/form-rules.ts';
import { dayIn } from '../../domain/requests/identity.ts';
import type { Db } from '../../store/database.ts';
import { hasChat } from '../../store/tables/conversations.ts';
import { askedTimesOf } from '../../store/tables/requests.ts';
import { tokensOf } from '../../store/tables/tokens.ts';
import { directoryTimeoutMs, nullUnanswered } from '../people/directory.ts';
import { approvalNow } from '../write/approval-now.ts';
import type { Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';

/** What Microsoft says of the person, as far as a rule looks at it. */
export type OfSubject = {
  /** Null: nobody, not asked for, or not told. */
  readonly manager: Person | null;
  /** Null: not asked for, or not told. */
  readonly isPrivileged: boolean | null;
};

/** Read before the transaction; a policy that is confirmed meanwhile finds less told, and asks a person rather than nobody. */
export async function readOfSubject(deps: Deps, subject: Pick<Person, 'id'>): Promise<OfSubject> {
  const { policy } = await approvalNow(deps, deps.store.db);
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  const [manager, tenant] = await Promise.all([
    policy.rules.some(({ approve }) => approve === 'manager')
      ? nullUnanswered(findManager(deps, subject.id, signal))
      : null,
    looksAt(policy, 'privileged') ? nullUnanswered(deps.directory.tenantFacts(signal)) : null,
  ]);
  return { manager, isPrivileged: tenant === null ? null : isPrivileged(tenant, subject.id) };
}

/** Who has left, or is a guest, decides nothing. */
async function findManager(deps: Deps, personId: string, signal: AbortSignal): Promise<Person | null> {
  const id = await deps.directory.managerOf(personId, signal);
  const found = id === null ? null : await deps.directory.person(id, signal);
  return found === null || barOf(found) !== null ? null : personFacts(found);
}

/** Nobody is asked who would not hear of it. */
async function reachable(tx: Db, person: Person | null): Promise<Person | null> {
  return person !== null && (await hasChat(tx, person.id)) ? person : null;
}

/** By which rule a request is decided, and who says yes to it. */
export async function decideApprovalIn(
  deps: Deps,
  tx: Db,
  asked: {
    readonly by: Pick<Person, 'id'>;
    readonly subject: Pick<Person, 'id'>;
    readonly form: RequestForm;
    readonly says: OfSubject;
  },
): Promise<Decision> {
  const { by, subject, form, says } = asked;
  const { policy } = await approvalNow(deps, tx);
  return decideApproval(policy, {
    type: form.type,
    reason: form.reason,
    site: form.site,
    inQuarter: looksAt(policy, 'moreThanPerQuarter') ? await countInQuarter(deps, tx, asked) : 1,
    isSecondToken: form.type === 'new' && (await tokensOf(tx, subject.id, 'active')).length > 0,
    isPrivileged: says.isPrivileged,
    isByManager: says.manager?.id === by.id,
    manager: await reachable(tx, says.manager),
  });
}

async function countInQuarter(
  deps: Deps,
  tx: Db,
  { subject, form }: { readonly subject: Pick<Person, 'id'>; readonly form: RequestForm },
): Promise<number> {
  const now = deps.clock.now();
  const timeZone = timeZoneAt(await policyNow(deps, tx), form.site);
  const times = await askedTimesOf(tx, subject.id, now - longestQuarterMs);
  const isNow = (at: number) => isInQuarter(dayIn(at, timeZone), dayIn(now, timeZone));
  return times.filter(isNow).length + 1;
}
