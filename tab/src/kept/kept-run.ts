import { begunRun, isRun, proposedRun, type Run, withSkipped } from '../flow/run.ts';
import type { After } from '../places/places.ts';
import { loadKept, saveKept } from './window-store.ts';

/**
 * The run of this window. Which ids, and when it began, outlives a reload; what became of them is read from the
 * server. No names are kept.
 */
const key = 'token-desk.run';
let kept: Run | null = null;

export function proposeRun(ids: readonly string[]): void {
  write(proposedRun(ids));
}

export function startRun(ids: readonly string[], now = Date.now()): Run {
  return write(begunRun(ids, now));
}

export function skipInRun(id: string): void {
  const run = currentRun();
  if (run !== null) write(withSkipped(run, id));
}

export function endRun(): void {
  kept = null;
  saveKept(key, null);
}

export function currentRun(): Run | null {
  kept ??= loadKept(key, isRun);
  return kept;
}

/** Where this request stands in the batch it is worked on in, from 1; null outside one. */
export function placeInRun(
  after: After,
  requestId: string,
): { readonly at: number; readonly of: number } | null {
  const run = after === 'run' ? currentRun() : null;
  const index = run?.ids.indexOf(requestId) ?? -1;
  return run === null || index < 0 ? null : { at: index + 1, of: run.ids.length };
}

function write(run: Run): Run {
  kept = run;
  saveKept(key, run);
  return run;
}
