import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { JobOffer } from '@token-desk/contract/desk/job';
import {
  appendLine,
  type JournalLine,
  type Place,
  parseLine,
  type ReceiptFrame,
  readLineAt,
  readLines,
  writeLines,
} from './journal-lines.ts';
import { type Done, doneOf, withoutOld, withoutPeople } from './journal-reduce.ts';

/**
 * What this desk did, one JSON line each: job ids, phases and signed outcomes, never a seed or a code.
 * It makes a repeated job answer with its stored outcome, keeps receipts whole until the server has them and by their
 * ids and hash afterwards, and lets a desk that was killed in the middle of a write say so. Lines older than 30 days
 * are dropped once a day, except the last receipt and those the server has not confirmed.
 */
const keptMs = 30 * 24 * 3600_000;
const tidyEveryMs = 24 * 3600_000;
/** Up to this size the file is written anew with each confirmation, about 800 jobs; beyond it with each fiftieth. */
const smallBytes = 256 * 1024;
const confirmedAtOnce = 50;

export function hashReceiptBody(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('hex').toUpperCase();
}

export class Journal {
  readonly journalId: string;
  readonly #path: string;
  readonly #nowMs: () => number;
  readonly #keyed = new Set<string>();
  readonly #writing = new Map<string, JobOffer>();
  /** In the file only: 30 days of them are too much for the memory of a service that runs for months. */
  readonly #outcomes = new Map<string, Place>();
  readonly #unstored = new Map<number, ReceiptFrame>();
  /** Jobs whose outcome the server has. */
  readonly #done = new Map<string, Place>();
  #confirmed = 0;
  #last: { seq: number; hash: string } | null = null;
  #sizeBytes = 0;
  #tidiedAt: number;

  private constructor(path: string, lines: readonly JournalLine[], nowMs: () => number) {
    this.#path = path;
    this.#nowMs = nowMs;
    this.#tidiedAt = nowMs();
    const [first] = lines;
    if (first?.type !== 'begin') throw new TypeError('the journal has no beginning');
    this.journalId = first.journalId;
    this.#takeAll(lines);
  }

  /** Begins an empty journal, replacing any other: only pairing does this. */
  static create(path: string, nowMs: () => number = Date.now): Journal {
    const begin: JournalLine = { type: 'begin', at: nowMs(), journalId: randomUUID() };
    writeLines(path, [begin]);
    return new Journal(path, [begin], nowMs);
  }

  /** Null when there is none. A last line cut short by a crash is dropped; damage elsewhere throws. */
  static open(path: string, nowMs: () => number = Date.now): Journal | null {
    const found = readLines(path);
    if (found === null) return null;
    const kept = withoutOld(withoutPeople(found.lines), nowMs() - keptMs);
    if (JSON.stringify(kept) !== JSON.stringify(found.lines) || !found.isClean) writeLines(path, kept);
    return new Journal(path, kept, nowMs);
  }

  /** Of the journal at this place, without opening it; null when there is none that begins as one. */
  static idOf(path: string): string | null {
    const [text = ''] = existsSync(path) ? readFileSync(path, 'utf8').split('\n', 1) : [];
    try {
      const first = parseLine(text);
      return first.type === 'begin' ? first.journalId : null;
    } catch {
      return null; // not a journal
    }
  }

  get lastReceipt(): { readonly seq: number; readonly hash: string } | null {
    return this.#last;
  }

  hasKeyed(jobId: string): boolean {
    return this.#keyed.has(jobId);
  }

