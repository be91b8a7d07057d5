import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { type FromBurner, fromBurner, jobOffer } from '@token-desk/contract/desk/job';
import * as z from 'zod/mini';

export const journalLine = z.discriminatedUnion('type', [
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
  /** What is left of a receipt once the server has it: ids, how it ended, and the hash of what was signed. */
  z.object({
    type: z.literal('done'),
    at: z.number(),
    seq: z.number(),
    hash: z.string(),
    jobId: z.string(),
    kind: z.enum(['outcome', 'checked']),
    outcome: z.nullable(z.string()),
    problem: z.nullable(z.string()),
  }),
]);
export type JournalLine = z.infer<typeof journalLine>;
export type ReceiptFrame = Extract<FromBurner, { type: 'outcome' | 'checked' }>;

/** Where a line stands in the file, in bytes. */
export type Place = { readonly at: number; readonly sizeBytes: number };

export function parseLine(text: string): JournalLine {
  return z.parse(journalLine, JSON.parse(text));
}

/**
 * A last line cut short by a crash is left out; damage elsewhere throws. `isClean`: the file holds exactly these
 * lines as they are written today.
 */
export function readLines(path: string): { readonly lines: JournalLine[]; readonly isClean: boolean } | null {
  if (!existsSync(path)) return null;
  const texts = readFileSync(path, 'utf8').split('\n');
  const tail = texts.pop(); // what follows the last line end: empty, or a line cut short
  const lines = texts.map(parseLine);
  const isClean = tail === '' && lines.every((line, at) => JSON.stringify(line) === texts[at]);
  return { lines, isClean };
}

export function readLineAt(path: string, { at, sizeBytes }: Place): JournalLine {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(sizeBytes);
    readSync(file, bytes, 0, sizeBytes, at);
    return parseLine(bytes.toString('utf8'));
  } finally {
    closeSync(file);
  }
}

/** Replaces the file whole: after a crash there is the old one or the new one. */
export function writeLines(path: string, lines: readonly JournalLine[]): void {
  write(`${path}.new`, 'w', lines.map((one) => `${JSON.stringify(one)}\n`).join(''), true);
  renameSync(`${path}.new`, path);
}

/** Gives the size of what was added. */
export function appendLine(path: string, line: JournalLine, isDurable: boolean): number {
  return write(path, 'a', `${JSON.stringify(line)}\n`, isDurable);
}

function write(path: string, flag: 'w' | 'a', text: string, isDurable: boolean): number {
  const file = openSync(path, flag, 0o600);
  try {
    const bytes = Buffer.from(text, 'utf8');
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    if (isDurable) fsyncSync(file);
    return bytes.length;
  } finally {
    closeSync(file);
  }
}
