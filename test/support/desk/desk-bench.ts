import assert from 'node:assert/strict';
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadersWatch } from '@token-desk/burner-service/jobs/readers-watch';
import { Runner } from '@token-desk/burner-service/jobs/runner';
import { Journal } from '@token-desk/burner-service/journal/journal';
import { Receipts } from '@token-desk/burner-service/journal/receipts';
import { createKeys } from '@token-desk/burner-service/keys/identity';
import type { ReaderSource } from '@token-desk/burner-service/reader/channel';
import type { FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import { VirtualReaders, virtualReaderName } from '@token-desk/burner-service/reader/virtual/virtual-reader';
import {
  VirtualToken,
  type VirtualTokenOptions,
} from '@token-desk/burner-service/reader/virtual/virtual-token';
import type { FromBurner, JobOffer, ToBurner } from '@token-desk/contract/desk/job';
import {
  type ReceiptBody,
  receiptBody,
  receiptSigningInput,
  type SignedReceipt,
} from '@token-desk/contract/desk/receipt';
import { sealSecret } from '@token-desk/contract/seed/envelope';
import { HandClock } from '../run/hand-clock.ts';

export const restricted = '86596220000001';
export const ana = { id: 'ana', name: 'Ana Moreau', upn: 'ana.moreau@contoso.example' };
export const tom = { id: 'tom', name: 'Tom Weber', upn: 'tom.weber@contoso.example' };

export type FrameOf<T extends FromBurner['type']> = Extract<FromBurner, { type: T }>;

export type DeskBenchOptions = {
  /** Other readers than the virtual ones of this process; closed with the desk. */
  readonly source?: ReaderSource;
  readonly reader?: string;
  /** The real clock, where real programs take part; else one that only moves when a test says so. */
  readonly isLive?: boolean;
  /** How long an offer waits for a cancelled write; else as long as the product lets it. */
  readonly endingWaitMs?: number;
};

/** A desk without its network: frames go in, frames come out. */
export class DeskBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'token-desk-'));
  readonly keys = createKeys();
  readonly readers = new VirtualReaders();
  readonly source: ReaderSource;
  readonly reader: string;
  readonly frames: FromBurner[] = [];
  /** What the desk showed for comparison. */
  readonly digits: string[] = [];
  readonly token: VirtualToken;
  readonly clock = new HandClock(1_800_000_000_000);
  offsetMs: number | null = 0;
  journal: Journal;
  watch: ReadersWatch;
  runner: Runner;
  readonly #endingWaitMs: number | undefined;
  readonly #now: () => number;
  readonly #waiting = new Set<() => void>();
  /** Of processes that died: what they still have open ends with the desk. */
  readonly #gone: Runner[] = [];

  constructor({ source, reader = virtualReaderName, isLive = false, endingWaitMs }: DeskBenchOptions = {}) {
    this.#endingWaitMs = endingWaitMs;
    this.#now = isLive ? Date.now : this.clock.now;
    this.source = source ?? this.readers;
    this.reader = reader;
    this.token = this.makeToken();
    this.journal = Journal.create(join(this.folder, 'journal.jsonl'), this.#now);
    this.watch = new ReadersWatch(this.source, () => this.#lookAgain(), this.#now);
    this.watch.follow(() => this.#lookAgain());
    this.runner = this.#start();
  }

  /** A token on this desk's clock. */
  makeToken(options: Partial<VirtualTokenOptions> = {}): VirtualToken {
    return new VirtualToken({
      serial: restricted,
      isRestricted: true,
      nowMs: this.#now,
      random: randomBytes,
      driftSeconds: -41,
      ...options,
    });
  }

  #start(): Runner {
    const runner = new Runner({
      burnerId: 'desk-1',
      burnerName: 'Desk 1',
      source: this.source,
      watch: this.watch,
      journal: this.journal,
      receipts: new Receipts(this.journal, this.keys.identity, true, this.#now),
      identity: this.keys.identity,
      send: (frame) => {
        this.frames.push(frame);
        this.#lookAgain();
        return true;
      },
      clockOffsetMs: () => this.offsetMs,
      onDigits: ({ digits }) => this.digits.push(digits),
      nowMs: this.#now,
      ...(this.#endingWaitMs === undefined ? {} : { endingWaitMs: this.#endingWaitMs }),
    });
    runner.reportInterrupted();
    return runner;
  }

  /** What a new process finds: the journal's file and nothing else. */
  restart(): void {
    this.journal = Journal.open(join(this.folder, 'journal.jsonl'), this.#now)!;
    this.frames.length = 0;
    this.#gone.push(this.runner);
    this.runner = this.#start();
  }

  offer(change: Partial<JobOffer> = {}): JobOffer {
    return {
      jobId: 'job-1',
      attempt: 1,
      kind: 'burn',
      burnerId: 'desk-1',
      reader: this.reader,
      serial: restricted,
      requestId: 'request-1',
      subject: ana,
      technician: tom,
      config: { algorithm: 'SHA1', stepSeconds: 30, displayTimeoutSeconds: 30 },
      expiresAt: this.#now() + 300_000,
      ...change,
    };
  }

  async key(offer: JobOffer): Promise<string> {
    await this.runner.take({ type: 'offer', offer });
    const { key } = await this.next('job-key', (frame) => frame.jobId === offer.jobId);
    return key.publicKey;
  }

  async envelope(
    offer: JobOffer,
    publicKey: string,
    sealedFor: JobOffer = offer,
    seed = new Uint8Array(20).fill(0x5a),
  ): Promise<Extract<ToBurner, { type: 'envelope' }>> {
    const facts = {
      algorithm: 'SHA1',
      digits: 6,
      stepSeconds: 30,
      account: ana.upn,
      capture: 'paste-image',
    } as const;
    const envelope = await sealSecret(sealedFor, publicKey, { seed, ...facts });
    return { type: 'envelope', jobId: offer.jobId, attempt: offer.attempt, envelope };
  }

  async burn(offer = this.offer()): Promise<FrameOf<'outcome'>> {
    const publicKey = await this.key(offer);
    await this.runner.take(await this.envelope(offer, publicKey));
    return this.outcomeOf(offer);
  }

  /** The job's end, whether it was written or not. */
  outcomeOf({ jobId }: Pick<JobOffer, 'jobId'>): Promise<FrameOf<'outcome'>> {
    return this.next('outcome', (frame) => frame.jobId === jobId);
  }

  async check(code: string, checkId = 'check-1', jobId = 'job-1'): Promise<FrameOf<'checked'>> {
    await this.runner.take({ type: 'check', jobId, checkId, code, technician: tom });
    return this.next('checked', (frame) => frame.checkId === checkId);
  }

  next<T extends FromBurner['type']>(
    type: T,
    fits: (frame: FrameOf<T>) => boolean = () => true,
  ): Promise<FrameOf<T>> {
    return this.until(() =>
      this.frames.find((frame): frame is FrameOf<T> => frame.type === type && fits(frame as FrameOf<T>)),
    );
  }

  /** Asks again after every frame and every change of the readers. */
  until<T>(find: () => T | null | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined || found === null || found === false) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  read(receipt: SignedReceipt | null): ReceiptBody {
    assert.ok(receipt, 'there is a receipt');
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: this.keys.identity.publicKey };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const signature = Buffer.from(receipt.signature, 'base64url');
    assert.ok(verify(null, Buffer.from(receiptSigningInput(receipt.body)), key, signature), 'it is signed');
    return receiptBody.parse(JSON.parse(receipt.body));
  }

  async close(): Promise<void> {
    for (const runner of [...this.#gone, this.runner]) await runner.close();
    await this.watch.close();
    await this.source.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #lookAgain(): void {
    for (const look of [...this.#waiting]) look();
  }
}

const [getInfo, setConfig, setSeed] = [0x41, 0xd4, 0xc5];

/** Lifts the token once: between clock and secret (when its clock is read back), or at the secret itself. */
export const liftOnce = (at: 'clock-read-back' | 'secret', when: 'before' | 'after'): FaultPlan => {
  let isDone = false;
  let isClockSet = false;
  return ({ apdu }) => {
    const isHere = at === 'secret' ? apdu[1] === setSeed : isClockSet && apdu[1] === getInfo;
    if (apdu[1] === setConfig) isClockSet = true;
    if (isDone || !isHere) return null;
    isDone = true;
    return { kind: 'lift', when };
  };
};
