import { instantAt } from '../approval/business-time.ts';
import type { Policy } from '../policy.ts';
import { dayIn } from '../requests/identity.ts';

const dayMs = 86_400_000;

/** When something that is not urgent may be said: now, or when the quiet hours end in which that is. */
export function afterQuiet(
  { quietHours, timeZone }: Pick<Policy, 'quietHours' | 'timeZone'>,
  now: number,
): number {
  if (quietHours === null || quietHours.from === quietHours.to) return now;
  const { from, to } = quietHours;
  // those that began yesterday, and those of today
  for (const began of [now - dayMs, now]) {
    const day = dayIn(began, timeZone);
    const ends = from < to ? day : new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);
    const until = instantAt(ends, to, timeZone);
    if (instantAt(day, from, timeZone) <= now && now < until) return until;
  }
  return now;
}
