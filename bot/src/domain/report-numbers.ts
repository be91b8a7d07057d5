import type { Reports } from '@token-desk/contract/report';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

const ages = [
  { fromDays: 0, toDays: 0 },
  { fromDays: 1, toDays: 1 },
  { fromDays: 2, toDays: 3 },
  { fromDays: 4, toDays: 7 },
  { fromDays: 8, toDays: null },
] as const;

function median(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

const round1 = (value: number) => Math.round(value * 10) / 10;

/** Open requests by whole days since they were asked for. */
export function ageCounts(bornAt: readonly number[], now: number): Reports['openByAge'] {
  const days = bornAt.map((at) => Math.max(0, Math.floor((now - at) / dayMs)));
  return ages.map(({ fromDays, toDays }) => ({
    fromDays,
    toDays,
    count: days.filter((age) => age >= fromDays && (toDays === null || age <= toDays)).length,
  }));
}

/** The Monday of the week in which something happened, UTC. */
export function mondayOf(at: number): string {
  const date = new Date(at);
  const sinceMonday = (date.getUTCDay() + 6) % 7;
  return new Date(at - sinceMonday * dayMs).toISOString().slice(0, 10);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function handOverTimes(
  rows: readonly { readonly askedAt: number; readonly handedOverAt: number }[],
): Reports['timeToHandOver'] {
  return grouped(rows, ({ handedOverAt }) => mondayOf(handedOverAt)).map(([week, group]) => {
    const hours = group
      .map(({ askedAt, handedOverAt }) => Math.max(0, handedOverAt - askedAt) / hourMs)
      .sort((a, b) => a - b);
    return {
      week,
      count: hours.length,
      medianHours: round1(median(hours)),
      slowestHours: round1(hours.at(-1) ?? 0),
    };
  });
}

export function driftOf(
  rows: readonly { readonly model: string; readonly seconds: number }[],
): Reports['driftByModel'] {
  return grouped(rows, ({ model }) => model).map(([model, group]) => {
    const seconds = group.map((row) => row.seconds).sort((a, b) => a - b);
    const widest = seconds.reduce((most, one) => (Math.abs(one) > Math.abs(most) ? one : most), 0);
    return {
      model,
      count: seconds.length,
      medianSeconds: round1(median(seconds)),
      widestSeconds: round1(widest),
    };
  });
}
