import { loadKept, saveKept } from './window-store.ts';

/**
 * Working through several people in a row. Which ids, and when it began, outlives a reload of this window; what
 * became of them is read from the server. No names are kept.
 */
export type Run = {
  readonly ids: readonly string[];
  readonly skipped: readonly string[];
  readonly startedAt: number;
  /** False while it is still being chosen who is in it. */
  readonly isBegun: boolean;
};

const key = 'token-desk.run';
const maxIds = 100;
let kept: Run | null = null;

/** Who could be in it; the page asks before it begins. */
export function proposeRun(ids: readonly string[]): void {
  write({ ids: ids.slice(0, maxIds), skipped: [], startedAt: 0, isBegun: false });
}

export function startRun(ids: readonly string[], now = Date.now()): Run {
  const run = { ids: ids.slice(0, maxIds), skipped: [], startedAt: now, isBegun: true };
  write(run);
  return run;
}

export function skipInRun(id: string): void {
  const run = currentRun();
  if (run !== null && !run.skipped.includes(id)) write({ ...run, skipped: [...run.skipped, id] });
}

export function endRun(): void {
  kept = null;
  saveKept(key, null);
}

export function currentRun(): Run | null {
  kept ??= loadKept(key, isRun);
  return kept;
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

function write(run: Run): void {
  kept = run;
  saveKept(key, run);
}

function isRun(found: unknown): found is Run {
  if (typeof found !== 'object' || found === null) return false;
  const { ids, skipped, startedAt, isBegun } = found as Record<string, unknown>;
  const isIds = (list: unknown) =>
    Array.isArray(list) && list.length <= maxIds && list.every((id) => typeof id === 'string');
  return isIds(ids) && isIds(skipped) && typeof startedAt === 'number' && typeof isBegun === 'boolean';
}
