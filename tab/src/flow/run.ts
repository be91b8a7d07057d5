/**
 * Working through several people in a row. Which ids, and when it began, outlives a reload of this window; what
 * became of them is read from the server. No names are kept.
 */
export type Run = {
  readonly ids: readonly string[];
  readonly skipped: readonly string[];
  readonly startedAt: number;
};

const key = 'token-desk.run';
const maxIds = 100;
let kept: Run | null = null;

export function startRun(ids: readonly string[], now = Date.now()): Run {
  const run = { ids: ids.slice(0, maxIds), skipped: [], startedAt: now };
  write(run);
  return run;
}

export function skipInRun(id: string): void {
  const run = currentRun();
  if (run !== null && !run.skipped.includes(id)) write({ ...run, skipped: [...run.skipped, id] });
}

export function endRun(): void {
  kept = null;
  try {
    sessionStorage.removeItem(key);
  } catch {
    // storage forbidden: there was nothing kept
  }
}

export function currentRun(): Run | null {
  if (kept !== null) return kept;
  try {
    const text = sessionStorage.getItem(key);
    const found: unknown = text === null ? null : JSON.parse(text);
    kept = isRun(found) ? found : null;
  } catch {
    kept = null; // storage forbidden, or not ours
  }
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
  try {
    sessionStorage.setItem(key, JSON.stringify(run));
  } catch {
    // storage forbidden: it lasts as long as the page
  }
}

function isRun(found: unknown): found is Run {
  if (typeof found !== 'object' || found === null) return false;
  const { ids, skipped, startedAt } = found as Record<string, unknown>;
  const isIds = (list: unknown) =>
    Array.isArray(list) && list.length <= maxIds && list.every((id) => typeof id === 'string');
  return isIds(ids) && isIds(skipped) && typeof startedAt === 'number';
}
