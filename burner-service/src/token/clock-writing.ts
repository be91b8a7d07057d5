import type { Problem } from '@token-desk/contract/problem';
import { ins } from './protocol/commands.ts';
import type { Transmit } from './protocol/session.ts';

/** Host clock around one command, ms since epoch. */
type Span = { readonly sentAt: number; readonly answeredAt: number };
/** Token minus host, ms: the clock is off by something in between. */
type Range = { readonly low: number; readonly high: number };

export type ClockReading = {
  /** False: what was read back is not the clock that was written. */
  readonly isSet: boolean;
  /** Token minus host, whole seconds, as near as the durations of write and read-back tell; positive is fast. */
  readonly driftSeconds: number;
  /** How far it may be off, whole seconds; null within two. */
  readonly mayBeOffSeconds: number | null;
};

/** More than this outside what the durations allow, and the clock was not set; more than this off, and it is said. */
const toleratedMs = 2_000;
/** The token tells whole seconds that it has completed, and may have been within one when it was set. */
const secondMs = 1_000;
const never: Span = { sentAt: 0, answeredAt: 0 };

/**
 * Times the commands of one session. A token sets its clock somewhere between command and answer: the time to write is
 * that of the middle, judged from the commands before, and what is read back is held against both ends.
 */
export class ClockWriting {
  readonly transmit: Transmit;
  readonly #nowMs: () => number;
  readonly #durationsMs: number[] = [];
  #writtenMs = 0;
  #written = never;
  #last = never;

  constructor(transmit: Transmit, nowMs: () => number) {
    this.#nowMs = nowMs;
    this.transmit = async (apdu) => {
      const sentAt = nowMs();
      const answer = await transmit(apdu);
      this.#last = { sentAt, answeredAt: nowMs() };
      this.#durationsMs.push(Math.max(0, this.#last.answeredAt - sentAt));
      if (apdu[1] === ins.setConfig) this.#written = this.#last;
      return answer;
    };
  }

  /** What to write with a command that is sent now: UTC, whole seconds. */
  readonly utcSeconds = (): number => {
    const sorted = this.#durationsMs.toSorted((a, b) => a - b);
    const usualMs = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const seconds = Math.round((this.#nowMs() + usualMs / 2) / 1000);
    this.#writtenMs = seconds * 1000;
    return seconds;
  };

  /** Host clock in the middle of the last command, ms. */
  get lastMiddleMs(): number {
    return middle({ low: this.#last.sentAt, high: this.#last.answeredAt });
  }

  /** The clock that the last command read, after one that wrote it. */
  judge(readUtcSeconds: number): ClockReading {
    const write = this.#written;
    const read = this.#last;
    const readMs = readUtcSeconds * 1000;
    const earliestMs = wholeSecond(this.#writtenMs + read.sentAt - write.answeredAt);
    const latestMs = wholeSecond(this.#writtenMs + secondMs + read.answeredAt - write.sentAt);
    const off = narrowest(
      { low: this.#writtenMs - write.answeredAt, high: this.#writtenMs - write.sentAt },
      { low: readMs - read.answeredAt, high: readMs + secondMs - read.sentAt },
    );
    const mostMs = Math.max(Math.abs(off.low), Math.abs(off.high));
    return {
      isSet: readMs >= earliestMs - toleratedMs && readMs <= latestMs + toleratedMs,
      driftSeconds: wholeDrift(middle(off)),
      mayBeOffSeconds: mostMs > toleratedMs ? Math.ceil(mostMs / 1000) : null,
    };
  }
}

/** What a person must know although the clock was set. */
export function slowNote({ mayBeOffSeconds }: ClockReading): Problem | null {
  return mayBeOffSeconds === null
    ? null
    : { code: 'token-clock-unsure', detail: { offSeconds: mayBeOffSeconds } };
}

/** Where write and read-back agree; where they do not, what was read decides. */
function narrowest(written: Range, read: Range): Range {
  const both = { low: Math.max(written.low, read.low), high: Math.min(written.high, read.high) };
  return both.low <= both.high ? both : { low: read.low, high: read.high - secondMs };
}

const middle = ({ low, high }: Range): number => (low + high) / 2;

const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** Half a second is what rounding alone may make of a right clock: it counts as none. */
function wholeDrift(offMs: number): number {
  return Math.sign(offMs) * Math.ceil(Math.abs(offMs) / 1000 - 0.5) + 0;
}
