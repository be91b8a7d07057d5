import type { OpenHours, Site } from '../organisation.ts';

/** A Monday; days and times of opening hours have no date of their own. */
const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** “Mon–Fri 09:00–12:00”, as a language writes days and times. */
export function hoursIn(locale: string, { weekdays, from, to }: OpenHours): string {
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const named = (weekday: number) => day.format(mondayMs + (weekday - 1) * dayMs);
  const runs = runsOf([...new Set(weekdays)].sort((a, b) => a - b));
  const days = runs.map(([first, last]) =>
    first === last ? named(first) : `${named(first)}–${named(last)}`,
  );
  return `${days.join(', ')} ${time.formatRange(instantOf(from), instantOf(to))}`;
}

/** Where the counter of a site is, when somebody is there and who answers a call; null where nobody has said any of it. */
export function counterIn(
  locale: string,
  { pickUp, hours, phone }: Pick<Site, 'pickUp' | 'hours' | 'phone'>,
): string | null {
  const said = [pickUp, hours === null ? null : hoursIn(locale, hours), phone === null ? null : `☎ ${phone}`];
  const parts = said.filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}

const instantOf = (time: string) => Date.parse(`2024-01-01T${time}:00Z`);

/** Days that follow each other, by the first and the last of them. */
function runsOf(weekdays: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const weekday of weekdays) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === weekday - 1) last[1] = weekday;
    else runs.push([weekday, weekday]);
  }
  return runs;
}
