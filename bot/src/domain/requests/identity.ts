import type { Person } from '@token-desk/contract/ids';
import type { Request } from '@token-desk/contract/request';

/** Making one takes a hundred times as long as asking it; there is one zone in a deployment. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar day at an instant, `YYYY-MM-DD`, in an IANA time zone of the deployment. */
export function dayIn(at: number, timeZone: string): string {
  const calendar =
    calendars.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  calendars.set(timeZone, calendar);
  return calendar.format(at);
}

/** A check of the person counts for whoever made it, on that day where the deployment is. */
export function identityCounts(
  { identityCheck }: Pick<Request, 'identityCheck'>,
  person: Person,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): boolean {
  if (identityCheck === null || identityCheck.by.id !== person.id) return false;
  return dayIn(identityCheck.at, timeZone) === dayIn(now, timeZone);
}

/** Whether the name that was typed means the person themself, who cannot vouch for who they are. */
export function isOwnVoucher(vouchedBy: string, subject: Person): boolean {
  const typed = vouchedBy.trim().toLowerCase();
  return typed === subject.name.toLowerCase() || typed === subject.upn.toLowerCase();
}
