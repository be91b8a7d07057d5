import type { Person } from '@token-desk/contract/ids';
import type { RequestForm } from '@token-desk/contract/request';
import { type Decision, decideApproval, looksAt } from '../../domain/approval/approval-policy.ts';
import { isInQuarter, longestQuarterMs } from '../../domain/approval/quarter.ts';
import { isPrivileged } from '../../domain/entra/facts.ts';
import { timeZoneAt } from '../../domain/organisation.ts';
import { dayIn } from '../../domain/requests/identity.ts';
import type { Db } from '../../store/database.ts';
import { askedTimesOf } from '../../store/tables/requests.ts';
import { tokensOf } from '../../store/tables/tokens.ts';
import { directoryTimeoutMs, nullUnanswered } from '../people/directory.ts';
import { approvalNow } from '../write/approval-now.ts';
import type { Deps } from '../write/deps.ts';
import { policyNow } from '../write/policy-now.ts';

/** What Microsoft says of the person, as far as a rule looks at it. */
export type OfSubject = {
  /** Null: nobody, not asked for, or not told. */
  readonly managerId: string | null;
  /** Null: not asked for, or not told. */
  readonly isPrivileged: boolean | null;
};

/** Read before the transaction; a policy that is confirmed meanwhile finds less told, and asks a person rather than nobody. */
export async function readOfSubject(deps: Deps, subject: Pick<Person, 'id'>): Promise<OfSubject> {
  const { policy } = await approvalNow(deps, deps.store.db);
  const signal = AbortSignal.timeout(directoryTimeoutMs);
  const [managerId, tenant] = await Promise.all([
    policy.rules.some(({ approve }) => approve === 'manager')
      ? nullUnanswered(deps.directory.managerOf(subject.id, signal))
      : null,
    looksAt(policy, 'privileged') ? nullUnanswered(deps.directory.tenantFacts(signal)) : null,
  ]);
  return { managerId, isPrivileged: tenant === null ? null : isPrivileged(tenant, subject.id) };
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
    isByManager: says.managerId === by.id,
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
