/** The calendar day at `now` in a time zone, `YYYY-MM-DD`; UTC when the zone is not known. */
export function dayAt(now: number, timeZone: string | null): string {
  const parts = (zone: string): string =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now);
  try {
    return parts(timeZone ?? 'UTC');
  } catch {
    // The zone's name comes from the chat client; one that Node does not know is no reason to fail.
    return parts('UTC');
  }
}

/** "Thu 26 Nov 2026" as the reader's language writes it. */
export function showDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(Date.parse(`${day}T00:00:00Z`));
}

/** Hours and minutes in a time zone as the reader's language writes them; in UTC, and saying so, when the zone is not known. */
export function showTime(now: number, timeZone: string | null, locale: string): string {
  const inZone = (zone: string): string =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeStyle: 'short' }).format(now);
  const inUtc = () => `${inZone('UTC')} UTC`;
  if (timeZone === null) return inUtc();
  try {
    return inZone(timeZone);
  } catch {
    // As in `dayAt`: a zone that Node does not know is no reason to fail.
    return inUtc();
  }
}

/** The same with its day: for what may stand there for longer. */
export const showMoment = (now: number, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(now);
