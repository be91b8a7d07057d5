import { renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type JournalLine, readLines } from './journal-lines.ts';
import { withoutPeople } from './journal-reduce.ts';

/**
 * How many records of the journal at this place no server has: those it has not confirmed, and writes that were begun
 * and never ended. Null when the journal is damaged, so that nobody can say. Only reads: the service may be running.
 */
export function countUnsent(journalPath: string): number | null {
  const lines = linesOf(journalPath);
  if (lines === null) return null;
  const left = withoutPeople(lines);
  const frames = left.flatMap((line) => (line.type === 'receipt' ? [line.frame] : []));
  const ended = new Set(frames.flatMap((frame) => (frame.type === 'outcome' ? [frame.jobId] : [])));
  const begun = left.filter((line) => line.type === 'writing' && !ended.has(line.offer.jobId));
  return frames.length + begun.length;
}

/** Beside the new journal, under a name of its own: what this desk signed is nobody's to throw away unseen. */
export function putAside(journalPath: string, nowMs: number): string {
  const day = new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const path = join(dirname(journalPath), `journal-unsent-${day}.jsonl`);
  renameSync(journalPath, path);
  return path;
}

function linesOf(path: string): readonly JournalLine[] | null {
  try {
    return readLines(path)?.lines ?? [];
  } catch {
    return null; // damaged: new pairing is the cure, so this must not stop it
  }
}
