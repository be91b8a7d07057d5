import type { Person } from '@token-desk/contract/ids';
import type { OnCall } from '@token-desk/contract/organisation';
import { addDays, spanFrom, weekdayOf } from '../approval/business-time.ts';
import { holidaysAt, timeZoneAt } from '../organisation.ts';
import type { Policy } from '../policy.ts';
import { dayIn } from '../requests/identity.ts';

const sunday = 7;

/**
 * Who is on call for a site at an instant: the first line of its roster that covers it. A line over midnight belongs to the day it
 * begins on, and a holiday counts as a Sunday. Null: nobody.
 */
export function onCallAt(
  policy: Pick<Policy, 'places' | 'timeZone'>,
  site: string,
  now: number,
): Person | null {
  const zone = timeZoneAt(policy, site);
  const holidays = holidaysAt(policy, site);
  const today = dayIn(now, zone);
  const yesterday = addDays(today, -1);
  const countsAs = (day: string) => (holidays.includes(day) ? sunday : weekdayOf(day));
  const covers = (line: OnCall, day: string): boolean => {
    const { from, until } = spanFrom(day, line, zone);
    return line.weekdays.includes(countsAs(day)) && from <= now && now < until;
  };
  const line = (policy.places.get(site)?.onCall ?? []).find(
    (one) => covers(one, today) || covers(one, yesterday),
  );
  return line?.person ?? null;
}
