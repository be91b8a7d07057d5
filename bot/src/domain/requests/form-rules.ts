import {
  handledTypes,
  identitiesOfCall,
  minOtherReasonLength,
  ownWords,
  type Request,
  type RequestForm,
} from '@token-desk/contract/request';
import type { PersonBar } from '@token-desk/contract/routes/people';
import type { ProblemField } from '@token-desk/contract/words/detail-in-words';
import { isRealDay } from '@token-desk/contract/working-days';

/** The earliest place on Earth is still in the day before: a date is past only when it is past everywhere. */
const latestZoneMs = 12 * 60 * 60_000;

export function isPastDay(day: string, now: number): boolean {
  return day < new Date(now - latestZoneMs).toISOString().slice(0, 10);
}

/** Why nobody can ask for this person; null: anybody can. */
export function barOf({
  enabled,
  guest,
}: {
  readonly enabled: boolean;
  readonly guest: boolean;
}): PersonBar | null {
  if (guest) return 'subject-guest';
  return enabled ? null : 'subject-disabled';
}

/** None named: any. */
export const isSite = (site: string, sites: readonly string[]) => sites.length === 0 || sites.includes(site);

/** How a caller was identified must be possible from where they were; older records do not say where. */
export function isIdentityOf({ source, identifiedBy }: NonNullable<Request['call']>): boolean {
  if (source === undefined) return true;
  const possible: readonly string[] = identitiesOfCall[source];
  return possible.includes(identifiedBy);
}

/**
 * What is wrong in a form, beyond what its schema says; the one rule for chat, tab and API. A day that has passed is
 * not among it: that has a problem of its own.
 */
export function wrongFields(
  form: Partial<RequestForm>,
  {
    call,
    sites,
    reasons,
  }: {
    readonly call?: Request['call'];
    readonly sites: readonly string[];
    /** Ids of those that are offered. */
    readonly reasons: readonly string[];
  },
): ProblemField[] {
  const { type, reason, reasonText, site, neededBy } = form;
  const wrong: ProblemField[] = [];
  if (type !== undefined && !handledTypes.some((one) => one === type)) wrong.push('type');
  const isReason = reason === undefined ? type !== 'new' : reasons.includes(reason);
  if (!isReason) wrong.push('reason');
  if (reason === ownWords && (reasonText ?? '').trim().length < minOtherReasonLength)
    wrong.push('reasonText');
  if (site !== undefined && !isSite(site, sites)) wrong.push('site');
  if (neededBy !== undefined && !isRealDay(neededBy)) wrong.push('neededBy');
  if (call !== undefined && !isIdentityOf(call)) wrong.push('identifiedBy');
  return wrong;
}
