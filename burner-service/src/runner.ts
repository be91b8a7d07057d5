import { wipe } from '@token-desk/contract/bytes';
import {
  type BurnPhase,
  type FromBurner,
  type JobOffer,
  jobKeyStatement,
  maxClockOffsetMs,
  type ToBurner,
} from '@token-desk/contract/job';
import type { Problem } from '@token-desk/contract/problem';
import {
  generateJobKeyPair,
  type JobKeyPair,
  openSecret,
  type Secret,
} from '@token-desk/contract/seed/envelope';
import { maxSeedBytes } from '@token-desk/contract/token-config';
import type { BurnResult } from './burn.ts';
import { type BurnTries, runBurn } from './burn-job.ts';
import { explainMiss } from './check-words.ts';
import type { SigningKey } from './identity.ts';
import type { Journal } from './journal.ts';
import type { ReaderSource } from './reader/channel.ts';
import type { ReadersWatch } from './readers-watch.ts';
import { type Receipts, type Seen, seenToken } from './receipts.ts';
import { HeldSecrets } from './secrets.ts';

type Wire = Extract<FromBurner, { type: 'job-refused' }>['problem'];

type OpenJob = {
  readonly offer: JobOffer;
  readonly key: JobKeyPair;
  readonly abort: AbortController;
  /** The last progress frame, sent again after a reconnect; null until the envelope came. */
  progress: FromBurner | null;
  tries: BurnTries | null;
};

export type RunnerParts = {
  readonly burnerId: string;
  readonly source: ReaderSource;
  readonly watch: ReadersWatch;
  readonly journal: Journal;
  readonly receipts: Receipts;
  readonly identity: SigningKey;
  /** Gives false when there is no link; what matters is in the journal and is sent again. */
  readonly send: (frame: FromBurner) => boolean;
  /** Server's clock minus ours, ms; null until it has said. */
  readonly clockOffsetMs: () => number | null;
  readonly nowMs?: () => number;
};

