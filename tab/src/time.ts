import type { Strings } from './words/en/first.ts';

/** Times as people say them. Pure: `now` is the server's clock, so a PC that is off does not matter. */
const dayMs = 86_400_000;

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);
const daysBetween = (from: number, to: number) => Math.round((startOfDay(to) - startOfDay(from)) / dayMs);

const formats = {
  clock: { hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'short' },
  day: { day: 'numeric', month: 'short' },
  dayAndYear: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const made = new Map<string, Intl.DateTimeFormat>();

/** Kept: for a list, making one for each row takes longer than React takes for the rows. */
function formatIn({ locale }: Strings, name: keyof typeof formats): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, formats[name]);
  made.set(key, format);
  return format;
}

export type Due = { readonly text: string; readonly isOverdue: boolean };

/** “14:00”. */
export const timeOfDay = (at: number, strings: Strings): string => formatIn(strings, 'clock').format(at);

/** “today 14:00”, “yesterday 09:02”, “Mon 08:00”, “25 Nov”. */
export function momentText(at: number, now: number, strings: Strings): string {
  const clock = timeOfDay(at, strings);
  const days = daysBetween(at, now);
  if (days === 0) return `${strings.time.today} ${clock}`;
  if (days === 1) return `${strings.time.yesterday} ${clock}`;
  if (days > 1 && days < 6) return `${weekday(at, strings)} ${clock}`;
  return dateText(at, now, strings);
}

/** How long ago something happened, to the second for the first minute. */
export function agoText(at: number, now: number, strings: Strings): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 2) return strings.time.justNow;
  if (seconds < 60) return strings.time.secondsAgo(seconds);
  if (seconds < 3600) return strings.time.minutesAgo(Math.round(seconds / 60));
  return momentText(at, now, strings);
}

/** When a calendar day (`YYYY-MM-DD`) is due, seen from today. */
export function dueText(day: string, now: number, strings: Strings): Due {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  const at = new Date(year, month - 1, date).getTime();
  const days = daysBetween(now, at);
  if (days < 0)
    return { text: strings.time.overdueSince(dateOrWeekday(at, days, now, strings)), isOverdue: true };
  if (days === 0) return { text: strings.time.today, isOverdue: false };
  if (days === 1) return { text: strings.time.tomorrow, isOverdue: false };
  return { text: dateOrWeekday(at, days, now, strings), isOverdue: false };
}

/** In seconds below two minutes, in minutes from there on. */
export const spanText = (seconds: number, { time }: Strings): string =>
  seconds < 120 ? time.seconds(seconds) : time.minutes(Math.round(seconds / 60));

/** “41 seconds slow”: what a token's clock is against ours; positive is fast. */
export function driftText(seconds: number, strings: Strings): string {
  const whole = Math.round(Math.abs(seconds));
  if (whole < 2) return strings.time.clockRight;
  const size = spanText(whole, strings);
  return seconds > 0 ? strings.time.fast(size) : strings.time.slow(size);
}

function dateOrWeekday(at: number, days: number, now: number, strings: Strings): string {
  if (days === -1) return strings.time.yesterday;
  return Math.abs(days) < 6 ? weekday(at, strings) : dateText(at, now, strings);
}

function weekday(at: number, strings: Strings): string {
  return formatIn(strings, 'weekday').format(at);
}

function dateText(at: number, now: number, strings: Strings): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatIn(strings, isThisYear ? 'day' : 'dayAndYear').format(at);
}

/** “30 Nov 2026”: the day of a record, year and all. */
export const recordDay = (at: number, { locale }: Strings): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(at);

/** The calendar day here, `YYYY-MM-DD`. */
export function dayText(at: number): string {
  const day = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** “Monday, 30 November 2026”. */
export function longDay(day: string, { locale }: Strings): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(day));
}
