import { receiptBody } from '@token-desk/contract/desk/receipt';
import type { JournalLine } from './journal-lines.ts';

type Receipt = Extract<JournalLine, { type: 'receipt' }>;
export type Done = Extract<JournalLine, { type: 'done' }>;

/** Ids, how it ended and the hash; null for a frame that carries no receipt. */
export function doneOf({ at, seq, hash, frame }: Receipt): Done | null {
  if (frame.type !== 'outcome' && frame.type !== 'checked') return null;
  const { jobId, type: kind, problem } = frame;
  return {
    type: 'done',
    at,
    seq,
    hash,
    jobId,
    kind,
    outcome: outcomeIn(frame),
    problem: problem?.code ?? null,
  };
}

function outcomeIn(frame: Receipt['frame']): string | null {
  if (frame.type !== 'outcome' || frame.receipt === null) return null;
  try {
    return receiptBody.parse(JSON.parse(frame.receipt.body)).seen.outcome;
  } catch {
    return null; // of another form than today's: its hash still names it
  }
}

/**
 * The lines without people: what the server has confirmed is left by its ids, and orders whose end it has are gone. A
 * journal of an older form, with everything in it, comes out the same.
 */
export function withoutPeople(lines: readonly JournalLine[]): JournalLine[] {
  const confirmed = new Set(lines.flatMap((line) => (line.type === 'stored' ? [line.seq] : [])));
  const isConfirmed = (line: JournalLine): line is Receipt =>
    line.type === 'receipt' && confirmed.has(line.seq);
  const done = lines.flatMap((line) =>
    line.type === 'done' ? [line] : isConfirmed(line) ? (doneOf(line) ?? []) : [],
  );
  const ended = new Set(done.flatMap(({ kind, jobId }) => (kind === 'outcome' ? [jobId] : [])));
  const reduced = new Map(done.map((line) => [line.seq, line]));
  return lines.flatMap((line): JournalLine[] => {
    if (line.type === 'stored') return [];
    if (line.type === 'writing') return ended.has(line.offer.jobId) ? [] : [line];
    if (isConfirmed(line)) return [reduced.get(line.seq) ?? line];
    return [line];
  });
}

/** Without what is older than `since`, except the last receipt and those the server has not confirmed. */
export function withoutOld(lines: readonly JournalLine[], since: number): JournalLine[] {
  const last = lines.findLast((line) => line.type === 'receipt' || line.type === 'done');
  return lines.filter(
    (line) => line.at >= since || line.type === 'begin' || line.type === 'receipt' || line === last,
  );
}
