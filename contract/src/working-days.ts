/** Calendar days, `YYYY-MM-DD`, on which people work: Monday to Friday. */
const dayMs = 86_400_000;

export const isWorkingDay = (day: string): boolean => ![0, 6].includes(new Date(Date.parse(day)).getUTCDay());

/** `day` and those after it on which people work. */
export function workingDaysFrom(day: string, count: number): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(day); days.length < count; at += dayMs) {
    const each = new Date(at).toISOString().slice(0, 10);
    if (isWorkingDay(each)) days.push(each);
  }
  return days;
}

/** `day` itself where people work on it, else the first one after it. */
export const workingDayFrom = (day: string): string => workingDaysFrom(day, 1)[0] ?? day;

/** The first one after `day`. */
export const nextWorkingDay = (day: string): string =>
  workingDaysFrom(day, 2).find((each) => each !== day) ?? day;