/** Takes the server's orders: one write at a time, every repeated order answered from what is already known. */
export class Runner {
  readonly #parts: RunnerParts;
  readonly #nowMs: () => number;
  readonly #jobs = new Map<string, OpenJob>();
  readonly #secrets = new HeldSecrets();
  readonly #running = new Set<Promise<void>>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#nowMs = parts.nowMs ?? Date.now;
  }

  /** Once, at start: a write that an earlier process left unfinished ends as unknown, signed like any other. */
  reportInterrupted(): void {
    const { journal, receipts } = this.#parts;
    for (const offer of journal.interrupted()) {
      const { jobId, attempt } = offer;
      const problem = { code: 'burn-unknown' };
      receipts.issue(
        { kind: 'burn', offer, seen: { outcome: 'unknown', problem: problem.code, serial: offer.serial } },
        (receipt) => ({ type: 'outcome', jobId, attempt, receipt, problem, identified: null }),
      );
    }
  }

  async take(frame: ToBurner): Promise<void> {
    switch (frame.type) {
      case 'offer':
        return this.#offer(frame.offer);
      case 'envelope':
        return this.#envelope(frame);
      case 'cancel':
        return this.#cancel(frame.jobId);
      case 'verify':
        return this.#verify(frame);
      case 'receipt-stored':
        this.#parts.journal.markStored(frame.seq);
        return;
      case 'welcome':
      case 'refused':
      case 'time':
        return; // the link's business
      default:
        frame satisfies never;
    }
  }

  async close(): Promise<void> {
    for (const job of this.#jobs.values()) job.abort.abort();
    await Promise.allSettled(this.#running);
    this.#secrets.close();
  }

  async #offer(offer: JobOffer): Promise<void> {
    const { journal, send } = this.#parts;
    const done = journal.outcomeOf(offer.jobId);
    if (done !== null) {
      send(done);
      return;
    }
    const open = this.#jobs.get(offer.jobId);
    if (open !== undefined) {
      this.#sendKey(open);
      if (open.progress !== null) send(open.progress);
      return;
    }
    const refusal = this.#refusalOf(offer);
    if (refusal !== null) return this.#refuse(offer, refusal);
    if (offer.kind !== 'burn') return this.#identify(offer);
    const job: OpenJob = {
      offer,
      key: await generateJobKeyPair(),
      abort: new AbortController(),
      progress: null,
      tries: null,
    };
    this.#jobs.set(offer.jobId, job);
    journal.markKeyed(offer.jobId);
    this.#forgetAfterExpiry(job);
    this.#sendKey(job);
  }

  #refusalOf(offer: JobOffer): Problem | null {
    const { burnerId, journal, watch } = this.#parts;
    if (offer.burnerId !== burnerId) return { code: 'job-wrong-burner' };
    if (this.#nowMs() > offer.expiresAt) return { code: 'job-expired' };
    // Its key died with an earlier process, and the secret with it.
    if (journal.hasKeyed(offer.jobId)) return { code: 'secret-gone' };
    if (offer.kind !== 'burn' && offer.kind !== 'identify') return { code: 'job-not-open' };
    if (this.#isWriting()) return { code: 'burner-busy' };
    if (watch.find(offer.reader) === null) {
      const readers = watch.views().map((reader) => reader.name);
      return readers.length === 0
        ? { code: 'no-reader' }
        : { code: 'reader-not-found', detail: { reader: offer.reader ?? '', readers: readers.join(', ') } };
    }
    return this.#clockProblem();
  }

  #clockProblem(): Problem | null {
    const offsetMs = this.#parts.clockOffsetMs();
    if (offsetMs === null || Math.abs(offsetMs) <= maxClockOffsetMs) return null;
    return { code: 'clock-not-trusted', detail: { offsetSeconds: Math.round(-offsetMs / 100) / 10 } };
  }

  #isWriting(): boolean {
    return [...this.#jobs.values()].some((job) => job.tries !== null);
  }

  #sendKey({ offer, key }: OpenJob): void {
    const signature = this.#parts.identity.sign(jobKeyStatement(offer, key.publicKey));
    const { jobId, attempt } = offer;
    this.#parts.send({ type: 'job-key', jobId, attempt, key: { publicKey: key.publicKey, signature } });
  }

  #refuse({ jobId, attempt }: Pick<JobOffer, 'jobId' | 'attempt'>, problem: Problem): void {
    this.#parts.send({ type: 'job-refused', jobId, attempt, problem: problem as Wire });
  }

  #identify(offer: JobOffer): void {
    const { jobId, attempt } = offer;
    const reader = this.#parts.watch.find(offer.reader);
    const problem = reader?.token ? null : (reader?.problem ?? { code: 'no-token' });
    this.#parts.send({
      type: 'outcome',
      jobId,
      attempt,
      receipt: null,
      problem,
      identified: reader?.token ?? null,
    });
  }

  async #envelope({ jobId, attempt, envelope }: Extract<ToBurner, { type: 'envelope' }>): Promise<void> {
    const { journal, send } = this.#parts;
    const done = journal.outcomeOf(jobId);
    if (done !== null) {
      send(done);
      return;
    }
    const job = this.#jobs.get(jobId);
    if (job === undefined)
      return this.#refuse(
        { jobId, attempt },
        { code: journal.hasKeyed(jobId) ? 'secret-gone' : 'job-not-open' },
      );
    if (job.tries !== null) {
      if (job.progress !== null) send(job.progress);
      return;
    }
    if (this.#nowMs() > job.offer.expiresAt) return this.#end(job, { code: 'job-expired' });
    if (this.#isWriting()) return this.#refuse(job.offer, { code: 'burner-busy' });
    const clock = this.#clockProblem();
    if (clock !== null) return this.#end(job, clock);
    const opened = await openSecret(job.offer, job.key.keyPair, envelope);
    if (!opened.ok) return this.#end(job, opened.problem);
    const { secret } = opened;
    if (secret.seed.length > maxSeedBytes) {
      wipe(secret.seed);
      return this.#end(job, { code: 'seed-not-writable', detail: { reason: 'too long' } });
    }
    const run = this.#burn(job, secret);
    this.#running.add(run);
    void run.finally(() => this.#running.delete(run));
  }

  async #burn(job: OpenJob, secret: Secret): Promise<void> {
    const { journal, source, watch, receipts, send } = this.#parts;
    const { offer } = job;
    const { jobId, attempt } = offer;
    const onPhase = (phase: BurnPhase, problem: Problem | null) => {
      job.progress = {
        type: 'progress',
        jobId,
        attempt,
        phase,
        problem: problem as Wire | null,
        at: this.#nowMs(),
      };
      send(job.progress);
    };
    this.#secrets.hold(offer, secret);
    const startedAt = this.#nowMs();
    const tries = runBurn({
      offer,
      secret,
      source,
      watch,
      onPhase,
      beforeWriting: () => journal.markWriting(offer),
      signal: job.abort.signal,
      nowMs: this.#nowMs,
    });
    job.tries = tries;
    const ended = await tries.ended;
    this.#jobs.delete(jobId);
    const isWritten = ended.outcome === 'burned' || ended.outcome === 'unknown';
    if (!isWritten) this.#secrets.wipe(jobId);
    send(
      receipts.issue(
        {
          kind: 'burn',
          offer,
          seen: {
            ...seenToken(ended.token),
            ...seenOutcome(ended),
            reader: tries.reader,
            account: secret.account,
            capture: secret.capture,
            startedAt,
            finishedAt: this.#nowMs(),
          },
        },
        (receipt) => ({
          type: 'outcome',
          jobId,
          attempt,
          receipt,
          problem: ended.outcome === 'burned' ? null : (ended.problem as Wire),
          identified: null,
        }),
      ),
    );
  }

  /** A job that ends before anything could be written. */
  #end(job: OpenJob, problem: Problem): void {
    this.#jobs.delete(job.offer.jobId);
    this.#refuse(job.offer, problem);
  }

  #cancel(jobId: string): void {
    const job = this.#jobs.get(jobId);
    if (job === undefined) return;
    if (job.tries === null) this.#jobs.delete(jobId);
    else job.abort.abort();
  }

  async #verify({ jobId, checkId, code, technician }: Extract<ToBurner, { type: 'verify' }>): Promise<void> {
    const job = this.#jobs.get(jobId);
    // Nobody knows whether the last try wrote it: a typed code ends the waiting and tells.
    if (job?.tries?.isUnknown()) {
      job.tries.stop();
      await job.tries.ended;
      await Promise.allSettled(this.#running);
    }
    const held = this.#secrets.of(jobId);
    const written = this.#parts.journal.outcomeOf(jobId);
    if (held === null || written?.type !== 'outcome') {
      this.#parts.send({
        type: 'checked',
        jobId,
        checkId,
        matched: false,
        stepOffset: null,
        problem: { code: 'secret-gone' },
        receipt: null,
      });
      return;
    }
    const { offer, secret } = held;
    const { matched, stepOffset, isUsed } = held.checker.check(code, this.#nowMs());
    const problem = matched ? null : explainMiss({ stepOffset, isUsed, stepSeconds: secret.stepSeconds });
    const seen = { matched, stepOffset, problem: problem?.code ?? null, account: secret.account };
    this.#parts.send(
      this.#parts.receipts.issue({ kind: 'check', offer, technician, seen }, (receipt) => ({
        type: 'checked',
        jobId,
        checkId,
        matched,
        stepOffset,
        problem: problem as Wire | null,
        receipt,
      })),
    );
    if (matched) this.#secrets.wipe(jobId);
  }

  /** A job offered and never sealed is forgotten when its time is over. */
  #forgetAfterExpiry(job: OpenJob): void {
    const timer = setTimeout(
      () => {
        if (job.tries === null) this.#jobs.delete(job.offer.jobId);
      },
      Math.max(0, job.offer.expiresAt - this.#nowMs()),
    );
    timer.unref();
  }
}

function seenOutcome(ended: BurnResult): Partial<Seen> {
  if (ended.outcome !== 'burned') return { outcome: ended.outcome, problem: ended.problem.code };
  return { outcome: 'burned', clockDriftAfterSeconds: ended.clockDriftAfterSeconds };
}
