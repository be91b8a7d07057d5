import type { NeedDay } from '@token-desk/contract/entra/needs';

const mostBars = 14;

/** So many days as can be compared at a glance: evenly from the first to the last, both kept. */
export function barDays(days: readonly NeedDay[]): readonly NeedDay[] {
  if (days.length <= mostBars) return days;
  const step = (days.length - 1) / (mostBars - 1);
  return Array.from({ length: mostBars }, (_, at) => days[Math.round(at * step)]).filter(
    (day) => day !== undefined,
  );
}
