import assert from 'node:assert/strict';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import type { TokenMemory } from '@token-desk/burner-service/reader/virtual/token-memory';
import type { Fault, FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import type { JobOffer } from '@token-desk/contract/desk/job';
import type { ReceiptBody } from '@token-desk/contract/desk/receipt';
import { DeskBench } from '../support/desk/desk-bench.ts';

/**
 * Many jobs with random faults at one desk, each outcome held against what the token really holds, and the memory of
 * the process at the end against that after the first tenth. The same seed plays the same run.
 *
 *   npm run soak -- --desk [--jobs 10000] [--seed 1]
 */
const { values } = parseArgs({
  options: { desk: { type: 'boolean' }, jobs: { type: 'string' }, seed: { type: 'string' } },
});
const jobs = Number(values.jobs ?? 10_000);
const seed = Number(values.seed ?? 1);
const maxGrowthBytes = 20 * 1024 * 1024;

/** mulberry32: small, and the same everywhere. */
let state = seed;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
function pick<T>(from: readonly T[]): T {
  const picked = from[Math.floor(random() * from.length)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}

const word = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
/** A token that says no has not done it; noise and silence may come after it has. */
const faults: readonly (() => Fault)[] = [
  () => ({ kind: 'lift', when: pick(['before', 'after']) }),
  () => ({ kind: 'answer', when: 'before', answer: word(pick(['6983', '6A80', '6700'])) }),
  () => ({
    kind: 'answer',
    when: pick(['before', 'after']),
    answer: word(pick(['', '90', 'CA5E', '6581', '6F00'])),
  }),
  () => ({ kind: 'answer', when: pick(['before', 'after']), answer: word(pick(['0102039000', '016A80'])) }),
  () => ({ kind: 'slow', delayMs: 2 }),
];

/** Faults at random commands of one stay; about half the stays have none. */
function plan(): FaultPlan {
  const place = random() < 0.5 ? -1 : Math.floor(random() * 8);
  const fault = pick(faults)();
  return ({ index }) => (index === place ? fault : null);
}

const desk = new DeskBench();
let unhandled = 0;
process.on('unhandledRejection', (error) => {
  unhandled += 1;
  console.error(error);
});
const tokens = [
  desk.makeToken({ serial: '86596220000001', isRestricted: true }),
  desk.makeToken({ serial: '86596000000002', isRestricted: false }),
] as const;

const seen: Record<string, number> = {};
let rssAtFirst = 0;
const startedAt = Date.now();
for (let at = 1; at <= jobs; at += 1) {
  await runJob(at);
  if (at === Math.ceil(jobs / 10)) rssAtFirst = settledRss();
}
const growthBytes = settledRss() - rssAtFirst;
await desk.close();
const isFlat = growthBytes <= maxGrowthBytes;
const growthMiB = Math.round((growthBytes / 1024 / 1024) * 10) / 10;
const seconds = Math.round((Date.now() - startedAt) / 1000);
console.log(JSON.stringify({ jobs, seed, seconds, outcomes: seen, unhandled, growthMiB, isFlat }));
process.exit(isFlat && unhandled === 0 ? 0 : 1);

async function runJob(at: number): Promise<void> {
  const token = pick(tokens);
  const kind = pick(['burn', 'burn', 'burn', 'blank', 'sync-clock', 'identify'] as const);
  const jobId = `job-${at}`;
  const memory = token.memory;
  const before = Uint8Array.from(memory.seed);
  const secret = Uint8Array.from({ length: 20 }, () => Math.floor(random() * 256));
  const offer = desk.offer({ jobId, kind, serial: kind === 'identify' ? null : token.serial });
  desk.frames.length = 0;
  desk.clock.turn(1_000);
  desk.readers.tap(token, { faults: plan() });
  if (kind === 'burn')
    await desk.runner.take(await desk.envelope(offer, await desk.key(offer), offer, secret));
  else await desk.runner.take({ type: 'offer', offer });
  const outcome = await finish(offer, token);
  const told = outcome.receipt === null ? null : desk.read(outcome.receipt);
  const end = `${kind} ${told?.seen.outcome ?? outcome.problem?.code ?? 'read'}`;
  seen[end] = (seen[end] ?? 0) + 1;
  if (told !== null) {
    judge({ kind, told, token, before, memory, secret });
    await desk.runner.take({ type: 'receipt-stored', seq: told.seq });
  }
  await checkCode(offer, token, told);
  desk.readers.lift();
}

/** A technician's patience: puts the token back whenever the desk asks for it and it is not there, then cancels. */
async function finish({ jobId }: JobOffer, token: VirtualToken) {
  for (let tries = 1; ; tries += 1) {
    const ended = await desk.until(() => {
      const outcome = desk.frames.find((frame) => frame.type === 'outcome');
      if (outcome?.type === 'outcome') return outcome;
      const last = desk.frames.findLast((frame) => frame.type === 'progress');
      const isAsked = last?.type === 'progress' && last.phase === 'place-token';
      // One that lies there and was refused is lifted first, as the words say.
      return isAsked && (last.problem !== null || !isThere()) && 'asked';
    });
    if (ended !== 'asked') return ended;
    desk.readers.lift();
    const others = desk.frames.filter((frame) => frame.type !== 'progress');
    desk.frames.splice(0, Infinity, ...others);
    if (tries > 3 || random() < 0.1) await desk.runner.take({ type: 'cancel', jobId });
    else desk.readers.tap(token, { faults: plan() });
  }
}

function isThere(): boolean {
  return desk.readers.readers().some((reader) => reader.state === 'present');
}

type Judged = {
  readonly kind: JobOffer['kind'];
  readonly told: ReceiptBody;
  readonly token: VirtualToken;
  readonly before: Uint8Array;
  readonly memory: TokenMemory;
  readonly secret: Uint8Array;
};

/**
 * What was said must be true of the token's own memory, of its settings and clock too where nothing was written. “unknown” leaves open which of two it is, “empty”
 * may be said of one that was never written; setting a clock changes none.
 */
function judge({ kind, told, token, before, memory, secret }: Judged): void {
  const { seed: now, ...settings } = token.memory;
  const { seed: _, ...settingsBefore } = memory;
  const isAsBefore = isDeepStrictEqual(settings, settingsBefore);
  const isNew = kind === 'burn' ? same(now, secret) : now.length === 20 && !same(now, before);
  const may: Readonly<Record<string, boolean>> = {
    burned: kind === 'sync-clock' ? same(now, before) : isNew,
    failed: same(now, before) && isAsBefore,
    'settings-changed': same(now, before),
    empty: now.length === 0 || same(now, before),
    unknown: kind === 'sync-clock' ? same(now, before) : now.length === 0 || same(now, before) || isNew,
  };
  const { outcome } = told.seen;
  assert.ok(may[String(outcome)], `${told.jobId}: ${kind} ${outcome}, the token holds something else`);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

async function checkCode(offer: JobOffer, token: VirtualToken, told: ReceiptBody | null): Promise<void> {
  const code = token.displayCode();
  if (told === null || offer.kind !== 'burn' || code === null) return;
  const checked = await desk.check(code, `check-${offer.jobId}`, offer.jobId);
  if (told.seen.outcome === 'burned') assert.equal(checked.matched, true, offer.jobId);
  if (checked.receipt !== null)
    await desk.runner.take({ type: 'receipt-stored', seq: desk.read(checked.receipt).seq });
}

function settledRss(): number {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  return process.memoryUsage().rss;
}
