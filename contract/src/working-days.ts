/** Calendar days, `YYYY-MM-DD`, on which people work: Monday to Friday, but for the `holidays` of a site. */
const dayMs = 86_400_000;

/** Of a text in the form of a day: whether the calendar has it. */
export function isRealDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

export const isWorkingDay = (day: string, holidays: readonly string[] = []): boolean =>
  ![0, 6].includes(new Date(Date.parse(day)).getUTCDay()) && !holidays.includes(day);

/** `day` and those after it on which people work. */
export function workingDaysFrom(
  day: string,
  count: number,
  holidays: readonly string[] = [],
): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(day); days.length < count; at += dayMs) {
    const each = new Date(at).toISOString().slice(0, 10);
    if (isWorkingDay(each, holidays)) days.push(each);
  }
  return days;
}

/** `day` itself where people work on it, else the first one after it. */
export const workingDayFrom = (day: string, holidays: readonly string[] = []): string =>
  workingDaysFrom(day, 1, holidays)[0] ?? day;

/** The first one after `day`. */
export const nextWorkingDay = (day: string, holidays: readonly string[] = []): string =>
  workingDaysFrom(day, 2, holidays).find((each) => each !== day) ?? day;
