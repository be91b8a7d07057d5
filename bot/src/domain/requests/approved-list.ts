import type { Person } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';

/** The list that a person was asked for with, where somebody else approved it: two people stand behind it. */
export type ApprovedList = { readonly cohort: string; readonly approvedBy: Person };

/** Null: asked for alone, approved by a rule, or by one of those it is about. */
export function approvedListOf({
  cohort,
  approvedBy,
  requestedBy,
  subject,
}: Pick<Request, 'cohort' | 'approvedBy' | 'requestedBy' | 'subject'>): ApprovedList | null {
  if (cohort === undefined || approvedBy === null || approvedBy === 'policy') return null;
  return [requestedBy.id, subject.id].includes(approvedBy.id) ? null : { cohort, approvedBy };
}
