import { type ApduChannel, ContactError } from '../reader/channel.ts';
import { decodeAnswer } from './protocol/apdu.ts';
import { ins } from './protocol/commands.ts';
import { meaningOf } from './protocol/errors.ts';
import type { Transmit } from './protocol/session.ts';
import { readingOfAnswer } from './protocol/status-words.ts';

/**
 * What the token may hold by now, judged from each write and what came back for it. Only an answer that says no, or a
 * command that never left, proves that a write did not happen; silence proves nothing.
 */
export class BurnProgress {
  #mayHaveClock = false;
  #mayHaveSeed = false;
  #isClockSet = false;
  readonly transmit: Transmit;

  constructor(channel: ApduChannel, signal: AbortSignal) {
    this.transmit = async (apdu) => {
      const before = [this.#mayHaveClock, this.#mayHaveSeed] as const;
      if (apdu[1] === ins.setConfig) this.#mayHaveClock = true;
      if (apdu[1] === ins.setSeed) this.#mayHaveSeed = true;
      const undo = () => {
        [this.#mayHaveClock, this.#mayHaveSeed] = before;
      };
      try {
        const answer = await channel.transmit(apdu, signal);
        if (saysNo(answer)) undo();
        else if (apdu[1] === ins.setConfig) this.#isClockSet = isDone(answer);
        return answer;
      } catch (error) {
        if (error instanceof ContactError && !error.mayHaveRun) undo();
        throw error;
      }
    };
  }

  /** The token may have taken clock and settings. */
  get mayHaveClock(): boolean {
    return this.#mayHaveClock;
  }

  /** The token itself said that it took clock and settings; false after silence. */
  get isClockSet(): boolean {
    return this.#isClockSet;
  }

  /** The outcome of a burn that ends here without success. */
  outcome(clearsSeedOnConfig: boolean): 'failed' | 'settings-changed' | 'empty' | 'unknown' {
    if (this.#mayHaveSeed) return 'unknown';
    if (!this.#mayHaveClock) return 'failed';
    return clearsSeedOnConfig ? 'empty' : 'settings-changed';
  }
}

function isDone(answer: Uint8Array): boolean {
  const decoded = decodeAnswer(answer);
  return decoded !== null && meaningOf('set-config', decoded) === 'done';
}

function saysNo(answer: Uint8Array): boolean {
  const decoded = decodeAnswer(answer);
  return decoded !== null && readingOfAnswer(decoded) === 'not-carried-out';
}
