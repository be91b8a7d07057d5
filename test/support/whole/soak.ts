import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JournalLine, parseLine } from '@token-desk/burner-service/journal/journal-lines';
import { doneOf } from '@token-desk/burner-service/journal/journal-reduce';
import type { Fault, FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import type { BurnOutcome } from '@token-desk/contract/desk/receipt';
import { sealSecret } from '@token-desk/contract/seed/envelope';
import type { JobView } from '@token-desk/contract/views';
import { cast } from '@token-desk/practice/people';
import { refusedWith, TabUser, until } from '../desk/desk-hands.ts';
import { at, places } from '../faults/fault-cases.ts';
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
    const ground = await openGround(job);
    for (let done = 0; done < jobs; done += 1) {
      if (done === Math.min(settledAfterJobs, jobs - 1)) settledMb = residentMb();
      const { jobId, kind, outcome } = await playJob(ground, randomFrom(seed + done));
      ended.set(jobId, outcome);
      const end = `${kind} ${outcome}`;
      outcomes[end] = (outcomes[end] ?? 0) + 1;
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

type Kind = 'burn' | 'blank' | 'sync-clock';
type Tokens = Readonly<Record<Kind, readonly [VirtualToken, ...VirtualToken[]]>>;
type Ground = { readonly job: WholeJob; readonly tom: TabUser; readonly tokens: Tokens };

/** Restricted and unrestricted ones; what is blanked or set without a request is stock. */
async function openGround(job: WholeJob): Promise<Ground> {
  const { whole } = job;
  const [restricted, unrestricted] = [whole.makeToken('86596220005678'), whole.makeToken('86596120005678')];
  // Its own signature for every question would be most of the work.
  let access = { token: '', until: 0 };
  const tom = new TabUser(whole.front.url, async () => {
    if (Date.now() > access.until)
      access = { token: await whole.entra.issueTabToken(cast.technician.id), until: Date.now() + 300_000 };
    return access.token;
  });
  for (const { serial } of [restricted, unrestricted])
    await tom.api.call('commandToken', { params: { serial }, body: { kind: 'adopt', site: null } });
  const tokens = {
    burn: [job.token, whole.makeToken('86596120001234')],
    blank: [restricted, unrestricted],
    'sync-clock': [unrestricted],
  } as const;
  return { job, tom, tokens };
}

function pick<T>(random: () => number, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

async function playJob(
  ground: Ground,
  random: () => number,
): Promise<{ jobId: string; kind: Kind; outcome: BurnOutcome }> {
  const { job, tom, tokens } = ground;
  const { whole } = job;
  const { readers } = whole;
  const kind = pick<Kind>(random, ['burn', 'burn', 'burn', 'burn', 'blank', 'sync-clock']);
  const token = pick(random, tokens[kind]);
  const seed = Uint8Array.from({ length: 20 }, () => 1 + Math.floor(random() * 255));
  const before = Uint8Array.from(token.memory.seed);
  if (random() < 0.7) readers.tap(token, { faults: randomFault(random) });
  const jobId = await order(ground, { kind, serial: token.serial, seed });
  const links = linksOf(job);
  const isCut = random() < 0.05;
  if (isCut) whole.front.cut();
  const over = await until(`job ${jobId}`, async () => {
    const now = await tom.api.call('getJob', { params: { jobId } });
    if (now.outcome !== null) return now;
    const isThere = readers.readers().some(({ state }) => state === 'present');
    if (now.phase === 'place-token' && (now.problem !== null || !isThere))
      await actOn({ job, tom, token }, now, random);
    return null;
  });
  const outcome = over.outcome as BurnOutcome;
  judge({ kind, outcome, seed, before, now: token.memory.seed, jobId });
  readers.lift();
  // The job may have been over before the cut: the next one wants a desk that is there.
  if (isCut) await until('the desk to be back', () => linksOf(job) > links);
  return { jobId, kind, outcome };
}

/** How often the desk was let in. */
function linksOf({ whole }: WholeJob): number {
  return whole.deskLog.filter((line) => line.includes('"online"')).length;
}

type Order = { readonly kind: Kind; readonly serial: string; readonly seed: Uint8Array<ArrayBuffer> };

async function order({ job, tom }: Ground, { kind, serial, seed }: Order): Promise<string> {
  if (kind !== 'burn') {
    const body = { kind, burnerId: job.whole.burnerId, reader: null, serial };
    return (await tom.api.call('openTokenJob', { body })).id;
  }
  const opened = await job.keyed(serial);
  const account = opened.offer.subject?.upn ?? null;
  const facts = { algorithm: 'SHA1', digits: 6, stepSeconds: 30, account, capture: 'paste-text' } as const;
  await job.submit(opened.id, await sealSecret(opened.offer, opened.key.publicKey, { ...facts, seed }));
  return opened.id;
}

/** What the technician does when asked for the token: puts it back, gently or not, or gives up. */
async function actOn(
  { job: { whole }, tom, token }: { job: WholeJob; tom: TabUser; token: VirtualToken },
  { id }: JobView,
  random: () => number,
): Promise<void> {
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
  const when = pick(random, ['before', 'after'] as const);
  const place = pick(random, places);
  const faults: [Fault | null, ...(Fault | null)[]] = [
    null,
    null,
    { kind: 'lift', when },
    { kind: 'answer', answer: Uint8Array.of(0x90), when },
    { kind: 'answer', answer: Uint8Array.from({ length: 23 }, () => Math.floor(random() * 0x60)), when },
    { kind: 'answer', answer: Uint8Array.of(0x6a, 0x80), when: 'before' },
    { kind: 'answer', answer: Uint8Array.of(0x65, 0x81), when },
    { kind: 'answer', answer: Uint8Array.of(1, 2, 3, 0x90, 0x00), when },
    { kind: 'slow', delayMs: 20 },
  ];
  const fault = pick(random, faults);
  return fault === null ? () => null : at(place, fault);
}

type Judged = {
  readonly kind: Kind;
  readonly jobId: string;
  readonly outcome: BurnOutcome;
  readonly seed: Uint8Array;
  readonly before: Uint8Array;
  readonly now: Uint8Array;
};

/** What is said of the token must be so. `empty`: the new secret is certainly not on it; setting a clock leaves it alone. */
function judge({ kind, jobId, outcome, seed, before, now }: Judged): void {
  const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
  const isOld = same(now, before);
  const isNew = kind === 'burn' ? same(now, seed) : now.length === 20 && !isOld;
  const isClock = kind === 'sync-clock';
  const may: Readonly<Record<BurnOutcome, boolean>> = {
    burned: isClock ? isOld : isNew,
    failed: isOld,
    'settings-changed': isOld,
    empty: isOld || (!isClock && now.length === 0),
    unknown: isOld || (!isClock && (now.length === 0 || isNew)),
  };
  assert.ok(may[outcome], `job ${jobId} (${kind}) ended as ${outcome}, the token holds something else`);
}

function journalLines({ whole }: WholeJob): JournalLine[] {
  const text = readFileSync(join(whole.deskFolder, 'journal.jsonl'), 'utf8');
  return text.trim().split('\n').map(parseLine);
}

function journalOutcomes(job: WholeJob): Map<string, BurnOutcome | null> {
  const found = new Map<string, BurnOutcome | null>();
  for (const line of journalLines(job)) {
    const done = line.type === 'receipt' ? doneOf(line) : line.type === 'done' ? line : null;
    if (done?.kind !== 'outcome') continue;
    assert.ok(!found.has(done.jobId), `job ${done.jobId} ended twice`);
    found.set(done.jobId, done.outcome as BurnOutcome | null);
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
