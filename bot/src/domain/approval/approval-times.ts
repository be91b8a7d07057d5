import type { ApprovalHours } from '@token-desk/contract/organisation';
import type { Request } from '@token-desk/contract/request';
import { holidaysAt, timeZoneAt } from '../organisation.ts';
import type { Policy } from '../policy.ts';
import { afterWorking, type WorkingWeek } from './business-time.ts';

/** When what happens to a request that waits for a yes. */
export type ApprovalDue = { readonly [what in keyof ApprovalHours]: number };

const hourMs = 3_600_000;

export const weekAt = (policy: Pick<Policy, 'places' | 'timeZone'>, site: string): WorkingWeek => ({
  timeZone: timeZoneAt(policy, site),
  holidays: holidaysAt(policy, site),
  hours: policy.places.get(site)?.hours ?? null,
});

export const waitsSince = ({ approval, createdAt }: Pick<Request, 'approval' | 'createdAt'>): number =>
  approval?.since ?? createdAt;

/** In hours in which people work at the site of the request. */
export function approvalDue(
  request: Pick<Request, 'approval' | 'createdAt' | 'form'>,
  policy: Pick<Policy, 'places' | 'timeZone' | 'approvalHours'>,
): ApprovalDue {
  const week = weekAt(policy, request.form.site);
  const { remind, passOn, lapse } = policy.approvalHours;
  const after = (hours: number) => afterWorking(waitsSince(request), hours * hourMs, week);
  return { remind: after(remind), passOn: after(passOn), lapse: after(lapse) };
}

/** What is to be done now; null: nothing. */
export function dueNow(
  { approval }: Pick<Request, 'approval'>,
  due: ApprovalDue,
  now: number,
): 'remind' | 'pass-on' | 'lapse' | null {
  if (now >= due.lapse) return 'lapse';
  if (now >= due.passOn) return approval?.passedOnAt === undefined ? 'pass-on' : null;
  return now >= due.remind && approval?.remindedAt === undefined ? 'remind' : null;
}