  /** How a job ended whose outcome the server has, by ids. */
  doneOf(jobId: string): Done | null {
    const place = this.#done.get(jobId);
    if (place === undefined) return null;
    const line = readLineAt(this.#path, place);
    if (line.type === 'receipt') return doneOf(line); // confirmed, and not reduced yet
    return line.type === 'done' ? line : null;
  }

  /** What is to be sent again: null once the server has it. */
  outcomeOf(jobId: string): ReceiptFrame | null {
    const place = this.#outcomes.get(jobId);
    if (place === undefined) return null;
    const line = readLineAt(this.#path, place);
    return line.type === 'receipt' ? asReceiptFrame(line) : null;
  }

  /** Jobs whose write began and never ended: the process was killed. */
  interrupted(): JobOffer[] {
    return [...this.#writing.values()];
  }

  /** Receipts the server has not confirmed yet, oldest first. */
  unstored(): ReceiptFrame[] {
    return [...this.#unstored].sort(([a], [b]) => a - b).map(([, frame]) => frame);
  }

  markKeyed(jobId: string): void {
    this.#append({ type: 'keyed', at: this.#nowMs(), jobId });
  }

  markWriting(offer: JobOffer): void {
    this.#append({ type: 'writing', at: this.#nowMs(), offer }, true);
  }

  /** `frame` carries the signed receipt whose body has `seq` and hashes to `hash`. */
  markReceipt(receipt: { seq: number; hash: string; frame: ReceiptFrame }): void {
    this.#append({ type: 'receipt', at: this.#nowMs(), ...receipt }, true);
    if (this.#nowMs() - this.#tidiedAt > tidyEveryMs) this.#tidy();
  }

  markStored(seq: number): void {
    if (!this.#unstored.has(seq)) return;
    this.#append({ type: 'stored', at: this.#nowMs(), seq });
    this.#confirmed += 1;
    if (this.#sizeBytes <= smallBytes || this.#confirmed >= confirmedAtOnce) this.#tidy();
  }

  #append(line: JournalLine, isDurable = false): void {
    const at = this.#sizeBytes;
    const sizeBytes = appendLine(this.#path, line, isDurable);
    this.#sizeBytes += sizeBytes;
    this.#take(line, { at, sizeBytes });
  }

  #tidy(): void {
    this.#tidiedAt = this.#nowMs();
    const lines = readLines(this.#path)?.lines ?? [];
    const kept = withoutOld(withoutPeople(lines), this.#nowMs() - keptMs);
    this.#confirmed = 0;
    if (kept.length === lines.length && !lines.some((line) => line.type === 'stored')) return;
    writeLines(this.#path, kept);
    this.#takeAll(kept);
  }

  #takeAll(lines: readonly JournalLine[]): void {
    for (const known of [this.#keyed, this.#writing, this.#outcomes, this.#unstored, this.#done])
      known.clear();
    this.#sizeBytes = 0;
    for (const line of lines) {
      const sizeBytes = Buffer.byteLength(JSON.stringify(line)) + 1;
      this.#take(line, { at: this.#sizeBytes, sizeBytes });
      this.#sizeBytes += sizeBytes;
    }
  }

  #take(line: JournalLine, place: Place): void {
    switch (line.type) {
      case 'begin':
        return;
      case 'keyed':
        this.#keyed.add(line.jobId);
        return;
      case 'writing':
        this.#writing.set(line.offer.jobId, line.offer);
        return;
      case 'receipt':
        this.#takeReceipt(line, place);
        return;
      case 'done':
        this.#last = { seq: line.seq, hash: line.hash };
        if (line.kind === 'outcome') this.#done.set(line.jobId, place);
        return;
      case 'stored':
        this.#takeStored(line.seq);
    }
  }

  #takeStored(seq: number): void {
    const frame = this.#unstored.get(seq);
    this.#unstored.delete(seq);
    const place = frame === undefined ? undefined : this.#outcomes.get(frame.jobId);
    if (frame?.type !== 'outcome' || place === undefined) return;
    this.#outcomes.delete(frame.jobId);
    this.#done.set(frame.jobId, place);
  }

  #takeReceipt(line: Extract<JournalLine, { type: 'receipt' }>, place: Place): void {
    const frame = asReceiptFrame(line);
    if (frame === null) return;
    this.#last = { seq: line.seq, hash: line.hash };
    this.#unstored.set(line.seq, frame);
    if (frame.type !== 'outcome') return;
    this.#outcomes.set(frame.jobId, place);
    this.#writing.delete(frame.jobId);
  }
}

function asReceiptFrame({ frame }: Extract<JournalLine, { type: 'receipt' }>): ReceiptFrame | null {
  return frame.type === 'outcome' || frame.type === 'checked' ? frame : null;
}
