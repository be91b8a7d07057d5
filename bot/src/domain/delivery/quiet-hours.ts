import { spanFrom } from '../approval/business-time.ts';
import type { Policy } from '../policy.ts';
import { dayIn } from '../requests/identity.ts';

const dayMs = 86_400_000;

/** When something that is not urgent may be said: now, or when the quiet hours end in which that is. */
export function afterQuiet(
  { quietHours, timeZone }: Pick<Policy, 'quietHours' | 'timeZone'>,
  now: number,
): number {
  if (quietHours === null || quietHours.from === quietHours.to) return now;
  // those that began yesterday, and those of today
  for (const began of [now - dayMs, now]) {
    const { from, until } = spanFrom(dayIn(began, timeZone), quietHours, timeZone);
    if (from <= now && now < until) return until;
  }
  return now;
}
