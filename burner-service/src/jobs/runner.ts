import {
  type FromBurner,
  type JobOffer,
  jobKeyStatement,
  type ToBurner,
} from '@token-desk/contract/desk/job';
import type { Problem } from '@token-desk/contract/problem';
import { generateJobKeyPair, matchDigits, openSecret } from '@token-desk/contract/seed/envelope';
import { wipe } from '@token-desk/contract/text/bytes';
import { maxSeedBytes } from '@token-desk/contract/token/config';
import { Turns } from '@token-desk/contract/turns';
import type { Journal } from '../journal/journal.ts';
import type { Receipts } from '../journal/receipts.ts';
import type { SigningKey } from '../keys/identity.ts';
import type { ReaderSource } from '../reader/channel.ts';
import { CodeChecks, secretGone } from './code-checks.ts';
import { type OpenJob, OpenJobs } from './open-jobs.ts';
import type { ReadersWatch } from './readers-watch.ts';
import { busy, clockProblem, refusalOf } from './refusal.ts';
import { drawSecret, HeldSecrets, misfitOf } from './secrets.ts';
import { TokenReadings } from './token-readings.ts';
import { interruptedFrame, Writes } from './writes.ts';

type Wire = Extract<FromBurner, { type: 'job-refused' }>['problem'];
type Cancel = Extract<ToBurner, { type: 'cancel' }>;

const cancelled: Problem = { code: 'job-cancelled' };

/** To be compared at desk and tab before a drawn secret leaves. */
export type MatchDigits = { readonly jobId: string; readonly digits: string };

export type RunnerParts = {
  readonly burnerId: string;
  readonly burnerName?: string;
  readonly source: ReaderSource;
  readonly watch: ReadersWatch;
  readonly journal: Journal;
  readonly receipts: Receipts;
  readonly identity: SigningKey;
  /** Gives false when there is no link; what matters is in the journal and is sent again. */
  readonly send: (frame: FromBurner) => boolean;
  /** Server's clock minus ours, ms; null until it has said. */
  readonly clockOffsetMs: () => number | null;
  readonly onDigits?: (digits: MatchDigits) => void;
  readonly onError?: (error: unknown) => void;
  readonly nowMs?: () => number;
  /** How long an offer waits for a cancelled write on its reader. */
  readonly endingWaitMs?: number;
};

/** Takes the server's orders: one write at a time per reader, every repeated order answered from what is already known. */
export class Runner {
  readonly #parts: RunnerParts;
  readonly #nowMs: () => number;
  readonly #jobs: OpenJobs;
  readonly #secrets = new HeldSecrets();
  readonly #checks: CodeChecks;
  readonly #writes: Writes;
  readonly #readings: TokenReadings;
  /** Offers and envelopes one after the other: the same one twice in a row must find what the first one did. */
  readonly #turns = new Turns();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#nowMs = parts.nowMs ?? Date.now;
    this.#jobs = new OpenJobs(this.#nowMs, parts.endingWaitMs);
    const shared = { ...parts, secrets: this.#secrets, jobs: this.#jobs, nowMs: this.#nowMs };
    this.#checks = new CodeChecks(shared);
    this.#readings = new TokenReadings(parts);
    this.#writes = new Writes(shared);
  }

  /** Once, at start: a write that an earlier process left unfinished ends as unknown, signed like any other. */
  reportInterrupted(): void {
    const { journal, receipts } = this.#parts;
    for (const offer of journal.interrupted()) interruptedFrame(offer, receipts);
  }

  async take(frame: ToBurner): Promise<void> {
    switch (frame.type) {
      case 'offer':
        return this.#take(frame.offer);
      case 'envelope':
        return this.#turns.take('orders', () => this.#envelope(frame));
      case 'cancel':
        return this.#cancel(frame);
      case 'check':
        return this.#check(frame);
      case 'receipt-stored':
        this.#parts.journal.markStored(frame.seq);
        this.#checks.stored(frame.seq);
        return;
      case 'welcome':
      case 'refused':
      case 'time':
        return; // the link's business
      default:
        frame satisfies never;
    }
  }

  /** A new link: call it before anything is sent again. */
  relinked(): void {
    this.#checks.relinked();
  }

  async close(): Promise<void> {
    this.#jobs.endWaits();
    await this.#turns.ended();
    await this.#writes.close();
    await this.#readings.close();
    this.#secrets.close();
  }

