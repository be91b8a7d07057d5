import { createHash, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { type FromBurner, fromBurner, type JobOffer, jobOffer } from '@token-desk/contract/job';
import * as z from 'zod/mini';

/**
 * What this desk did, one JSON line each: job ids, phases and signed outcomes, never a seed or a code.
 * It makes a repeated job answer with its stored outcome, keeps receipts until the server has them, and lets a desk
 * that was killed in the middle of a write say so. Lines older than 30 days are dropped at start, except the last receipt.
 */
const keptMs = 30 * 24 * 3600_000;

const line = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begin'), at: z.number(), journalId: z.string() }),
  /** The job's key was made; without an outcome its secret died with the process. */
  z.object({ type: z.literal('keyed'), at: z.number(), jobId: z.string() }),
  /** A write may have begun; the outcome follows unless the process ended. */
  z.object({ type: z.literal('writing'), at: z.number(), offer: jobOffer }),
  z.object({
    type: z.literal('receipt'),
    at: z.number(),
    seq: z.number(),
    hash: z.string(),
    frame: fromBurner,
  }),
  z.object({ type: z.literal('stored'), at: z.number(), seq: z.number() }),
]);
type Line = z.infer<typeof line>;
export type ReceiptFrame = Extract<FromBurner, { type: 'outcome' | 'checked' }>;

export function hashReceiptBody(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('hex').toUpperCase();
}

export class Journal {
  readonly journalId: string;
  readonly #path: string;
  readonly #nowMs: () => number;
  readonly #keyed = new Set<string>();
  readonly #writing = new Map<string, JobOffer>();
  readonly #outcomes = new Map<string, ReceiptFrame>();
  readonly #unstored = new Map<number, ReceiptFrame>();
  #last: { seq: number; hash: string } | null = null;

  private constructor(path: string, lines: readonly Line[], nowMs: () => number) {
    this.#path = path;
    this.#nowMs = nowMs;
    const [first] = lines;
    if (first?.type !== 'begin') throw new TypeError('the journal has no beginning');
    this.journalId = first.journalId;
    for (const one of lines) this.#take(one);
  }

  /** Begins an empty journal, replacing any other: only pairing does this. */
  static create(path: string, nowMs: () => number = Date.now): Journal {
    const begin: Line = { type: 'begin', at: nowMs(), journalId: randomUUID() };
    writeFileSync(path, `${JSON.stringify(begin)}\n`, { mode: 0o600 });
    return new Journal(path, [begin], nowMs);
  }

  /** Null when there is none. A last line cut short by a crash is dropped; damage elsewhere throws. */
  static open(path: string, nowMs: () => number = Date.now): Journal | null {
    if (!existsSync(path)) return null;
    const texts = readFileSync(path, 'utf8').split('\n');
    const tail = texts.pop(); // what follows the last line end: empty, or a line cut short
    const lines = texts.map((text) => z.parse(line, JSON.parse(text)));
    const since = nowMs() - keptMs;
    const lastReceipt = lines.findLast((one) => one.type === 'receipt');
    const kept = lines.filter((one) => one.type === 'begin' || one === lastReceipt || one.at >= since);
    if (kept.length < lines.length || tail !== '') {
      writeFileSync(`${path}.new`, kept.map((one) => `${JSON.stringify(one)}\n`).join(''), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    }
    return new Journal(path, kept, nowMs);
  }

  /** Of the journal at this place, without opening it; null when there is none that begins as one. */
  static idOf(path: string): string | null {
    const [text = ''] = existsSync(path) ? readFileSync(path, 'utf8').split('\n', 1) : [];
    try {
      const first = z.parse(line, JSON.parse(text));
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

  outcomeOf(jobId: string): ReceiptFrame | null {
    return this.#outcomes.get(jobId) ?? null;
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
  }

  markStored(seq: number): void {
    if (this.#unstored.has(seq)) this.#append({ type: 'stored', at: this.#nowMs(), seq });
  }

  #append(one: Line, isDurable = false): void {
    appendFileSync(this.#path, `${JSON.stringify(one)}\n`);
    if (isDurable) {
      const file = openSync(this.#path, 'r');
      try {
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    }
    this.#take(one);
  }

  #take(one: Line): void {
    switch (one.type) {
      case 'begin':
        return;
      case 'keyed':
        this.#keyed.add(one.jobId);
        return;
      case 'writing':
        this.#writing.set(one.offer.jobId, one.offer);
        return;
      case 'receipt':
        if (one.frame.type !== 'outcome' && one.frame.type !== 'checked') return;
        this.#last = { seq: one.seq, hash: one.hash };
        this.#unstored.set(one.seq, one.frame);
        if (one.frame.type === 'outcome') {
          this.#outcomes.set(one.frame.jobId, one.frame);
          this.#writing.delete(one.frame.jobId);
        }
        return;
      case 'stored':
        this.#unstored.delete(one.seq);
    }
  }
}
