import type { OpenHours } from '@token-desk/contract/organisation';
import { dayIn } from '../requests/identity.ts';

/** When people work at a site. `hours` null: nobody said so. */
export type WorkingWeek = {
  readonly timeZone: string;
  /** Days, `YYYY-MM-DD`, on which nobody does. */
  readonly holidays: readonly string[];
  readonly hours: OpenHours | null;
};

const usualHours: OpenHours = { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' };
const dayMs = 86_400_000;
/** However seldom a site is open, nothing is put off for longer. */
const mostDays = 92;

/** The instant by which people at the site have worked for `ms` since `from`, while somebody is there; a clock that is put on or back in between neither adds nor takes. */
export function afterWorking(from: number, ms: number, { timeZone, holidays, hours }: WorkingWeek): number {
  const { weekdays, from: opens, to: closes } = hours ?? usualHours;
  let left = ms;
  let day = dayIn(from, timeZone);
  for (let passed = 0; passed < mostDays; passed += 1) {
    if (weekdays.includes(weekdayOf(day)) && !holidays.includes(day)) {
      const begin = Math.max(from, instantAt(day, opens, timeZone));
      const worked = Math.max(0, instantAt(day, closes, timeZone) - begin);
      if (left < worked) return begin + left;
      left -= worked;
    }
    day = addDays(day, 1);
  }
  return from + mostDays * dayMs;
}

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(Date.parse(day)).getUTCDay() || 7;

/** `day` moved by whole days. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** From when to when a time of the day lasts that begins on `day`; one that ends before it begins is over midnight. */
export function spanFrom(
  day: string,
  { from, to }: { readonly from: string; readonly to: string },
  timeZone: string,
): { readonly from: number; readonly until: number } {
  const ends = from < to ? day : addDays(day, 1);
  return { from: instantAt(day, from, timeZone), until: instantAt(ends, to, timeZone) };
}

/** The instant at which clocks there show `HH:MM` on a day. What they leave out when they are put on comes as much later. */
export function instantAt(day: string, time: string, timeZone: string): number {
  const shown = Date.parse(`${day}T${time}:00Z`);
  const first = shown - offsetAt(shown, timeZone);
  const offset = offsetAt(first, timeZone);
  const second = shown - offset;
  return offsetAt(second, timeZone) === offset ? second : Math.max(first, second);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far clocks there are ahead of UTC, ms. */
function offsetAt(at: number, timeZone: string): number {
  const style = { timeZone, dateStyle: 'short', timeStyle: 'medium' } as const;
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', style);
  clocks.set(timeZone, clock);
  const second = Math.floor(at / 1_000) * 1_000;
  return Date.parse(`${clock.format(second).replace(' ', 'T')}Z`) - second;
}
