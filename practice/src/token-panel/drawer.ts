import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { VirtualToken } from '@token-desk/burner-service/reader/virtual/virtual-token';
import { modelOf } from '@token-desk/contract/token/model';
import type { TokenState } from '../teams-host/practice-state.ts';
import type { ReaderHand } from './reader-hand.ts';
import { loadMemories, saveMemories } from './token-memory.ts';

/** Silence after which a token switches itself off. Longer than a real one's: people read here. */
const sleepSeconds = 60;
const saveEveryMs = 1_000;

type Held = {
  readonly token: VirtualToken;
  /** What it was written with when its button was last pressed: a write blanks the display until the next press. */
  shown: string | null;
};

/** The tokens of the practice. The first one's clock is slow, the second forgets its secret with every configuration. */
const drawerOf = [
  { serial: '86596000004711', driftSeconds: -41 },
  { serial: '86596220001234', driftSeconds: 6 },
  { serial: '86596010000889', driftSeconds: 0 },
] as const;

/** The drawn tokens and the reader they are held to. */
export class TokenDrawer {
  readonly #hand: ReaderHand;
  readonly #file: string;
  readonly #held: readonly Held[];
  readonly #timer: NodeJS.Timeout;
  #onReader: Held | null = null;
  #saved = '';

  /** Closes `hand` with itself. */
  constructor(dataFolder: string, hand: ReaderHand) {
    this.#hand = hand;
    this.#file = join(dataFolder, 'tokens.json');
    const memories = loadMemories(this.#file);
    this.#held = drawerOf.map(({ serial, driftSeconds }) => {
      const isRestricted = modelOf(serial)?.clearsSeedOnConfig ?? true;
      const memory = memories.get(serial);
      // Last used long ago: it lies in the drawer switched off until its button is pressed.
      let isMade = false;
      const nowMs = () => (isMade ? Date.now() : 0);
      const token = new VirtualToken({
        serial,
        isRestricted,
        driftSeconds,
        memory,
        sleepSeconds,
        nowMs,
        random: randomBytes,
      });
      isMade = true;
      memory?.seed.fill(0);
      return { token, shown: null };
    });
    this.#timer = setInterval(() => this.#save(), saveEveryMs).unref();
  }

  /** Display off and on. True if there is such a token. */
  press(serial: string): boolean {
    const held = this.#find(serial);
    if (held === undefined) return false;
    if (this.#onReader === held) this.#hand.press();
    else held.token.press();
    held.shown = memoryMark(held.token);
    return true;
  }

  /** Lays it on the reader; one that lies there goes back. A sleeping token lies there unseen. */
  hold(serial: string): boolean {
    const held = this.#find(serial);
    if (held === undefined) return false;
    this.#hand.tap(held.token);
    this.#onReader = held;
    return true;
  }

  lift(): void {
    this.#hand.lift();
    this.#onReader = null;
  }

  states(): TokenState[] {
    return this.#held.map((held) => {
      const { token } = held;
      const { isAwake } = token;
      const isWrittenSince = memoryMark(token) !== held.shown;
      const code = isAwake && !isWrittenSince ? token.displayCode() : null;
      return {
        serial: token.serial,
        model: modelOf(token.serial)?.model ?? 'unknown model',
        isOnReader: this.#onReader === held,
        isAwake,
        sleepsInSeconds: isAwake ? Math.ceil((token.sleepDelayMs ?? 0) / 1000) : 0,
        display: isAwake ? (isWrittenSince ? 'written' : code === null ? 'empty' : 'code') : 'off',
        code,
        stepSeconds: token.settings.stepSeconds,
        holdsSecret: token.settings.seedBytes > 0,
      };
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#save();
    await this.#hand.close();
  }

  #find(serial: string): Held | undefined {
    return this.#held.find(({ token }) => token.serial === serial);
  }

  #save(): void {
    const marks = this.#held.map(({ token }) => memoryMark(token)).join();
    if (marks === this.#saved) return;
    const memories = new Map(this.#held.map(({ token }) => [token.serial, token.memory]));
    saveMemories(this.#file, memories);
    for (const { seed } of memories.values()) seed.fill(0);
    this.#saved = marks;
  }
}

/** Differs after every write: the clock is set by each, to the millisecond of the writing. */
function memoryMark(token: VirtualToken): string {
  const { seed, clockOffsetMs } = token.memory;
  const size = seed.length;
  seed.fill(0);
  return `${size}/${clockOffsetMs}`;
}
