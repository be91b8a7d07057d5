/** No quarter of a year is longer, wherever its days begin. */
export const longestQuarterMs = 94 * 24 * 60 * 60_000;

/** Year and quarter of a calendar day, `YYYY-MM-DD`. */
const quarterOf = (day: string): string => `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

export const isInQuarter = (day: string, today: string): boolean => quarterOf(day) === quarterOf(today);
