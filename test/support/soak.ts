import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault, FaultPlan } from '@token-desk/burner-service/reader/virtual-card';
import type { JobView } from '@token-desk/contract/api';
import { fromBurner } from '@token-desk/contract/job';
import { type BurnOutcome, receiptBody } from '@token-desk/contract/receipt';
import { sealSecret } from '@token-desk/contract/seed/envelope';
import { refusedWith, until } from './desk-hands.ts';
import { at, places } from './fault-cases.ts';
import { WholeJob } from './whole-job.ts';

export type SoakOptions = {
  readonly jobs: number;
  /** The same seed plays the same faults at the same places. */
  readonly seed: number;
  readonly onJob?: (done: number) => void;
};

export type SoakResult = {
  readonly outcomes: Readonly<Record<string, number>>;
  readonly unhandledRejections: number;
  readonly grownMb: number;
};

/** After how many jobs the memory is taken as settled. */
const settledAfterJobs = 200;

/** Jobs with random faults through the real bot and the real desk; throws where bot, journal and token disagree. */
export async function soak({ jobs, seed, onJob = () => {} }: SoakOptions): Promise<SoakResult> {
  let unhandledRejections = 0;
  const count = () => {
    unhandledRejections += 1;
  };
  process.on('unhandledRejection', count);
  const job = await WholeJob.start({ logLevel: 'warn' });
  const { whole } = job;
  for (const tap of [whole.front, whole.toEntra, whole.toConnector]) tap.isKeeping = false;
  const ended = new Map<string, BurnOutcome>();
  const outcomes: Record<string, number> = {};
  let settledMb = 0;
  try {
    await job.begin();
    for (let done = 0; done < jobs; done += 1) {
      if (done === Math.min(settledAfterJobs, jobs - 1)) settledMb = residentMb();
      const { jobId, outcome } = await playJob(job, randomFrom(seed + done));
      ended.set(jobId, outcome);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      onJob(done + 1);
    }
    const grownMb = residentMb() - settledMb;
    await until('every receipt to be stored', () => unstored(job) === 0);
    const journal = journalOutcomes(job);
    for (const [jobId, outcome] of ended)
      assert.equal(journal.get(jobId), outcome, `the journal, job ${jobId}`);
    assert.equal(journal.size, ended.size, 'the journal knows these jobs and no others');
    return { outcomes, unhandledRejections, grownMb };
  } finally {
    await job.close();
    process.off('unhandledRejection', count);
  }
}

async function playJob(
  job: WholeJob,
  random: () => number,
): Promise<{ jobId: string; outcome: BurnOutcome }> {
  const { whole, tom, token } = job;
  const { readers } = whole;
  const seed = Uint8Array.from({ length: 20 }, () => 1 + Math.floor(random() * 255));
  const before = token.memory.seed;
  if (random() < 0.7) readers.tap(token, { faults: randomFault(random) });
  const opened = await job.keyed();
  const account = opened.offer.subject?.upn ?? null;
  const facts = { algorithm: 'SHA1', digits: 6, stepSeconds: 30, account, capture: 'paste-text' } as const;
  await job.submit(opened.id, await sealSecret(opened.offer, opened.key.publicKey, { ...facts, seed }));
  if (random() < 0.05) whole.front.cut();
  const over = await until(`job ${opened.id}`, async () => {
    const now = await tom.api.call('getJob', { params: { jobId: opened.id } });
    if (now.outcome !== null) return now;
    const isThere = readers.readers().some(({ state }) => state === 'present');
    if (now.phase === 'place-token' && (now.problem !== null || !isThere)) await actOn(job, now, random);
    return null;
  });
  const outcome = over.outcome as BurnOutcome;
  judge({ outcome, seed, before, now: token.memory.seed, jobId: opened.id });
  readers.lift();
  return { jobId: opened.id, outcome };
}

/** What the technician does when asked for the token: puts it back, gently or not, or gives up. */
async function actOn({ tom, whole, token }: WholeJob, { id }: JobView, random: () => number): Promise<void> {
  const mood = random();
  if (mood < 0.15)
    await tom.api.call('cancelJob', { params: { jobId: id }, body: {} }).catch((error: unknown) => {
      // It ended while we gave up.
      if (!refusedWith('job-not-open')(error)) throw error;
    });
  else {
    whole.readers.lift();
    whole.readers.tap(token, mood < 0.4 ? { faults: randomFault(random) } : {});
  }
}

function randomFault(random: () => number): FaultPlan {
  const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(random() * from.length)] ?? from[0];
  const when = pick(['before', 'after'] as const);
  const place = pick(places);
  const faults: [Fault | null, ...(Fault | null)[]] = [
    null,
    null,
    { kind: 'lift', when },
    { kind: 'answer', answer: Uint8Array.of(0x90), when },
    { kind: 'answer', answer: Uint8Array.from({ length: 23 }, () => Math.floor(random() * 0x60)), when },
    { kind: 'answer', answer: Uint8Array.of(0x6a, 0x80), when: 'before' },
    { kind: 'slow', delayMs: 20 },
  ];
  const fault = pick(faults);
  return fault === null ? () => null : at(place, fault);
}

type Judged = {
  readonly jobId: string;
  readonly outcome: BurnOutcome;
  readonly seed: Uint8Array;
  readonly before: Uint8Array;
  readonly now: Uint8Array;
};

/** What is said of the token must be so. `empty`: the new secret is certainly not on it. */
function judge({ jobId, outcome, seed, before, now }: Judged): void {
  const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
  const may: Readonly<Record<BurnOutcome, boolean>> = {
    burned: same(now, seed),
    failed: same(now, before),
    empty: now.length === 0 || same(now, before),
    unknown: now.length === 0 || same(now, before) || same(now, seed),
  };
  assert.ok(may[outcome], `job ${jobId} ended as ${outcome}, the token holds something else`);
}

function journalLines({ whole }: WholeJob): { type: string; seq?: number; frame?: unknown }[] {
  const text = readFileSync(join(whole.deskFolder, 'journal.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function journalOutcomes(job: WholeJob): Map<string, BurnOutcome | null> {
  const found = new Map<string, BurnOutcome | null>();
  for (const { type, frame } of journalLines(job)) {
    const parsed = type === 'receipt' ? fromBurner.parse(frame) : null;
    if (parsed?.type !== 'outcome' || parsed.receipt === null) continue;
    assert.ok(!found.has(parsed.jobId), `job ${parsed.jobId} ended twice`);
    found.set(parsed.jobId, receiptBody.parse(JSON.parse(parsed.receipt.body)).seen.outcome);
  }
  return found;
}

function unstored(job: WholeJob): number {
  const lines = journalLines(job);
  const count = (wanted: string) => lines.filter(({ type }) => type === wanted).length;
  return count('receipt') - count('stored');
}

function residentMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1024 / 1024;
}

/** mulberry32: 32 bits of state, the same sequence everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