  async #take(offer: JobOffer): Promise<void> {
    const reader = this.#parts.watch.find(offer.reader)?.name ?? '';
    const ending = offer.kind === 'identify' ? null : this.#jobs.waitForEnding(offer.jobId, reader);
    if (ending === null || (await ending)) await this.#turns.take('orders', () => this.#offer(offer));
  }

  async #offer(offer: JobOffer): Promise<void> {
    const { journal, send } = this.#parts;
    const done = journal.outcomeOf(offer.jobId);
    if (done !== null) {
      send(done);
      return;
    }
    // The server has its outcome: nothing is left here to answer with, and nothing is written twice.
    if (journal.doneOf(offer.jobId) !== null) return this.#refuse(offer, { code: 'job-replayed' });
    const open = this.#jobs.find(offer.jobId);
    if (open !== null) {
      // Another tab key for a job already keyed would be somebody else's.
      if (open.offer.tabKey !== offer.tabKey) return this.#refuse(offer, { code: 'envelope-tampered' });
      this.#sendKey(open);
      if (open.progress !== null) send(open.progress);
      return;
    }
    const refusal = this.#refusalOf(offer);
    if (refusal !== null) return this.#refuse(offer, refusal);
    if (offer.kind === 'identify') return this.#readings.start(offer);
    if (offer.kind !== 'burn') {
      const job = this.#jobs.open(offer, null);
      return this.#writes.start(job, offer.kind === 'blank' ? drawSecret(offer) : null);
    }
    const job = this.#jobs.open(offer, await generateJobKeyPair());
    journal.markKeyed(offer.jobId);
    this.#sendKey(job);
    if (offer.route === 'B') await this.#startDrawn(job);
  }

  #refusalOf(offer: JobOffer): Problem | null {
    const { burnerId, burnerName = '', journal, watch, clockOffsetMs } = this.#parts;
    const reader = watch.find(offer.reader);
    return refusalOf(offer, {
      burnerId,
      burnerName,
      nowMs: this.#nowMs(),
      clockOffsetMs: clockOffsetMs(),
      hasKeyed: journal.hasKeyed(offer.jobId),
      readerProblem: reader === null ? watch.whyNot(offer.reader) : null,
      isReaderBusy: reader !== null && this.#jobs.isWritingOn(reader.name),
    });
  }

  #sendKey({ offer, key }: OpenJob): void {
    if (key === null) return;
    const signature = this.#parts.identity.sign(jobKeyStatement(offer, key.publicKey));
    const { jobId, attempt } = offer;
    this.#parts.send({ type: 'job-key', jobId, attempt, key: { publicKey: key.publicKey, signature } });
  }

  #refuse({ jobId, attempt }: Pick<JobOffer, 'jobId' | 'attempt'>, problem: Problem): void {
    this.#parts.send({ type: 'job-refused', jobId, attempt, problem: problem as Wire });
  }

  async #startDrawn(job: OpenJob): Promise<void> {
    const { offer, key } = job;
    const { tabKey } = offer;
    if (tabKey === undefined || key === null) return;
    const digits = await matchDigits({ ...offer, tabKey }, key.publicKey);
    this.#parts.onDigits?.({ jobId: offer.jobId, digits });
    if (this.#jobs.isOpen(job)) this.#writes.start(job, drawSecret(offer));
  }

  async #envelope({ jobId, attempt, envelope }: Extract<ToBurner, { type: 'envelope' }>): Promise<void> {
    const { journal, send, watch, burnerName = '' } = this.#parts;
    const done = journal.outcomeOf(jobId);
    if (done !== null) {
      send(done);
      return;
    }
    if (journal.doneOf(jobId) !== null) return this.#refuse({ jobId, attempt }, { code: 'job-replayed' });
    const job = this.#jobs.find(jobId);
    if (job === null || job.key === null || job.offer.route === 'B')
      return this.#refuse(
        { jobId, attempt },
        { code: journal.hasKeyed(jobId) ? 'secret-unopened' : 'job-not-open' },
      );
    if (job.tries !== null) {
      if (job.progress !== null) send(job.progress);
      return;
    }
    if (this.#nowMs() > job.offer.expiresAt) return this.#end(job, { code: 'job-expired' });
    const reader = watch.find(job.offer.reader)?.name ?? '';
    if (this.#jobs.isWritingOn(reader)) return this.#refuse(job.offer, busy(burnerName));
    const clock = clockProblem(this.#parts.clockOffsetMs());
    if (clock !== null) return this.#end(job, clock);
    const opened = await openSecret(job.offer, job.key.keyPair, envelope);
    if (!opened.ok) return this.#end(job, opened.problem);
    const { secret } = opened;
    const misfit = misfitOf(job.offer, secret);
    if (misfit !== null) {
      wipe(secret.seed);
      return this.#end(job, misfit);
    }
    if (this.#jobs.isOpen(job) && secret.seed.length <= maxSeedBytes) return this.#writes.start(job, secret);
    wipe(secret.seed);
    // Closed: cancelled while it was being opened.
    if (this.#jobs.isOpen(job)) this.#end(job, { code: 'seed-not-writable', detail: { reason: 'too long' } });
  }

  /** A job that ends before anything could be written. */
  #end(job: OpenJob, problem: Problem): void {
    this.#jobs.close(job);
    this.#refuse(job.offer, problem);
  }

  async #cancel({ jobId, attempt }: Cancel): Promise<void> {
    this.#jobs.cancelWait(jobId);
    // Its offer may be on its way through; whatever came of it is ended as well.
    if (this.#jobs.find(jobId) === null) await this.#turns.take('orders', async () => {});
    const job = this.#jobs.find(jobId);
    if (job !== null && job.tries !== null) return job.abort.abort();
    if (job !== null) return this.#end(job, cancelled);
    const { journal, send } = this.#parts;
    const done = journal.outcomeOf(jobId);
    if (done !== null) send(done);
    const isBegun =
      journal.doneOf(jobId) !== null || journal.interrupted().some((one) => one.jobId === jobId);
    // The journal knows every write that was begun.
    if (done === null && !isBegun && attempt !== undefined) this.#refuse({ jobId, attempt }, cancelled);
  }

  async #check(frame: Extract<ToBurner, { type: 'check' }>): Promise<void> {
    const job = this.#jobs.find(frame.jobId);
    // Nobody knows whether the last try wrote it: a typed code ends the waiting and tells.
    if (job?.tries?.isUnknown()) {
      job.tries.stop();
      await job.finished;
    }
    const isWritten = this.#jobs.find(frame.jobId) === null;
    this.#parts.send(isWritten ? await this.#checks.answer(frame) : secretGone(frame));
  }
}
