import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { CardManner, FaultPlan } from '@token-desk/burner-service/reader/virtual/virtual-card';
import type { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import type { JobOffer } from '@token-desk/contract/desk/job';
import type { BurnOutcome } from '@token-desk/contract/desk/receipt';
import type { DeskBench, FrameOf } from '../desk/desk-bench.ts';
import type { FaultCase, Holds } from './fault-cases.ts';

/** The hand that lays one token on one reader. */
export type Hand = { tap(): void; lift(): void };

export type Told = { readonly code: string; readonly detail?: Record<string, string | number> | undefined };
export type Seen = { readonly told: Told | null; readonly holds: Holds; readonly outcome: BurnOutcome };

let lastJob = 0;

/** A desk, a token that does what is planned for it, and the hand that holds the token. */
export class FaultStation {
  readonly desk: DeskBench;
  readonly token: VirtualToken;
  readonly hand: Hand;
  fault: FaultPlan | null = null;

  constructor(desk: DeskBench, token: VirtualToken, lay: (manner: CardManner) => Hand) {
    this.desk = desk;
    this.token = token;
    this.hand = lay({ faults: (command) => this.fault?.(command) ?? null });
  }

  /** The token lies on the reader and the desk has read it. */
  async lie(): Promise<void> {
    this.hand.tap();
    await this.desk.until(() => this.desk.watch.find(this.desk.reader)?.token?.serial === this.token.serial);
  }

  /** As a person does it: off, then on again. */
  async retap(): Promise<void> {
    this.hand.lift();
    await this.desk.until(() => this.desk.watch.find(this.desk.reader)?.state === 'empty');
    this.hand.tap();
  }

  /** Orders a burn of a new secret; `arm` is called when the desk has everything but the envelope. */
  async order(arm: () => void = () => {}, token = this.token): Promise<Ordered> {
    lastJob += 1;
    const offer = this.desk.offer({ jobId: `job-${lastJob}`, serial: token.serial });
    const seed = new Uint8Array(randomBytes(20));
    const before = token.memory.seed;
    const envelope = await this.desk.envelope(offer, await this.desk.key(offer), offer, seed);
    arm();
    await this.desk.runner.take(envelope);
    return { offer, seed, before };
  }

  /** How the first try ended: what is told, or the job's end. */
  async firstWord({ offer }: Ordered): Promise<Told | null> {
    const frame = await this.desk.until(() =>
      this.desk.frames.find(
        (one): one is FrameOf<'progress'> | FrameOf<'outcome'> =>
          (one.type === 'progress' || one.type === 'outcome') &&
          one.jobId === offer.jobId &&
          (one.type === 'outcome' || one.problem !== null),
      ),
    );
    return frame.type === 'outcome' ? (frame.problem ?? frame.note ?? null) : frame.problem;
  }

  holds({ seed, before }: Ordered): Holds {
    const now = Buffer.from(this.token.memory.seed);
    if (now.equals(seed)) return 'new';
    if (now.equals(before)) return 'before';
    assert.equal(now.length, 0, 'the token holds something nobody wrote');
    return 'nothing';
  }

  async end({ offer }: Ordered): Promise<BurnOutcome> {
    await this.desk.runner.take({ type: 'cancel', jobId: offer.jobId });
    const { receipt } = await this.desk.outcomeOf(offer);
    const { outcome } = this.desk.read(receipt).seen;
    assert.ok(outcome);
    return outcome;
  }

  /** Waits for the job's success, looks into the token and checks the code it shows. */
  async expectBurned(ordered: Ordered): Promise<void> {
    const { offer } = ordered;
    const ended = await this.desk.outcomeOf(offer);
    assert.equal(ended.problem, null);
    assert.equal(this.desk.read(ended.receipt).seen.outcome, 'burned');
    assert.equal(this.holds(ordered), 'new');
    const checked = await this.desk.check(this.token.press() ?? '', `check-${offer.jobId}`, offer.jobId);
    assert.equal(checked.matched, true);
    assert.equal(this.desk.journal.outcomeOf(offer.jobId)?.type, 'outcome');
  }

  /** One fault: what is told, what the token holds, how the job ends; then the re-tap, which must succeed. */
  async play(one: FaultCase, how: 'cancel' | 'same-job'): Promise<Seen> {
    await this.lie();
    const ordered = await this.order(() => {
      this.fault = one.plan();
    });
    const told = await this.firstWord(ordered);
    this.fault = null;
    const holds = this.holds(ordered);
    if (holds === 'new' && one.outcome === 'burned') {
      await this.expectBurned(ordered);
      return { told, holds, outcome: 'burned' };
    }
    const isOver = this.desk.journal.outcomeOf(ordered.offer.jobId) !== null;
    if (how === 'same-job' && !isOver) {
      await this.retap();
      await this.expectBurned(ordered);
      return { told, holds, outcome: one.outcome };
    }
    const outcome = await this.end(ordered);
    await this.retap();
    await this.expectBurned(await this.order());
    return { told, holds, outcome };
  }
}

export type Ordered = { readonly offer: JobOffer; readonly seed: Uint8Array; readonly before: Uint8Array };
