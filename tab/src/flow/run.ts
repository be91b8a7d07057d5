/** Working through several people in a row: who is in it, by the ids of their requests, and who comes next. */
export type Run = {
  readonly ids: readonly string[];
  readonly skipped: readonly string[];
  readonly startedAt: number;
  /** False while it is still being chosen who is in it. */
  readonly isBegun: boolean;
};

const maxIds = 100;

/** Who could be in it; the page asks before it begins. */
export function proposedRun(ids: readonly string[]): Run {
  return { ids: ids.slice(0, maxIds), skipped: [], startedAt: 0, isBegun: false };
}

export function begunRun(ids: readonly string[], now: number): Run {
  return { ids: ids.slice(0, maxIds), skipped: [], startedAt: now, isBegun: true };
}

export function withSkipped(run: Run, id: string): Run {
  return run.skipped.includes(id) ? run : { ...run, skipped: [...run.skipped, id] };
}

/** The next one of the run who is still to be done. */
export function nextInRun<T extends { readonly id: string }>(
  run: Run,
  isOpen: (item: T) => boolean,
  items: readonly T[],
): T | null {
  for (const id of run.ids) {
    const item = items.find((one) => one.id === id);
    if (item !== undefined && !run.skipped.includes(id) && isOpen(item)) return item;
  }
  return null;
}

export function isRun(found: unknown): found is Run {
  if (typeof found !== 'object' || found === null) return false;
  const { ids, skipped, startedAt, isBegun } = found as Record<string, unknown>;
  const isIds = (list: unknown) =>
    Array.isArray(list) && list.length <= maxIds && list.every((id) => typeof id === 'string');
  return isIds(ids) && isIds(skipped) && typeof startedAt === 'number' && typeof isBegun === 'boolean';
}
